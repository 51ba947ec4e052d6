import { expect, expectAccessible, test } from './fixtures.ts'
import { chooseScopes, createKey, openAccount, revealSecret, row, secretDialog } from './flows.ts'
import { placesOf } from './places-of.ts'

// Removes an element like a browser extension might: React throws when it tries to remove it.
const takeOut = (element: Element) => element.remove()

test.beforeEach(({ consoleGuard }) => consoleGuard.allow(/NotFoundError|error boundary/))

test('a secret stays on the screen when its dialog crashes', async ({ page, api }) => {
  // Navigate by a click, so that Back stays in the console.
  const account = await api.createAccount()
  await page.goto(`/folders/${account.folderId}/service-accounts?q=${account.name}`)
  await page.getByRole('link', { name: account.name }).click()
  const dialog = await createKey(page)
  const secret = await revealSecret(dialog)
  const hide = dialog.getByRole('button', { name: 'Hide secret key' })
  await hide.locator('svg').evaluate(takeOut)
  await hide.click()

  const plain = page.getByRole('alertdialog', { name: 'Save your API key' })
  await expect(plain).toContainText('The dialog stopped working.')
  const field = plain.getByRole('textbox', { name: 'Secret key' })
  await expect(field).toHaveValue(secret)
  await expect(field).toBeFocused()
  await expectAccessible(page)
  const address = page.url()
  await page.goBack()
  await expect(field).toHaveValue(secret)
  await expect(page).toHaveURL(address)

  await plain.getByRole('button', { name: 'I have saved the secret key' }).click()
  await expect(row(page, `****${secret.slice(-6)}`)).toBeVisible()
  expect(await placesOf(page, secret)).toEqual([])
})

test('a secret still arrives after its form crashed', async ({ page, api, faults }) => {
  const account = await api.createAccount()
  await openAccount(page, account)
  await faults.set([{ endpoint: 'createApiKey', effect: { kind: 'delay', milliseconds: 8000 } }])
  await page.getByRole('button', { name: 'Create API key' }).first().click()
  await chooseScopes(page, ['yc.postbox.send'])
  const form = page.getByRole('dialog', { name: 'Create API key' })
  await form.getByRole('button', { name: 'Create', exact: true }).locator('span').evaluate(takeOut)
  await form.locator('[type=submit]').click()

  const notice = page.getByRole('alertdialog', { name: 'This form could not be displayed' })
  await expect(notice).toContainText('the key may have been created')
  await expectAccessible(page)
  await revealSecret(await secretDialog(page))
  expect(await api.listKeys(account.id)).toHaveLength(1)
})

test('a page that crashes behind an open secret says that a key may exist', async ({ page, api }) => {
  const account = await api.createAccount()
  await openAccount(page, account)
  await createKey(page)
  await page.getByLabel(`Actions for ${account.name}`).evaluate(takeOut)
  await api.deleteAccount(account.id)
  await page.clock.setFixedTime(Date.now() + 60_000)
  await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')))
  await expect(page.getByRole('heading', { level: 1, name: 'This page could not be displayed' })).toBeVisible()
  await expect(page.getByRole('alert').filter({ hasText: 'it may exist, but its secret is lost' })).toBeVisible()
  await expectAccessible(page)
})
