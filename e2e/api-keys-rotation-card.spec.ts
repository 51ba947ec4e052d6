import { expect, test } from './fixtures.ts'
import { openAccount } from './flows.ts'

test('the rotation card gives no advice while the use of the old key is unknown', async ({ page, api, faults }) => {
  const account = await api.createAccount()
  const old = await api.createKey(account.id)
  const replacement = await api.createKey(account.id)
  await api.useKey(replacement.secret)
  const uses = async () => (await api.listKeys(account.id)).flatMap(({ lastUsedAt }) => lastUsedAt ?? [])
  await expect.poll(async () => (await uses()).length).toBe(1)
  const ids = { serviceAccountId: account.id, oldId: old.apiKey.id, newId: replacement.apiKey.id }
  const rotations = [{ ...ids, startedAt: Date.now() }]
  await page.goto('/')
  await page.evaluate((text) => localStorage.setItem('keyrack.rotations', text), JSON.stringify(rotations))
  await openAccount(page, account)
  const card = page.getByRole('region', { name: 'Key rotation in progress' })
  await expect(card.getByRole('alert')).toContainText('safe to delete')
  await faults.set([{ endpoint: 'getApiKey', effect: { kind: 'status', code: 'UNAVAILABLE' } }])
  await page.clock.setFixedTime(Date.now() + 60_000)
  await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')))
  await expect(card.getByRole('alert')).toContainText('The server is unavailable')
  await expect(card.getByText('safe to delete')).toBeHidden()
  await faults.set([])
  await card.getByRole('button', { name: 'Retry' }).click()
  await expect(card.getByRole('alert')).toContainText('safe to delete')
})

test('the rotation card says whether the old key can be deleted, and if a key is gone', async ({ page, api }) => {
  const account = await api.createAccount()
  const pair = async (input: { expiresAt?: string } = {}) => ({
    old: await api.createKey(account.id, input),
    replacement: await api.createKey(account.id),
  })
  const stillUsed = await pair()
  const leftAlone = await pair()
  const end = Date.now() + 3000
  const ended = await pair({ expiresAt: new Date(end).toISOString() })
  const broken = await pair()
  for (const { secret } of [stillUsed.old, stillUsed.replacement, leftAlone.replacement]) await api.useKey(secret)
  await api.deleteKey(broken.replacement.apiKey.id)
  const usedKeys = async () => (await api.listKeys(account.id)).filter(({ lastUsedAt }) => lastUsedAt !== undefined)
  await expect.poll(async () => (await usedKeys()).length).toBe(3)

  // As the browser stores them.
  const rotations = [stillUsed, leftAlone, ended, broken].map(({ old, replacement }) => ({
    serviceAccountId: account.id,
    oldId: old.apiKey.id,
    newId: replacement.apiKey.id,
    startedAt: Date.now(),
  }))
  await page.goto('/')
  await page.evaluate((text) => localStorage.setItem('keyrack.rotations', text), JSON.stringify(rotations))
  await expect.poll(() => Date.now()).toBeGreaterThan(end)
  await openAccount(page, account)
  const cards = page.getByRole('region', { name: 'Key rotation in progress' })
  await expect(cards.getByRole('alert')).toHaveText([
    /^The old key was used (just now|1 minute ago): not yet safe to delete.$/,
    'The new key is in use and the old one is not: safe to delete.',
    'The old key has expired and no longer works: safe to delete.',
    'The new key was deleted, so this rotation cannot be completed. The old key still exists.',
  ])
  await expect(cards.nth(0).getByRole('group', { name: 'Old key' })).toContainText(/now|1 minute ago/)
  await expect(cards.nth(1).getByRole('group', { name: 'Old key' })).toContainText('Never used')
  await expect(cards.nth(3).getByRole('button')).toHaveText(['Dismiss'])
  await expect(cards.nth(3).getByRole('group')).toContainText(broken.old.apiKey.maskedSecret)

  // Deleted in another tab while its card is shown.
  await api.deleteKey(leftAlone.old.apiKey.id)
  await cards.nth(1).getByRole('button', { name: 'Delete the old key' }).click()
  const gone = page.getByRole('alertdialog', { name: 'This API key has already been deleted' })
  await expect(gone).toContainText(leftAlone.old.apiKey.maskedSecret)
  await gone.getByRole('button', { name: 'Done' }).click()
  await expect(cards.nth(1).getByRole('alert')).toHaveText('The old key has been deleted. The rotation is complete.')
  await expect(cards.nth(1).getByRole('group')).toContainText(leftAlone.replacement.apiKey.maskedSecret)
  await cards.nth(1).getByRole('button', { name: 'Dismiss' }).click()
  await expect(cards).toHaveCount(3)
})
