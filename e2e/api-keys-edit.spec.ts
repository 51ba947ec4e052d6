import { expect, expectAccessible, test } from './fixtures.ts'
import { chooseScopes, finish, openAccount, row, secretDialog } from './flows.ts'

test('an edit saves the changed fields and keeps changes of other users', async ({ page, api }) => {
  const account = await api.createAccount()
  const expiresAt = '2105-12-31T23:59:59Z'
  const input = { description: 'for the mailer', scopes: ['yc.postbox.send'], expiresAt }
  const { apiKey } = await api.createKey(account.id, input)
  await openAccount(page, account)
  const menu = page.getByRole('button', { name: `Actions for ${apiKey.maskedSecret}` })
  const dialog = page.getByRole('dialog', { name: 'Edit API key' })
  const edit = async () => {
    await menu.click()
    await page.getByRole('menuitem', { name: 'Edit' }).click()
    await expect(dialog).toBeVisible()
  }
  const save = dialog.getByRole('button', { name: 'Save' })

  await edit()
  await expect(dialog.getByText(apiKey.id)).toBeVisible()
  await expect(dialog.getByRole('combobox', { name: 'Expires at' })).toHaveText(/^Keep /)
  await save.click()
  await expect(dialog.getByText('No changes to save')).toBeVisible()
  await expectAccessible(page)
  await dialog.getByRole('textbox', { name: 'Description' }).fill('for the new mailer')
  await expect(dialog.getByText('No changes to save')).toBeHidden()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Keep editing' }).click()
  await save.dblclick()
  await expect(dialog).toBeHidden()
  await expect(menu).toBeFocused()
  await expect(row(page, apiKey.maskedSecret)).toContainText('for the new mailer')
  expect((await api.listKeys(account.id))[0]).toMatchObject({ scopes: ['yc.postbox.send'], expiresAt })

  // An empty list of scopes is rejected, and "never" removes the expiry.
  await edit()
  await dialog.getByRole('combobox', { name: 'Scope' }).focus()
  await dialog.getByRole('button', { name: 'Clear scopes' }).click()
  await save.click()
  await expect(dialog.getByText('Choose at least one scope.')).toBeVisible()
  await chooseScopes(page, ['yc.logging.write', 'yc.monitoring.read'])
  await dialog.getByRole('combobox', { name: 'Expires at' }).click()
  await page.getByRole('option', { name: 'Never' }).click()
  await save.click()
  await expect(dialog).toBeHidden()
  const [changed] = await api.listKeys(account.id)
  expect(changed?.scopes.toSorted()).toEqual(['yc.logging.write', 'yc.monitoring.read'])
  expect(changed?.expiresAt).toBeUndefined()
  expect(changed?.description).toBe('for the new mailer')
})

test(
  'a failed edit stays in the dialog until the key turns out to be deleted',
  { tag: ['@gateway', '@mock'] },
  async ({ page, api, faults }) => {
    const account = await api.createAccount()
    const { apiKey } = await api.createKey(account.id, { expiresAt: '2105-12-31T23:59:59Z' })
    await api.createKey(account.id)
    await openAccount(page, account)
    await page.getByRole('button', { name: `Actions for ${apiKey.maskedSecret}` }).click()
    await page.getByRole('menuitem', { name: 'Edit' }).click()
    const dialog = page.getByRole('dialog', { name: 'Edit API key' })
    const description = dialog.getByRole('textbox', { name: 'Description' })
    await description.fill(`AQVNFAKE${'0'.repeat(32)}`)
    await expect(dialog.getByText('This looks like a secret.')).toBeVisible()
    await description.fill('x'.repeat(257))
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(dialog.getByText('Use at most 256 characters. You have 257.')).toBeVisible()
    await description.fill('renamed')

    await faults.set([{ endpoint: 'updateApiKey', effect: { kind: 'status', code: 'PERMISSION_DENIED' } }])
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(dialog.getByRole('alert')).toContainText('iam.serviceAccounts.apiKeyAdmin')
    await expect(description).toHaveValue('renamed')
    await faults.set([{ endpoint: 'updateApiKey', effect: { kind: 'lost' } }])
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(dialog.getByRole('alert')).toContainText('The change may still have been made.')

    await faults.set([])
    await api.deleteKey(apiKey.id)
    await dialog.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('alertdialog', { name: 'This API key has already been deleted' }).getByRole('button').click()
    await expect(row(page, apiKey.maskedSecret)).toBeHidden()
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
  },
)

test(
  'a duplicate starts with the same fields and lifetime, and gets its own secret',
  { tag: '@gateway' },
  async ({ page, api }) => {
    const account = await api.createAccount()
    const week = new Date()
    week.setDate(week.getDate() + 7)
    const input = { description: 'for the mailer', scopes: ['yc.postbox.send', 'yc.logging.write'] }
    const { apiKey } = await api.createKey(account.id, { ...input, expiresAt: week.toISOString() })
    await openAccount(page, account)
    await page.getByRole('button', { name: `Actions for ${apiKey.maskedSecret}` }).click()
    await page.getByRole('menuitem', { name: 'Duplicate' }).click()
    const dialog = page.getByRole('dialog', { name: 'Create API key' })
    await expect(dialog.getByRole('alert')).toContainText(`Copied from ${apiKey.maskedSecret}`)
    await expect(dialog.getByRole('textbox', { name: 'Description' })).toHaveValue('for the mailer')
    await expect(dialog.getByRole('combobox', { name: 'Expires at' })).toHaveText('7 days')
    await expect(dialog.getByText(/^2 of \d+ selected$/)).toBeVisible()
    // Nothing was typed, so leaving does not ask.
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()

    await page.getByRole('button', { name: `Actions for ${apiKey.maskedSecret}` }).click()
    await page.getByRole('menuitem', { name: 'Duplicate' }).click()
    await dialog.getByRole('button', { name: 'Create', exact: true }).click()
    await finish(await secretDialog(page))
    const keys = await api.listKeys(account.id)
    expect(keys).toHaveLength(2)
    expect(keys.map(({ description }) => description)).toEqual(['for the mailer', 'for the mailer'])
    expect(new Set(keys.map(({ maskedSecret }) => maskedSecret)).size).toBe(2)
  },
)
