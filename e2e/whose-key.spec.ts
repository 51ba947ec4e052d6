import type { Page } from '@playwright/test'

import { expect, test } from './fixtures.ts'
import { paste } from './flows.ts'
import { placesOf } from './places-of.ts'

test.use({ ownFolder: true })

/** Opens the dialog on the page of all keys of a folder. */
const openSearch = async (page: Page, folderId: string) => {
  await page.goto(`/folders/${folderId}/api-keys`)
  await page.getByRole('button', { name: 'Whose key is this?' }).click()
  const dialog = page.getByRole('dialog', { name: 'Whose key is this?' })
  const field = dialog.getByRole('textbox', { name: 'Secret key or key ID' })
  return {
    dialog,
    field,
    enter: async (text: string) => {
      await field.fill(text)
      await field.press('Enter')
    },
  }
}

test('a pasted secret finds its key and is kept nowhere', async ({ page, api }) => {
  const account = await api.createAccount()
  const { apiKey, secret } = await api.createKey(account.id, { description: 'found on a forge' })
  const output: string[] = []
  page.on('console', (message) => output.push(message.text()))
  const { dialog, field, enter } = await openSearch(page, account.folderId)
  const sent: string[] = []
  page.on('request', (request) => {
    sent.push(`${request.url()} ${JSON.stringify(request.headers())} ${request.postData()}`)
  })

  await paste(field, `curl -H "Authorization: Api-Key ${secret}" https://example.com`)
  const match = dialog.getByRole('group', { name: apiKey.maskedSecret })
  await expect(match).toContainText('found on a forge')
  await expect(match).toContainText(account.name)
  await expect(match).toContainText('Never used')
  await expect(field).toHaveValue('')
  await expect(field).toBeFocused()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(field).toHaveValue('')
  // Without its end, which the lists show too.
  const kept = secret.slice(0, -6)
  expect(await placesOf(page, kept)).toEqual([])

  // The search for traces works: it finds typed text until that is read.
  await field.fill(secret)
  expect(await placesOf(page, kept)).toEqual(['document'])
  await enter(secret)
  await expect(field).toHaveValue('')
  await expect(match).toBeVisible()
  expect(await placesOf(page, kept)).toEqual([])
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expect(page.getByRole('row').nth(1)).toBeVisible()

  expect(await placesOf(page, kept)).toEqual([])
  expect([...sent, ...output].filter((text) => text.includes(kept))).toEqual([])
  const { cookies, origins } = await page.context().storageState({ indexedDB: true })
  expect(JSON.stringify({ cookies, origins })).not.toContain(kept)
})

test(
  'a key is found by the end of its secret, its mask, its ID, an .env line and JSON',
  { tag: ['@gateway', '@mock'] },
  async ({ page, api }) => {
    const account = await api.createAccount()
    const { apiKey, secret } = await api.createKey(account.id)
    const { dialog, field, enter } = await openSearch(page, account.folderId)
    for (const text of [
      secret.slice(-6),
      secret.slice(-12),
      apiKey.maskedSecret,
      apiKey.id,
      `YC_API_KEY=${secret}`,
      JSON.stringify({ apiKey, secret }),
    ]) {
      await enter('nothing')
      await expect(dialog.getByRole('group')).toBeHidden()
      await enter(text)
      await expect(dialog.getByRole('group', { name: apiKey.maskedSecret })).toContainText(apiKey.id)
      await expect(field).toHaveValue('')
    }
  },
)

test('a text without a key is explained', async ({ page, api }) => {
  const { dialog, enter } = await openSearch(page, await api.folderId())
  for (const [text, reason] of [
    ['hello world', 'No key found in this text.'],
    ['abc', 'Enter at least the last six characters of the secret key.'],
    [`AQVNFAKE${'0'.repeat(20)}`, 'This is only the beginning of a secret key.'],
    ['****abc123 ****abc456', 'This text contains more than one key.'],
    [`t1.FAKE${'0'.repeat(40)}`, 'It is not an API key.'],
  ] as const) {
    await enter(text)
    await expect(dialog.getByRole('alert')).toContainText(reason)
  }
})

test('keys with the same mask are listed with what tells them apart', async ({ page, api }) => {
  const account = await api.demoAccount('load-test', 'staging')
  const [one, other] = await api.listKeys(account.id)
  expect(one?.maskedSecret).toBe(other?.maskedSecret)
  const { dialog, enter } = await openSearch(page, account.folderId)
  await enter(one?.maskedSecret ?? '')
  await expect(dialog.getByRole('alert')).toContainText('the console cannot tell which one the secret belongs to')
  for (const key of [one, other]) {
    await expect(dialog.getByRole('group').filter({ hasText: key?.id ?? 'none' })).toContainText('Created at')
  }
})

test('a key of another folder is found in all folders, and by its ID at once', async ({ page, api }) => {
  const [key] = await api.listKeys((await api.demoAccount('vault-robot', 'locked-down')).id)
  const { dialog, enter } = await openSearch(page, (await api.demoAccount('ci-runner', 'staging')).folderId)
  const match = dialog.getByRole('group', { name: key?.maskedSecret ?? 'none' })
  await enter(key?.maskedSecret ?? '')
  await expect(dialog.getByRole('alert')).toContainText('No key in this folder ends in')
  await dialog.getByRole('button', { name: 'Search all folders' }).click()
  await expect(match).toContainText('locked-down')
  await expect(match.getByRole('link', { name: 'vault-robot' })).toBeVisible()

  await enter('zzzzzz')
  await dialog.getByRole('button', { name: 'Search all folders' }).click()
  await expect(dialog.getByRole('alert')).toContainText('No key in any folder ends in zzzzzz')

  await enter(key?.id ?? '')
  await expect(match).toContainText('locked-down')
})

test('the ID of a service account leads to its page, and an unknown ID to none', async ({ page, api }) => {
  const account = await api.createAccount()
  const { dialog, enter } = await openSearch(page, account.folderId)
  await enter('aje00000000000000000')
  await expect(dialog.getByRole('alert')).toContainText('No key has this ID')
  await enter(account.id)
  await expect(dialog.getByRole('alert')).toContainText('This is the ID of a service account')
  await dialog.getByRole('link', { name: account.name }).click()
  await expect(page.getByRole('heading', { level: 1, name: account.name })).toBeVisible()
})

test('a match that may be missing is said, and searched for again', async ({ page, api, faults }) => {
  const account = await api.createAccount()
  const { apiKey } = await api.createKey(account.id)
  await faults.set([{ endpoint: 'listApiKeys', effect: { kind: 'status', code: 'PERMISSION_DENIED' } }])
  const { dialog, enter } = await openSearch(page, account.folderId)
  await enter(apiKey.maskedSecret)
  await expect(dialog.getByText('Some keys could not be loaded, so a match may be missing.')).toBeVisible()
  await faults.set([])
  await dialog.getByRole('button', { name: 'Load the rest' }).click()
  await expect(dialog.getByRole('group', { name: apiKey.maskedSecret })).toContainText(account.name)
})
