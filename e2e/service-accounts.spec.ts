import { expect, test } from './fixtures.ts'
import { openAccount, row } from './flows.ts'

test('a created account appears in the list', { tag: ['@gateway', '@mock'] }, async ({ page, api }) => {
  const name = `robot-${crypto.randomUUID().slice(0, 8)}`
  // Nothing hides a new row.
  await page.goto(`/folders/${await api.folderId()}/service-accounts?q=nothing-like-it&status=SUSPENDED`)
  await expect(page.getByText('Nothing matches your search and filters')).toBeVisible()
  await page.getByRole('button', { name: 'Create service account' }).click()
  const dialog = page.getByRole('dialog', { name: 'Create service account' })
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toBeFocused()
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name)
  await dialog.getByRole('textbox', { name: 'Description' }).fill('Робот 🤖 для "счетов"')
  await dialog.getByRole('button', { name: 'Create' }).click()
  await expect(dialog).toBeHidden()
  await expect(row(page, name)).toContainText('Робот 🤖 для "счетов"')
  await expect(row(page, name)).toContainText('Active')
  expect(new URL(page.url()).search).toBe('')
})

test('an invalid name is reported while typing, and a taken one on submit', async ({ page, api }) => {
  const { name: taken, folderId } = await api.createAccount()
  await page.goto(`/folders/${folderId}/service-accounts`)
  await page.getByRole('button', { name: 'Create service account' }).click()
  const field = page.getByRole('textbox', { name: 'Name' })
  const rule = page.getByText('3 to 63 lower-case Latin letters, digits and hyphens')
  for (const name of ['Robot', '1robot', 'robot-', 'ab', 'a'.repeat(64), 'робот']) {
    await field.fill('a-name')
    await expect(field).toHaveAttribute('aria-invalid', 'false')
    await field.fill(name)
    await expect(field).toHaveAttribute('aria-invalid', 'true')
    await expect(rule).toBeVisible()
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await expect(field).toHaveValue(name)
    await expect(field).toBeFocused()
  }
  await field.fill(taken)
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  await expect(page.getByText('A service account with this name already exists in the cloud.')).toBeVisible()
  await expect(field).toHaveValue(taken)
  await expect(field).toBeFocused()
})

