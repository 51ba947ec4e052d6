import { expect, test } from './fixtures.ts'
import { chooseScopes, finish, row, secretDialog } from './flows.ts'

// The console steps of the cloud's guide "Managing API keys", in its order and words. "Create new key" is one click
// here, because this console creates only one kind of key.

test('viewing a list of API keys', async ({ page, api }) => {
  const account = await api.createAccount()
  const { apiKey } = await api.createKey(account.id, { scopes: ['yc.ai.foundationModels.execute'] })

  // Select the folder the service account belongs to.
  await page.goto('/')
  await expect(page.getByRole('button', { name: /^Folder .+ in cloud / })).toBeVisible()
  // In the left-hand panel, select Service accounts and then select the required service account.
  await page.getByRole('navigation').getByRole('link', { name: 'Service accounts' }).click()
  await page.getByRole('searchbox', { name: 'Search service accounts' }).fill(account.name)
  await page.getByRole('link', { name: account.name }).click()
  // Under API keys, you will see a list of all available API keys.
  await expect(page.getByRole('heading', { name: 'API keys' })).toBeVisible()
  await expect(row(page, apiKey.maskedSecret)).toBeVisible()
})

test('creating an API key', async ({ page, api }) => {
  const account = await api.createAccount()
  await page.goto(`/folders/${account.folderId}/service-accounts/${account.id}`)

  // In the top panel, click Create new key and select Create API key.
  await page.getByRole('button', { name: 'Create API key' }).click()
  // Enter a description of the key so that you can easily find it in the management console.
  await page.getByRole('textbox', { name: 'Description' }).fill('this API-key is for my-robot')
  // In the Scope field, select one or multiple scopes.
  await chooseScopes(page, ['yc.monitoring.read', 'yc.postbox.send', 'yc.serverless.functions.invoke'])
  // Optionally, specify Expires at.
  await page.getByRole('combobox', { name: 'Expires at' }).click()
  await page.getByRole('option', { name: '30 days' }).click()
  // Click Create.
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  // Save the ID and secret key.
  const dialog = await secretDialog(page)
  await expect(dialog.getByRole('textbox', { name: 'Key ID' })).toHaveValue(/^aje[0-9a-v]{17}$/)
  await expect(dialog.getByRole('textbox', { name: 'Secret key' })).toHaveValue(/^\*{4}[\w-]{6}$/)
  // After you close this dialog, the key value will no longer be available.
  await expect(dialog.getByRole('alert')).toHaveText(
    'After you close this dialog, the key value will no longer be available.',
  )
  await finish(dialog)

  const [key] = await api.listKeys(account.id)
  expect(key).toMatchObject({
    description: 'this API-key is for my-robot',
    scopes: ['yc.monitoring.read', 'yc.postbox.send', 'yc.serverless.functions.invoke'],
  })
  await expect(row(page, key?.maskedSecret ?? '')).toContainText('this API-key is for my-robot')
})

test('viewing available scopes for an API key', async ({ page, api }) => {
  const account = await api.createAccount()
  const scopes = ['yc.monitoring.read', 'yc.postbox.send', 'yc.serverless.functions.invoke']
  const { apiKey } = await api.createKey(account.id, { scopes })
  await page.goto(`/folders/${account.folderId}/service-accounts/${account.id}`)

  // Locate the API key under API keys. In its info row, you will find all available scopes in the Scope column.
  await expect(page.getByRole('columnheader', { name: 'Scope' })).toBeVisible()
  const cell = row(page, apiKey.maskedSecret).getByRole('gridcell', { name: /yc\.monitoring\.read/ })
  await cell.hover()
  const tooltip = page.getByRole('tooltip')
  for (const scope of scopes) await expect(tooltip).toContainText(scope)
  await expect(tooltip).toContainText('Call functions')
})

test('deleting an API key', async ({ page, api }) => {
  const account = await api.createAccount()
  const { apiKey } = await api.createKey(account.id, { scopes: ['yc.postbox.send'] })
  await page.goto(`/folders/${account.folderId}/service-accounts/${account.id}`)

  // Under API keys, click ... in the row with the API key to delete, and select Delete.
  await page.getByRole('button', { name: `Actions for ${apiKey.maskedSecret}` }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  // In the window that opens, confirm the deletion.
  const dialog = page.getByRole('dialog', { name: 'Delete API key?' })
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText('No API keys yet')).toBeVisible()
  expect(await api.listKeys(account.id)).toEqual([])
})
