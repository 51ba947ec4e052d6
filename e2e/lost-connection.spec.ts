import { expect, test } from './fixtures.ts'
import { chooseScopes, finish, openAccount, revealSecret, secretDialog } from './flows.ts'

test('a lost answer to Create says that the key may exist, and closing shows it', async ({ page, api, faults }) => {
  const account = await api.createAccount()
  await openAccount(page, account)
  // Not once only: over a connection that it has used before, Chromium repeats a request by itself.
  await faults.set([{ endpoint: 'createApiKey', effect: { kind: 'lost' } }])
  await page.getByRole('button', { name: 'Create API key' }).click()
  await chooseScopes(page, ['yc.postbox.send'])
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('It may still have been done.')
  await faults.set([])
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Discard' }).click()
  const [key] = await api.listKeys(account.id)
  await expect(page.getByRole('row').filter({ hasText: key?.maskedSecret ?? 'no key' })).toBeVisible()
})

test('a lost answer to Create never makes a second key', async ({ page, api, faults, backEnd }) => {
  const account = await api.createAccount()
  await openAccount(page, account)
  await faults.set([{ endpoint: 'createApiKey', effect: { kind: 'lost' }, times: 1 }])
  await page.getByRole('button', { name: 'Create API key' }).click()
  await chooseScopes(page, ['yc.postbox.send'])
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  if (backEnd === 'real') {
    // Chromium repeats the request by itself, and is answered what it lost: the one key's secret.
    const dialog = await secretDialog(page)
    const secret = await revealSecret(dialog)
    expect((await api.listKeys(account.id)).map((key) => key.maskedSecret)).toEqual([`****${secret.slice(-6)}`])
    await finish(dialog)
  } else {
    await expect(page.getByRole('alert')).toContainText('It may still have been done.')
    expect(await api.listKeys(account.id)).toHaveLength(1)
  }
})

test('an answer that is not JSON is no secret and no crash', async ({ page, api, faults }) => {
  await openAccount(page, await api.createAccount())
  await faults.set([{ endpoint: 'createApiKey', effect: { kind: 'malformed' }, times: 1 }])
  await page.getByRole('button', { name: 'Create API key' }).click()
  await chooseScopes(page, ['yc.postbox.send'])
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('The server gave an answer that makes no sense')
})

test('signing out that did not reach the service does not pretend', async ({ page, faults }) => {
  await faults.set([{ endpoint: 'deleteSession', effect: { kind: 'cut' } }])
  await page.getByRole('button', { name: 'Signed in as Administrator' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page.getByRole('alert')).toContainText('No connection to the server')
  await faults.set([])
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in to Keyrack' })).toBeVisible()
})

test('a list of which a page failed does not pass for the whole list', async ({ page, api, faults }) => {
  const hoarder = await api.demoAccount('key-hoarder', 'experiments')
  // The first page and its second: the list, its retries, and nothing else of the account.
  await page.goto(`/folders/${hoarder.folderId}/service-accounts`)
  await faults.set([{ endpoint: 'listApiKeys', effect: { kind: 'status', code: 'NOT_FOUND' }, after: 1 }])
  await page.getByRole('link', { name: 'key-hoarder' }).click()
  await expect(page.getByRole('alert')).toContainText('Only the first 1,000 rows could be loaded')
})
