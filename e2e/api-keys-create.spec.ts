import { expect, test } from './fixtures.ts'
import { chooseScopes, createKey, finish, row } from './flows.ts'

test.beforeEach(async ({ page, api }) => {
  const account = await api.createAccount()
  await page.goto(`/folders/${account.folderId}/service-accounts?q=${account.name}`)
  await page.getByRole('link', { name: account.name }).click()
  await page.getByRole('button', { name: 'Create API key' }).click()
})

const accountId = (url: string) => url.split('/').at(-1) ?? ''

test('a key without scopes is refused', async ({ page }) => {
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  await expect(page.getByText('Choose at least one scope. Without one, the key gets ten default scopes.')).toBeVisible()
  await expect(page.getByRole('dialog', { name: 'Create API key' })).toBeVisible()
})

test('scopes are found by meaning, and chosen by service and by preset', async ({ page }) => {
  const field = page.getByRole('combobox', { name: 'Scope' })
  await field.fill('recognise speech')
  await page.getByRole('option', { name: /yc\.ai\.speechkitStt\.execute/ }).click()
  await expect(page.getByText(/^1 of \d+ selected$/)).toBeVisible()

  await field.fill('')
  await page.getByRole('option', { name: 'All scopes of Monitoring' }).click()
  await expect(page.getByText(/^3 of \d+ selected$/)).toBeVisible()
  await field.press('Escape')

  const preset = page.getByRole('button', { name: 'Default scopes' })
  await preset.click()
  // Ten, of which speech recognition and monitoring.manage are already chosen.
  await expect(page.getByText(/^11 of \d+ selected$/)).toBeVisible()
  await expect(preset).toHaveAttribute('aria-pressed', 'true')
  await preset.click()
  await expect(page.getByText(/^1 of \d+ selected$/)).toBeVisible()
})

test('Enter in the scope field picks a scope and does not submit the form', async ({ page, api }) => {
  await chooseScopes(page, ['yc.logging.write'])
  await page.getByRole('combobox', { name: 'Scope' }).fill('postbox')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/^2 of \d+ selected$/)).toBeVisible()
  await page.getByRole('combobox', { name: 'Scope' }).fill('no such scope')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Create API key' })).toBeVisible()
  expect(await api.listKeys(accountId(page.url()))).toEqual([])
})

test(
  'a key gets the default scopes and the 90 days that the form shows',
  { tag: ['@gateway', '@mock'] },
  async ({ page, api }) => {
    await expect(page.getByRole('combobox', { name: 'Expires at' })).toHaveText('90 days')
    await expect(page.getByText(/GMT\+[12] · .+ UTC · in 90 days$/)).toBeVisible()
    const shown = await page.getByText(/ UTC · in 90 days$/).innerText()
    await page.getByRole('button', { name: 'Default scopes' }).click()
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await finish(page.getByRole('dialog', { name: 'Save your API key' }))
    const [key] = await api.listKeys(accountId(page.url()))
    expect(key?.scopes).toHaveLength(10)
    const sent = new Date(key?.expiresAt ?? '')
    const utc = new Intl.DateTimeFormat('en', {
      dateStyle: 'medium',
      timeStyle: 'short',
      hourCycle: 'h23',
      timeZone: 'UTC',
    })
    expect(shown).toContain(`${utc.format(sent)} UTC`)
  },
)

test('a key that never expires is created after a warning', async ({ page, api }) => {
  await page.getByRole('combobox', { name: 'Expires at' }).click()
  await page.getByRole('option', { name: 'Never' }).click()
  await expect(page.getByRole('alert')).toContainText('Anyone who finds a key that never expires')
  await chooseScopes(page, ['yc.postbox.send'])
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  await finish(page.getByRole('dialog', { name: 'Save your API key' }))
  const [key] = await api.listKeys(accountId(page.url()))
  expect(key?.expiresAt).toBeUndefined()
  await expect(row(page, key?.maskedSecret ?? '')).toContainText('Never expires')
})

test('a new key is first in the list', async ({ page, api }) => {
  await api.createKey(accountId(page.url()))
  await page.reload()
  await finish(await createKey(page, ['yc.logging.write']))
  const keys = await api.listKeys(accountId(page.url()))
  await expect(page.getByRole('row')).toHaveCount(keys.length + 1)
  await expect(page.getByRole('row').nth(1)).toContainText('yc.logging.write')
})

