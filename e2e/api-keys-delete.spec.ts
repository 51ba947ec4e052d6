import { expect, test } from './fixtures.ts'
import { openAccount, row } from './flows.ts'

test('the dialog identifies the key, and Cancel changes nothing', async ({ page, api }) => {
  const account = await api.createAccount()
  const { apiKey } = await api.createKey(account.id, { description: 'for the mailer' })
  await openAccount(page, account)
  const menu = page.getByRole('button', { name: `Actions for ${apiKey.maskedSecret}` })
  await menu.click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete API key?' })
  for (const fact of [apiKey.maskedSecret, apiKey.id, 'for the mailer', account.name, 'Never used']) {
    await expect(dialog.getByText(fact, { exact: true })).toBeVisible()
  }
  await expect(dialog.getByText('Deletion cannot be undone.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(dialog).toBeHidden()
  await expect(menu).toBeFocused()
  expect(await api.listKeys(account.id)).toHaveLength(1)
})

test(
  'a failed deletion is shown in the open dialog and can be retried',
  { tag: ['@gateway', '@mock'] },
  async ({ page, api, faults }) => {
    const account = await api.createAccount()
    const { apiKey } = await api.createKey(account.id)
    await openAccount(page, account)
    await faults.set([{ endpoint: 'deleteApiKey', effect: { kind: 'status', code: 'UNAVAILABLE' }, times: 1 }])
    await page.getByRole('button', { name: `Actions for ${apiKey.maskedSecret}` }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    const dialog = page.getByRole('dialog', { name: 'Delete API key?' })
    await dialog.getByRole('button', { name: 'Delete' }).click()
    await expect(dialog.getByRole('alert')).toContainText('The server is unavailable')
    await dialog.getByRole('button', { name: 'Delete' }).click()
    await expect(dialog).toBeHidden()
    await expect(row(page, apiKey.maskedSecret)).toBeHidden()
  },
)

test(
  'a running deletion can be neither repeated nor left, and then focuses the page',
  { tag: '@gateway' },
  async ({ page, api, faults }) => {
    const account = await api.createAccount()
    const { apiKey } = await api.createKey(account.id)
    await api.createKey(account.id)
    await openAccount(page, account)
    await faults.set([{ endpoint: 'deleteApiKey', effect: { kind: 'delay', milliseconds: 2500 } }])
    await page.getByRole('button', { name: `Actions for ${apiKey.maskedSecret}` }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    const dialog = page.getByRole('dialog', { name: 'Delete API key?' })
    await dialog.getByRole('button', { name: 'Delete' }).dblclick()
    await expect(dialog.getByRole('button', { name: 'Deleting…' })).toBeDisabled()
    await page.keyboard.press('Escape')
    await expect(dialog).toBeVisible()
    await expect(dialog).toBeHidden()
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
    expect(await api.listKeys(account.id)).toHaveLength(1)
  },
)

test('a key that somebody else deleted is reported as deleted, before and after the dialog opens', async ({
  page,
  api,
}) => {
  const account = await api.createAccount()
  const before = await api.createKey(account.id)
  const after = await api.createKey(account.id)
  await api.createKey(account.id)
  await openAccount(page, account)
  const gone = page.getByRole('alertdialog', { name: 'This API key has already been deleted' })

  await expect(row(page, before.apiKey.maskedSecret)).toBeVisible()
  await api.deleteKey(before.apiKey.id)
  await page.getByRole('button', { name: `Actions for ${before.apiKey.maskedSecret}` }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await expect(gone).toContainText(before.apiKey.maskedSecret)
  await gone.getByRole('button', { name: 'Done' }).click()
  await expect(row(page, before.apiKey.maskedSecret)).toBeHidden()
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()

  await page.getByRole('button', { name: `Actions for ${after.apiKey.maskedSecret}` }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  const confirm = page.getByRole('dialog', { name: 'Delete API key?' }).getByRole('button', { name: 'Delete' })
  await expect(confirm).toBeEnabled()
  await api.deleteKey(after.apiKey.id)
  await confirm.click()
  await gone.getByRole('button', { name: 'Done' }).click()
  await expect(row(page, after.apiKey.maskedSecret)).toBeHidden()
})

test('a key whose last use is unknown must be confirmed like one in use', async ({ page, api, faults }) => {
  const account = await api.createAccount()
  const { apiKey } = await api.createKey(account.id)
  await openAccount(page, account)
  await faults.set([{ endpoint: 'getApiKey', effect: { kind: 'status', code: 'UNAVAILABLE' } }])
  await page.getByRole('button', { name: `Actions for ${apiKey.maskedSecret}` }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete API key?' })
  await expect(dialog.getByRole('alert')).toContainText('It may be in use.')
  await dialog.getByRole('button', { name: 'Retry' }).click()
  await expect(dialog.getByRole('alert')).toContainText('Request ID')
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await expect(dialog.getByText('This does not match the last six characters of the masked key.')).toBeVisible()
  expect(await api.listKeys(account.id)).toHaveLength(1)
  await dialog.getByRole('textbox', { name: /Type the last six characters/ }).fill(apiKey.maskedSecret.slice(-6))
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByText('No API keys yet')).toBeVisible()
})

test(
  'a key used within a week must be confirmed by its last six characters',
  { tag: '@mock' },
  async ({ page, api }) => {
    const account = await api.createAccount()
    const { apiKey, secret } = await api.createKey(account.id)
    const mask = apiKey.maskedSecret
    await api.useKey(secret)
    await expect.poll(async () => (await api.listKeys(account.id))[0]?.lastUsedAt).toBeDefined()
    await openAccount(page, account)
    await page.getByRole('button', { name: `Actions for ${mask}` }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    const dialog = page.getByRole('dialog', { name: 'Delete API key?' })
    await expect(dialog.getByRole('alert')).toContainText(/This key was used (just now|1 minute ago)/)
    const field = dialog.getByRole('textbox', { name: /Type the last six characters/ })
    await expect(field).toBeFocused()

    await field.fill('nothing')
    await field.press('Enter')
    await expect(dialog.getByText('This does not match the last six characters of the masked key.')).toBeVisible()
    await field.fill(mask.slice(-6))
    await dialog.getByRole('button', { name: 'Delete' }).click()
    await expect(dialog).toBeHidden()
    await expect(row(page, mask)).toBeHidden()
  },
)
