import type { Locator, Page } from '@playwright/test'

import { expect, expectAccessible, test } from './fixtures.ts'
import { chooseScopes, openAccount, pasted } from './flows.ts'
import { runCurl } from './shell.ts'

const nasty = `it's "mine": $HOME \`id\` \${x} %{y} \\ 👩‍💻 שלום`

/** Opens the code panel of the open dialog. */
const openCode = async (page: Page): Promise<Locator> => {
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Equivalent code' }).click()
  return dialog
}

/** The code of a tool in the open dialog. */
const codeOf = async (dialog: Locator, tool: string): Promise<string> => {
  await dialog.getByRole('tab', { name: tool }).click()
  return dialog.getByRole('region', { name: `Code for ${tool}` }).innerText()
}

/** Opens "Show as code" in a menu and returns the cURL code of an action. */
const curlOf = async (page: Page, name: string, action: string): Promise<string> => {
  await page.getByRole('button', { name: `Actions for ${name}` }).click()
  await page.getByRole('menuitem', { name: 'Show as code' }).click()
  const dialog = page.getByRole('dialog', { name: 'Show as code' })
  await dialog.getByRole('tab', { name: action }).click()
  const code = await codeOf(dialog, 'cURL')
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expect(dialog).toBeHidden()
  return code
}

test('the code follows the form of a new key, and its cURL command creates that key', async ({ page, api, token }) => {
  const account = await api.createAccount()
  await openAccount(page, account)
  await page.getByRole('button', { name: 'Create API key' }).click()
  const dialog = await openCode(page)

  // Missing choices are placeholders: without scopes the cloud would grant ten.
  await expect(dialog.getByRole('region', { name: 'Code for yc' })).toContainText(`--scopes '<scope>'`)
  await dialog.getByRole('textbox', { name: 'Description' }).fill(nasty)
  await chooseScopes(page, ['yc.monitoring.read', 'yc.postbox.send'])
  expect(await codeOf(dialog, 'yc')).toContain(' --scopes yc.monitoring.read,yc.postbox.send \\')
  await expectAccessible(page)

  const terraform = await codeOf(dialog, 'Terraform')
  expect(terraform).toContain(String.raw`"it's \"mine\": $HOME`)
  expect(terraform).toContain('expires_at')
  // The service has no Lockbox.
  expect(terraform).not.toContain('output_to_lockbox')
  await expect(dialog.getByText('Terraform stores the secret in its state')).toBeVisible()
  await expect(dialog.getByRole('checkbox', { name: 'Store the secret in Lockbox' })).toHaveCount(0)
  await dialog.getByRole('combobox', { name: 'Expires at' }).click()
  await page.getByRole('option', { name: 'Never' }).click()
  expect(await codeOf(dialog, 'Terraform')).not.toContain('expires_at')

  expect(await api.listKeys(account.id)).toEqual([])
  await runCurl(page, await codeOf(dialog, 'cURL'), token)
  const keys = await api.listKeys(account.id)
  expect(keys).toEqual([
    expect.objectContaining({ description: nasty, scopes: ['yc.monitoring.read', 'yc.postbox.send'] }),
  ])
  expect(keys[0]).not.toHaveProperty('expiresAt')

  // The tool is remembered.
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Discard' }).click()
  await page.reload()
  await page.getByRole('button', { name: 'Show as code' }).click()
  await expect(page.getByRole('region', { name: 'Code for cURL' })).toContainText(account.id)
})

test('each tool is pointed at this server, and those that speak gRPC are said to need HTTPS', async ({ page, api }) => {
  await openAccount(page, await api.createAccount())
  await page.getByRole('button', { name: 'Create API key' }).click()
  const dialog = await openCode(page)
  const { host } = new URL(page.url())
  for (const [tool, line] of [
    ['yc', `# yc config set endpoint ${host}`],
    ['Terraform', `# provider "yandex" { endpoint = "${host}" }`],
    ['Node SDK', `session.client(apiKeyService.ApiKeyServiceClient, '${host}')`],
  ] as const) {
    expect(await codeOf(dialog, tool)).toContain(line)
    await expect(dialog.getByText('this page was opened over HTTP')).toBeVisible()
  }
  expect(await codeOf(dialog, 'cURL')).toContain(`http://${host}/iam/v1/apiKeys`)
  await expect(dialog.getByText('this page was opened over HTTP')).toBeHidden()
})

