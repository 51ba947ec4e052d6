import { expect, expectAccessible, test } from './fixtures.ts'
import { chooseScopes, finish, openAccount, row, secretDialog } from './flows.ts'

test('saves the changed fields and leaves the others to whoever else changed them', async ({ page, api }) => {
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
  await expect(dialog.getByText('Nothing was changed')).toBeVisible()
  await expectAccessible(page)
  await dialog.getByRole('textbox', { name: 'Description' }).fill('for the new mailer')
  await expect(dialog.getByText('Nothing was changed')).toBeHidden()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Keep editing' }).click()
  await save.dblclick()
  await expect(dialog).toBeHidden()
  await expect(menu).toBeFocused()
  await expect(row(page, apiKey.maskedSecret)).toContainText('for the new mailer')
  expect((await api.listKeys(account.id))[0]).toMatchObject({ scopes: ['yc.postbox.send'], expiresAt })

  // No scope at all is refused; never takes the expiry away.
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

test('a refusal stays in the dialog with what was typed; a key that is gone closes the matter', async ({
  page,
  api,
  faults,
}) => {
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
  await expect(dialog.getByText('At most 256 characters; now 257.')).toBeVisible()
  await description.fill('renamed')

  await faults.set([{ endpoint: 'updateApiKey', effect: { kind: 'status', code: 'PERMISSION_DENIED' } }])
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByRole('alert')).toContainText('iam.serviceAccounts.apiKeyAdmin')
  await expect(description).toHaveValue('renamed')
  await faults.set([{ endpoint: 'updateApiKey', effect: { kind: 'lost' } }])
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByRole('alert')).toContainText('It may still have been done.')

  await faults.set([])
  await api.deleteKey(apiKey.id)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('alertdialog', { name: 'This API key is already gone' }).getByRole('button').click()
  await expect(row(page, apiKey.maskedSecret)).toBeHidden()
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
})

test('a duplicate begins with the same fields and as long a life, and is a key of its own', async ({ page, api }) => {
  const account = await api.createAccount()
  const week = new Date()
  week.setDate(week.getDate() + 7)
  const input = { description: 'for the mailer', scopes: ['yc.postbox.send', 'yc.logging.write'] }
  const { apiKey } = await api.createKey(account.id, { ...input, expiresAt: week.toISOString() })
  await openAccount(page, account)
  await page.getByRole('button', { name: `Actions for ${apiKey.maskedSecret}` }).click()
  await page.getByRole('menuitem', { name: 'Duplicate' }).click()
  const dialog = page.getByRole('dialog', { name: 'Create API key' })
  await expect(dialog.getByRole('alert')).toContainText(`Filled in like ${apiKey.maskedSecret}`)
  await expect(dialog.getByRole('textbox', { name: 'Description' })).toHaveValue('for the mailer')
  await expect(dialog.getByRole('combobox', { name: 'Expires at' })).toHaveText('7 days')
  await expect(dialog.getByText(/^2 of \d+ selected$/)).toBeVisible()
  // Nothing was typed: leaving does not ask.
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
})