test('an account is deleted after its name was typed', { tag: ['@gateway', '@mock'] }, async ({ page, api }) => {
  const account = await api.createAccount()
  await api.createKey(account.id)
  await api.createKey(account.id)
  await openAccount(page, account)
  await page.getByRole('button', { name: `Actions for ${account.name}` }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete service account?' })
  await expect(dialog.getByText('2 API keys will be deleted with it')).toBeVisible()
  await expect(dialog.getByText('Never used.')).toBeVisible()

  const field = dialog.getByRole('textbox', { name: `Type ${account.name} to confirm` })
  await field.fill('something-else')
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await expect(dialog.getByText('This does not match the name of the account.')).toBeVisible()
  await field.fill(account.name)
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Service accounts' })).toBeVisible()
  await page.getByRole('searchbox').fill(account.name)
  await expect(page.getByText('Nothing matches your search')).toBeVisible()
})

test('an account can be deleted only after its keys were counted, unless it is already gone', async ({
  page,
  api,
  faults,
}) => {
  const dialog = page.getByRole('dialog', { name: 'Delete service account?' })
  const other = await api.createAccount()
  await page.goto(`/folders/${other.folderId}/service-accounts?q=${other.name}`)
  await faults.set([{ endpoint: 'listApiKeys', effect: { kind: 'delay', milliseconds: 1500 } }])
  await page.getByRole('button', { name: `Actions for ${other.name}` }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  const otherField = dialog.getByRole('textbox', { name: `Type ${other.name} to confirm` })
  await otherField.fill(other.name)
  await otherField.press('Enter')
  await expect(dialog.getByText('Counting its API keys…')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Delete' })).toHaveAttribute('aria-disabled', 'true')
  await expect(dialog.getByText('It has no API keys.')).toBeVisible()
  await api.deleteAccount(other.id)
  await otherField.press('Enter')
  const gone = page.getByRole('alertdialog', { name: 'This service account has already been deleted' })
  await gone.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByText('Nothing matches your search')).toBeVisible()
})

test('search and sort are kept in the address, and survive reload and Back', async ({ page, api }) => {
  const stem = `list-${crypto.randomUUID().slice(0, 8)}`
  const first = await api.createAccount(`${stem}-a2`)
  await api.createAccount(`${stem}-a10`)
  await page.goto(`/folders/${first.folderId}/service-accounts`)
  await page.getByRole('searchbox').fill(stem)
  const names = page.getByRole('row').getByRole('link')
  // Natural order: 2 before 10.
  await expect(names).toHaveText([`${stem}-a2`, `${stem}-a10`])
  const header = page.getByRole('columnheader', { name: 'Name' })
  await expect(header).toHaveAttribute('aria-sort', 'ascending')
  await header.getByRole('button').click()
  await expect(header).toHaveAttribute('aria-sort', 'descending')
  await expect(names).toHaveText([`${stem}-a10`, `${stem}-a2`])
  expect(new URL(page.url()).search).toBe(`?q=${stem}&sort=-name`)

  await page.reload()
  await expect(names).toHaveText([`${stem}-a10`, `${stem}-a2`])
  await names.first().click()
  await expect(page.getByRole('heading', { level: 1, name: `${stem}-a10` })).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('searchbox')).toHaveValue(stem)
  await expect(names).toHaveText([`${stem}-a10`, `${stem}-a2`])
})

test('an invalid sort column in the address falls back to the default', async ({ page, api }) => {
  const list = `/folders/${await api.folderId()}/service-accounts`
  await page.goto(`${list}?sort=nothing&q=`)
  await expect(page.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'ascending')
})

test('the page of an unknown account says that it was not found', async ({ page, api }) => {
  const list = `/folders/${await api.folderId()}/service-accounts`
  await page.goto(`${list}/aje00000000000000000`)
  await expect(page.getByRole('heading', { level: 1, name: 'Service account not found' })).toBeVisible()
})

test(
  'a list of several pages shows how many rows are loaded until it is complete',
  { tag: '@mock' },
  async ({ page, api, faults }) => {
    const hoarder = await api.demoAccount('key-hoarder', 'experiments')
    await page.goto(`/folders/${hoarder.folderId}/service-accounts?q=${hoarder.name}`)
    await faults.set([{ endpoint: 'listApiKeys', effect: { kind: 'hang' }, after: 1 }])
    await page.getByRole('link', { name: hoarder.name }).click()
    await expect(page.getByRole('paragraph').getByText('1,000 rows loaded', { exact: true })).toBeVisible()
    await expect(page.getByRole('progressbar', { name: '1,000 rows loaded' })).toBeVisible()
    await page.getByRole('searchbox', { name: 'Search API keys' }).fill('Key')
    await expect(page.getByRole('paragraph').getByText('1,000 of 1,000 rows')).toBeVisible()
    await page.getByRole('searchbox', { name: 'Search API keys' }).fill('')

    await faults.set([])
    await page.getByRole('button', { name: 'Refresh' }).click()
    await expect(page.getByRole('paragraph').getByText('1,200 rows', { exact: true })).toBeVisible()
    await expect(page.getByRole('progressbar')).toBeHidden()
    await page.getByRole('searchbox', { name: 'Search API keys' }).fill('Key 1200')
    await expect(page.getByRole('paragraph').getByText(/^\d+ of 1,200 rows$/)).toBeVisible()
    await expect(row(page, 'Key 1200')).toBeVisible()
  },
)

test('a failed first load shows its reason and can be retried', { tag: '@gateway' }, async ({ page, api, faults }) => {
  const account = await api.createAccount()
  await faults.set([
    { endpoint: 'listServiceAccounts', effect: { kind: 'status', code: 'PERMISSION_DENIED' }, times: 1 },
  ])
  await page.goto(`/folders/${account.folderId}/service-accounts?q=${account.name}`)
  const alert = page.getByRole('alert')
  await expect(alert).toContainText('You do not have permission to do this')
  await expect(alert).toContainText('iam.serviceAccounts.user')
  await alert.getByRole('button', { name: 'Retry' }).click()
  await expect(page.getByRole('grid', { name: 'Service accounts' })).toBeVisible()
  await expect(row(page, account.name)).toBeVisible()
})

test('a failed refresh keeps the rows and can be retried', async ({ page, api, faults }) => {
  const account = await api.createAccount()
  await page.goto(`/folders/${account.folderId}/service-accounts?q=${account.name}`)
  await expect(row(page, account.name)).toBeVisible()
  const alert = page.getByRole('alert')
  await faults.set([{ endpoint: 'listServiceAccounts', effect: { kind: 'status', code: 'NOT_FOUND' }, times: 1 }])
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect(alert).toContainText('Could not refresh the list.')
  await expect(row(page, account.name)).toBeVisible()
  await page.getByRole('button', { name: 'Retry' }).click()
  await expect(alert).toBeHidden()
})

test('the caret stays in place while typing in the middle of a search', async ({ page }) => {
  await page.goto('/')
  const search = page.getByRole('searchbox')
  await search.pressSequentially('ac')
  await search.press('ArrowLeft')
  await search.pressSequentially('bb')
  await expect(search).toHaveValue('abbc')
  await expect.poll(() => new URL(page.url()).searchParams.get('q')).toBe('abbc')
})

test('a secret typed into the search stays out of the address', async ({ page }) => {
  await page.goto('/')
  const search = page.getByRole('searchbox')
  const addresses: string[] = []
  page.on('framenavigated', (frame) => addresses.push(frame.url()))
  await search.pressSequentially(`AQVNFAKE${'0'.repeat(26)}aB3_-9`)
  await expect(search).toHaveValue('****aB3_-9')
  await expect.poll(() => new URL(page.url()).searchParams.get('q')).toBe('****aB3_-9')
  expect(addresses.filter((address) => address.includes('AQV'))).toEqual([])
})