test('a description that looks like a secret is pointed out', async ({ page }) => {
  const description = page.getByRole('textbox', { name: 'Description' })
  await description.fill(`AQVNFAKE${'0'.repeat(32)}`)
  await expect(page.getByText('This looks like a secret.')).toBeVisible()
  await description.fill('a robot')
  await expect(page.getByText('This looks like a secret.')).toBeHidden()
  // A token of the cloud is not an API key, but a secret too.
  await description.fill(`t1.FAKE${'0'.repeat(32)}`)
  await expect(page.getByText('This looks like a secret.')).toBeVisible()
})

test(
  'an invalid description and expiry are corrected in the form without losing anything',
  { tag: '@mock' },
  async ({ page, api }) => {
    const description = page.getByRole('textbox', { name: 'Description' })
    await chooseScopes(page, ['yc.postbox.send'])
    await description.fill('😀'.repeat(257))
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await expect(page.getByText('Use at most 256 characters. You have 257.')).toBeVisible()
    await expect(description).toHaveValue('😀'.repeat(257))
    await description.fill('😀'.repeat(256))

    await page.getByRole('combobox', { name: 'Expires at' }).click()
    await page.getByRole('option', { name: 'Custom date and time' }).click()
    const date = page.getByRole('group', { name: 'Date and time' })
    const type = async (keys: string) => {
      await date.getByRole('spinbutton', { name: 'Month' }).click()
      await page.keyboard.type(keys)
    }

    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await expect(page.getByText('Enter a date and time.')).toBeVisible()

    await type('010120201200')
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await expect(page.getByText('The expiry must be in the future.')).toBeVisible()

    const year = new Date().getFullYear() + 2
    await type(`0715${year}1530`)
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await finish(page.getByRole('dialog', { name: 'Save your API key' }))
    const [key] = await api.listKeys(accountId(page.url()))
    expect(key?.description).toBe('😀'.repeat(256))
    // 15:30 in Berlin's summer time.
    expect(key?.expiresAt).toBe(`${year}-07-15T13:30:00Z`)
  },
)

test('only a changed form asks before it is left', async ({ page }) => {
  const dialog = page.getByRole('dialog', { name: 'Create API key' })
  await page.getByRole('textbox', { name: 'Description' }).fill('half done')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Keep editing' }).click()
  await expect(page.getByRole('textbox', { name: 'Description' })).toHaveValue('half done')
  await page.goBack()
  await page.getByRole('button', { name: 'Discard' }).click()
  await expect(dialog).toBeHidden()

  await page.getByRole('button', { name: 'Create API key' }).click()
  await expect(dialog).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
})

test(
  'a double click creates one key, and the dialog stays open until its secret arrives',
  { tag: ['@gateway', '@mock'] },
  async ({ page, api, faults }) => {
    await faults.set([{ endpoint: 'createApiKey', effect: { kind: 'delay', milliseconds: 2500 } }])
    await chooseScopes(page, ['yc.postbox.send'])
    await page.getByRole('button', { name: 'Create', exact: true }).dblclick()
    await expect(page.getByRole('button', { name: 'Creating…' })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByText('The dialog stays open until the secret arrives')).toBeVisible()
    await expect(page.getByRole('dialog', { name: 'Save your API key' })).toBeVisible()
    expect(await api.listKeys(accountId(page.url()))).toHaveLength(1)
  },
)

test(
  'a rejected request is shown in the dialog with its request id, and the input stays',
  { tag: '@gateway' },
  async ({ page, faults }) => {
    await faults.set([{ endpoint: 'createApiKey', effect: { kind: 'status', code: 'PERMISSION_DENIED' }, times: 1 }])
    await page.getByRole('textbox', { name: 'Description' }).fill('try again')
    await chooseScopes(page, ['yc.postbox.send'])
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    const alert = page.getByRole('alert')
    await expect(alert).toContainText('You do not have permission to do this')
    await expect(alert).toContainText('iam.serviceAccounts.apiKeyAdmin')
    await expect(alert.getByRole('button', { name: 'Copy request ID' })).toBeVisible()
    await expect(page.getByRole('textbox', { name: 'Description' })).toHaveValue('try again')
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await expect(page.getByRole('dialog', { name: 'Save your API key' })).toBeVisible()
  },
)
