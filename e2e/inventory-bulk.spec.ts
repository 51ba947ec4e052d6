import type { Page } from '@playwright/test'

import type { ServiceAccount } from '#contract/service-account.ts'
import type { Api } from './api.ts'
import { expect, test } from './fixtures.ts'
import { openAccount, row } from './flows.ts'

test.use({ ownFolder: true })

type Account = Pick<ServiceAccount, 'id' | 'name' | 'folderId'>

const inDays = (days: number) => new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString().replace(/\.\d+Z$/, 'Z')

const keysOf = async (api: Api, accounts: readonly Account[]) =>
  (await Promise.all(accounts.map(({ id }) => api.listKeys(id)))).flat()

/** Selects all keys with this text in the inventory. */
const selectIn = async (page: Page, folderId: string, text: string, count: number) => {
  await page.goto(`/folders/${folderId}/api-keys?q=${text}`)
  await expect(row(page, text)).toHaveCount(count)
  await page.getByRole('checkbox', { name: 'Select all' }).check()
  return page.getByRole('group', { name: `${count} selected` })
}

const uniqueWord = () => `w${crypto.randomUUID().slice(0, 8)}`

test(
  'keys of many accounts get an expiry after a plan with the account and both expiries of each',
  { tag: '@mock' },
  async ({ page, api }) => {
    const word = uniqueWord()
    const accounts = [await api.createAccount(), await api.createAccount()]
    const [first, second] = accounts
    const { apiKey: endless } = await api.createKey(first?.id ?? '', { description: `${word} endless` })
    const { apiKey: longer } = await api.createKey(second?.id ?? '', {
      description: `${word} longer`,
      expiresAt: inDays(300),
    })
    const { apiKey: shorter } = await api.createKey(second?.id ?? '', {
      description: `${word} shorter`,
      expiresAt: inDays(5),
    })
    const bar = await selectIn(page, first?.folderId ?? '', word, 3)
    await bar.getByRole('button', { name: 'Set expiry' }).click()

    const dialog = page.getByRole('dialog', { name: 'Set the expiry of 3 API keys' })
    const items = dialog.getByRole('listitem')
    await expect(items.filter({ hasText: endless.id })).toContainText(first?.name ?? '')
    await expect(items.filter({ hasText: endless.id })).toContainText(/expires:\snever → \w+\s\d+,\s\d{4}/)
    await expect(items.filter({ hasText: longer.id })).toContainText(second?.name ?? '')
    await expect(items.filter({ hasText: longer.id })).toContainText('Expires earlier than before.')
    await expect(items.filter({ hasText: shorter.id })).not.toContainText('earlier')
    await expect(dialog.getByRole('alert')).toContainText('2 of them will expire earlier than before.')

    await dialog.getByRole('combobox', { name: 'Expires at' }).click()
    await page.getByRole('option', { name: '30 days' }).click()
    await dialog.getByRole('button', { name: 'Set expiry' }).click()
    await expect(dialog.getByRole('paragraph').getByText('3 of 3 done')).toBeVisible()
    await dialog.getByRole('button', { name: 'Done' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
    const after = await keysOf(api, accounts)
    expect(new Set(after.map(({ expiresAt }) => expiresAt)).size).toBe(1)
    expect(Math.abs(Date.parse(after[0]?.expiresAt ?? '') - Date.parse(inDays(30)))).toBeLessThan(3 * 60 * 60 * 1000)
    expect(after.map(({ description }) => description).toSorted()).toEqual(
      ['endless', 'longer', 'shorter'].map((what) => `${word} ${what}`),
    )
  },
)

test('the expiry of many keys is removed, and keys deleted meanwhile are named', async ({ page, api }) => {
  const account = await api.createAccount()
  const { apiKey } = await api.createKey(account.id, { expiresAt: inDays(30), description: 'kept' })
  const { apiKey: gone } = await api.createKey(account.id, { expiresAt: inDays(30), description: 'gone' })
  await openAccount(page, account)
  await page.getByRole('checkbox', { name: 'Select all' }).check()
  await api.deleteKey(gone.id)
  await page.getByRole('group', { name: '2 selected' }).getByRole('button', { name: 'Set expiry' }).click()
  const dialog = page.getByRole('dialog', { name: 'Set the expiry of 2 API keys' })
  const items = dialog.getByRole('listitem')
  await expect(items.filter({ hasText: gone.id })).toContainText('already deleted')
  await dialog.getByRole('combobox', { name: 'Expires at' }).click()
  await page.getByRole('option', { name: 'Never' }).click()
  await expect(dialog.getByRole('alert')).toContainText('Anyone who finds a key that never expires')
  await expect(items.filter({ hasText: apiKey.id })).toContainText(/→ never/)
  await dialog.getByRole('button', { name: 'Remove expiry' }).click()
  await expect(dialog.getByRole('paragraph').getByText('2 of 2 done')).toBeVisible()
  await expect(items.filter({ hasText: gone.id })).toContainText('Already deleted')
  await expect(items.filter({ hasText: apiKey.id })).toContainText('Saved')
  const [kept] = await api.listKeys(account.id)
  expect(kept).toMatchObject({ description: 'kept', id: apiKey.id })
  expect(kept?.expiresAt).toBeUndefined()
})

test('keys whose expiry could not be set are retried alone', async ({ page, api, faults }) => {
  const account = await api.createAccount()
  for (const description of ['one', 'two', 'three']) await api.createKey(account.id, { description })
  await openAccount(page, account)
  await page.getByRole('checkbox', { name: 'Select all' }).check()
  await page.getByRole('group', { name: '3 selected' }).getByRole('button', { name: 'Set expiry' }).click()
  const dialog = page.getByRole('dialog', { name: 'Set the expiry of 3 API keys' })
  await expect(dialog.getByRole('alert')).toContainText('All of them will expire earlier than before.')
  await faults.set([{ endpoint: 'updateApiKey', effect: { kind: 'status', code: 'UNAVAILABLE' }, after: 1, times: 1 }])
  await dialog.getByRole('button', { name: 'Set expiry' }).click()
  await expect(dialog.getByRole('paragraph').getByText('2 of 3 done, 1 failed')).toBeVisible()
  const failed = dialog.getByRole('listitem').filter({ hasText: 'Failed' })
  await expect(failed).toContainText('The server is unavailable.')
  await faults.set([])
  await dialog.getByRole('button', { name: 'Retry failed (1)' }).click()
  await expect(dialog.getByRole('paragraph').getByText('3 of 3 done')).toBeVisible()
  expect((await api.listKeys(account.id)).every(({ expiresAt }) => expiresAt !== undefined)).toBe(true)
})

test('an early expiry of keys in use requires typing the number, and a past one is refused', async ({ page, api }) => {
  const account = await api.createAccount()
  const used = await api.createKey(account.id, { description: 'used' })
  await api.createKey(account.id, { description: 'idle' })
  await openAccount(page, account)
  await page.getByRole('checkbox', { name: 'Select all' }).check()
  await api.useKey(used.secret)
  await expect
    .poll(async () => (await api.listKeys(account.id)).filter(({ lastUsedAt }) => lastUsedAt !== undefined).length)
    .toBe(1)
  await page.getByRole('group', { name: '2 selected' }).getByRole('button', { name: 'Set expiry' }).click()
  const dialog = page.getByRole('dialog', { name: 'Set the expiry of 2 API keys' })
  const field = dialog.getByRole('textbox', { name: 'Type 2 to confirm' })
  await expect(dialog.getByRole('listitem').first()).toContainText('Used just now.')
  await expect(dialog.getByRole('alert')).toContainText('1 of these was used in the last 7 days')
  await expect(field).toBeHidden()

  await dialog.getByRole('combobox', { name: 'Expires at' }).click()
  await page.getByRole('option', { name: 'Custom date and time' }).click()
  await dialog.getByRole('button', { name: 'Set expiry' }).click()
  await expect(dialog.getByText('Enter a date and time.')).toBeVisible()

  await dialog.getByRole('combobox', { name: 'Expires at' }).click()
  await page.getByRole('option', { name: '7 days' }).click()
  await expect(field).toBeVisible()
  await dialog.getByRole('button', { name: 'Set expiry' }).click()
  await expect(dialog.getByText('Type the number of items, 2.')).toBeVisible()
  expect((await api.listKeys(account.id)).some(({ expiresAt }) => expiresAt !== undefined)).toBe(false)
  await field.fill('2')
  await field.press('Enter')
  await expect(dialog.getByRole('paragraph').getByText('2 of 2 done')).toBeVisible()
})

test(
  'keys of many accounts are deleted in the inventory after a plan with the account of each',
  { tag: '@gateway' },
  async ({ page, api }) => {
    const word = uniqueWord()
    const accounts = [await api.createAccount(), await api.createAccount()]
    for (const { id } of accounts) await api.createKey(id, { description: word })
    const { apiKey: kept } = await api.createKey(accounts[0]?.id ?? '')
    const bar = await selectIn(page, accounts[0]?.folderId ?? '', word, 2)
    await bar.getByRole('button', { name: 'Delete' }).click()
    const dialog = page.getByRole('dialog', { name: 'Delete 2 API keys' })
    for (const { name } of accounts) await expect(dialog.getByRole('listitem').filter({ hasText: name })).toHaveCount(1)
    await dialog.getByRole('button', { name: 'Delete' }).click()
    await expect(dialog.getByRole('paragraph').getByText('2 of 2 done')).toBeVisible()
    await dialog.getByRole('button', { name: 'Done' }).click()
    await expect(page.getByText('Nothing matches your search')).toBeVisible()
    expect((await keysOf(api, accounts)).map(({ id }) => id)).toEqual([kept.id])
  },
)