test("the code from a key's menu creates, changes, lists and deletes it", async ({ page, api, token }) => {
  const account = await api.createAccount()
  const input = { description: nasty, scopes: ['yc.postbox.send'], expiresAt: '2100-01-01T00:00:00Z' }
  const { apiKey } = await api.createKey(account.id, input)
  await openAccount(page, account)
  const name = apiKey.maskedSecret

  await runCurl(page, await curlOf(page, name, 'Create again'), token)
  const twin = (await api.listKeys(account.id)).find(({ id }) => id !== apiKey.id)
  expect(twin).toMatchObject(input)

  const edit = await curlOf(page, name, 'Edit')
  await runCurl(page, edit.replace('2100-01-01', '2090-01-01'), token)
  const list = await runCurl(page, await curlOf(page, name, 'List'), token)
  expect(list).toMatchObject({
    apiKeys: expect.arrayContaining([
      expect.objectContaining({ id: apiKey.id, ...input, expiresAt: '2090-01-01T00:00:00Z' }),
    ]),
  })

  await page.getByRole('button', { name: `Actions for ${name}` }).click()
  await page.getByRole('menuitem', { name: 'Edit' }).click()
  const dialog = await openCode(page)
  await expect(dialog.getByText('No changes yet.')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Description' }).fill('new')
  expect(await codeOf(dialog, 'yc')).toContain(`\nyc iam api-key update ${apiKey.id} \\\n  --description new`)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Discard' }).click()

  await runCurl(page, await curlOf(page, name, 'Delete'), token)
  expect((await api.listKeys(account.id)).map(({ id }) => id)).toEqual([twin?.id])
})

test("the code from an account's menu changes, suspends and deletes it", async ({ page, api, token }) => {
  const account = await api.createAccount()
  await page.goto(`/folders/${account.folderId}/service-accounts?q=${account.name}`)
  const { name } = account

  await runCurl(page, (await curlOf(page, name, 'Edit')).replace('"description": ""', '"description": "new"'), token)
  await runCurl(page, await curlOf(page, name, 'Suspend'), token)
  await page.reload()
  await expect(page.getByRole('row').filter({ hasText: name })).toContainText('Suspended')
  await expect(page.getByRole('row').filter({ hasText: name })).toContainText('new')
  await runCurl(page, await curlOf(page, name, 'Reactivate'), token)

  await page.getByRole('button', { name: 'Show as code' }).click()
  const dialog = page.getByRole('dialog', { name: 'Show as code' })
  const list = await runCurl(page, await codeOf(dialog, 'cURL'), token)
  expect(list).toMatchObject({
    serviceAccounts: expect.arrayContaining([expect.objectContaining({ id: account.id, status: 'ACTIVE' })]),
  })
  await dialog.getByRole('tab', { name: 'Terraform' }).click()
  await expect(dialog.getByText('Terraform has no data source for this list.')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Copy code' })).toBeHidden()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Close' }).click()

  await runCurl(page, await curlOf(page, name, 'Delete'), token)
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect(page.getByText('Nothing matches your search')).toBeVisible()
})

test.describe('with a working clipboard', () => {
  test.use({ permissions: ['clipboard-write', 'clipboard-read'], colorScheme: 'dark' })

  test('the code is copied and announced', async ({ page, api }) => {
    const account = await api.createAccount()
    const { apiKey } = await api.createKey(account.id)
    await openAccount(page, account)
    await page.getByRole('button', { name: `Actions for ${apiKey.maskedSecret}` }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    const dialog = await openCode(page)
    await expect(dialog.getByRole('region', { name: 'Code for yc' })).toBeVisible()
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Copy code' }).click()
    await expect(dialog.getByRole('status')).toHaveText('Code copied')
    const { host } = new URL(page.url())
    expect(await pasted(page)).toBe(`# yc config set endpoint ${host}\nyc iam api-key delete ${apiKey.id}`)
  })
})
