import { expect, test } from './fixtures.ts'
import { chooseScopes, finish, openAccount, revealSecret, row, secretDialog } from './flows.ts'
import { placesOf } from './places-of.ts'

// No `times` on faults that break the connection: Chromium repeats a request on a reused connection, and on a real
// service the page would see two requests as one.

test(
  'a key with a lost secret is found, and requesting again returns its secret',
  { tag: '@mock' },
  async ({ page, api, faults }) => {
    const account = await api.createAccount()
    await page.goto(`/folders/${account.folderId}/service-accounts?q=${account.name}`)
    await page.getByRole('link', { name: account.name }).click()
    await faults.set([{ endpoint: 'createApiKey', effect: { kind: 'lost' } }])
    await page.getByRole('button', { name: 'Create API key' }).click()
    await page.getByRole('textbox', { name: 'Description' }).fill('for the mailer')
    await chooseScopes(page, ['yc.postbox.send', 'yc.logging.write'])
    await page.getByRole('button', { name: 'Create', exact: true }).dblclick()
    await expect(page.getByText('No response. Trying again…')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog', { name: 'Create API key' })).toBeVisible()

    const lost = page.getByRole('dialog', { name: 'The secret key did not arrive' })
    await expect(lost.getByText('its secret never reached you')).toBeVisible({ timeout: 15_000 })
    const keys = await api.listKeys(account.id)
    expect(keys).toHaveLength(1)
    await expect(lost.getByText(keys[0]?.id ?? '', { exact: true })).toBeVisible()
    await expect(lost.getByText(keys[0]?.maskedSecret ?? '', { exact: true })).toBeVisible()

    // Leaving it is possible, but not by accident.
    await page.keyboard.press('Escape')
    await expect(page.getByRole('alertdialog', { name: 'Keep the key without its secret?' })).toBeVisible()
    await page.getByRole('button', { name: 'Stay' }).click()
    await page.goBack()
    await expect(page.getByRole('alertdialog', { name: 'Keep the key without its secret?' })).toBeVisible()
    await page.getByRole('button', { name: 'Stay' }).click()

    await faults.set([])
    await lost.getByRole('button', { name: 'Request again' }).click()
    const dialog = await secretDialog(page)
    const secret = await revealSecret(dialog)
    expect(`****${secret.slice(-6)}`).toBe(keys[0]?.maskedSecret)
    await finish(dialog)
    expect(await api.listKeys(account.id)).toHaveLength(1)
    expect(await placesOf(page, secret)).toEqual([])
  },
)

test('a key with a lost secret is replaced, and neither secret remains', async ({ page, api, faults, storedBytes }) => {
  const account = await api.createAccount()
  await openAccount(page, account)
  // The key exists but its secret is no longer stored: the service's response ten minutes later.
  await faults.set([
    { endpoint: 'createApiKey', effect: { kind: 'lost' }, times: 1 },
    { endpoint: 'createApiKey', effect: { kind: 'status', code: 'ALREADY_EXISTS' }, after: 1 },
  ])
  await page.getByRole('button', { name: 'Create API key' }).click()
  await page.getByRole('textbox', { name: 'Description' }).fill('for the mailer')
  await chooseScopes(page, ['yc.postbox.send'])
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  const lost = page.getByRole('dialog', { name: 'The secret key did not arrive' })
  await expect(lost.getByText('The secret is gone')).toBeVisible({ timeout: 10_000 })
  await expect(lost.getByRole('button', { name: 'Request again' })).toBeHidden()
  const [before] = await api.listKeys(account.id)

  await faults.set([{ endpoint: 'deleteApiKey', effect: { kind: 'status', code: 'UNAVAILABLE' }, times: 1 }])
  await lost.getByRole('button', { name: 'Delete it and create again' }).click()
  await expect(lost.getByText('The server is unavailable')).toBeVisible()
  await lost.getByRole('button', { name: 'Delete it and create again' }).dblclick()
  const dialog = await secretDialog(page)
  const secret = await revealSecret(dialog)
  await finish(dialog)

  const keys = await api.listKeys(account.id)
  expect(keys).toHaveLength(1)
  expect(keys[0]).toMatchObject({ description: 'for the mailer', scopes: ['yc.postbox.send'] })
  expect(keys[0]?.expiresAt).toBe(before?.expiresAt)
  expect(keys[0]?.id).not.toBe(before?.id)
  await expect(row(page, `****${secret.slice(-6)}`)).toBeVisible()
  expect(await placesOf(page, secret)).toEqual([])
  expect(await storedBytes(secret)).toBe(false)
})

test(
  'a request that never arrived can be sent again from the filled form',
  { tag: '@mock' },
  async ({ page, api, faults }) => {
    const account = await api.createAccount()
    await api.createKey(account.id)
    await openAccount(page, account)
    await faults.set([{ endpoint: 'createApiKey', effect: { kind: 'cut' } }])
    await page.getByRole('button', { name: 'Create API key' }).click()
    await page.getByRole('textbox', { name: 'Description' }).fill('for the mailer')
    await chooseScopes(page, ['yc.postbox.send'])
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    const lost = page.getByRole('dialog', { name: 'The secret key did not arrive' })
    await expect(lost.getByText('No key has been created so far.')).toBeVisible({ timeout: 15_000 })

    await page.keyboard.press('Escape')
    await expect(page.getByRole('textbox', { name: 'Description' })).toHaveValue('for the mailer')
    await expect(page.getByRole('button', { name: 'yc.postbox.send' })).toBeVisible()

    // This time the service rejects the request.
    await faults.set([{ endpoint: 'createApiKey', effect: { kind: 'hang' } }])
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Stop waiting' }).click()
    await expect(lost.getByText('No key has been created so far.')).toBeVisible()
    await faults.set([])
    await lost.getByRole('button', { name: 'Try again' }).click()
    await finish(await secretDialog(page))
    expect(await api.listKeys(account.id)).toHaveLength(2)
  },
)

test('a malformed or 503 response is retried automatically', { tag: '@mock' }, async ({ page, api, faults }) => {
  const account = await api.createAccount()
  await openAccount(page, account)
  await faults.set([
    { endpoint: 'createApiKey', effect: { kind: 'malformed' }, times: 1 },
    { endpoint: 'createApiKey', effect: { kind: 'status', code: 'UNAVAILABLE' }, after: 1, times: 1 },
  ])
  await page.getByRole('button', { name: 'Create API key' }).click()
  await chooseScopes(page, ['yc.postbox.send'])
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  await expect(page.getByText('No response. Trying again…')).toBeVisible()
  const dialog = page.getByRole('dialog', { name: 'Save your API key' })
  await expect(dialog).toBeVisible({ timeout: 10_000 })
  await finish(dialog)
  expect(await api.listKeys(account.id)).toHaveLength(1)
})

test('the user chooses among several keys that may be the lost one', async ({ page, api, faults }) => {
  const account = await api.createAccount()
  await openAccount(page, account)
  await expect(page.getByText('No API keys yet')).toBeVisible()
  // Somebody else creates the same key at the same time.
  const theirs = await api.createKey(account.id, { scopes: ['yc.postbox.send'] })
  await faults.set([
    { endpoint: 'createApiKey', effect: { kind: 'lost' } },
    { endpoint: 'listApiKeys', effect: { kind: 'status', code: 'PERMISSION_DENIED' } },
  ])
  await page.getByRole('button', { name: 'Create API key' }).click()
  await chooseScopes(page, ['yc.postbox.send'])
  await page.getByRole('combobox', { name: 'Expires at' }).click()
  await page.getByRole('option', { name: 'Never' }).click()
  await page.getByRole('button', { name: 'Create', exact: true }).click()

  const lost = page.getByRole('dialog', { name: 'The secret key did not arrive' })
  await expect(lost.getByText('The key may have been created')).toBeVisible({ timeout: 15_000 })
  await faults.set([])
  await lost.getByRole('button', { name: 'Retry' }).click()
  await expect(lost.getByText('2 API keys created since then may be yours.')).toBeVisible()
  await lost.getByRole('button', { name: 'Delete it and create again' }).click()
  await expect(lost.getByText('Choose your key.')).toBeVisible()

  const mine = (await api.listKeys(account.id)).find(({ id }) => id !== theirs.apiKey.id)
  await lost.getByRole('radio', { name: mine?.id ?? 'none' }).check()
  await lost.getByRole('button', { name: 'Delete it and create again' }).click()
  await finish(await secretDialog(page))
  const ids = (await api.listKeys(account.id)).map(({ id }) => id)
  expect(ids).toHaveLength(2)
  expect(ids).toContain(theirs.apiKey.id)
  expect(ids).not.toContain(mine?.id)
})
