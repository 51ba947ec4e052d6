import type { Page } from '@playwright/test'

import { expect, test } from './fixtures.ts'
import { openAccount, row } from './flows.ts'

const selectAll = (page: Page) => page.getByRole('checkbox', { name: 'Select all' })

test(
  'many keys are deleted after a plan, and those that fail are retried alone',
  { tag: '@mock' },
  async ({ page, api, faults }) => {
    const account = await api.createAccount()
    const keys = []
    for (const description of ['first', 'second', 'third']) {
      keys.push((await api.createKey(account.id, { description })).apiKey)
    }
    await openAccount(page, account)
    await selectAll(page).check()
    await expect(page.getByRole('status').filter({ hasText: '3 selected' })).toBeAttached()
    await page.getByRole('searchbox', { name: 'Search API keys' }).fill('second')
    await expect(row(page, 'first')).toBeHidden()
    const bar = page.getByRole('group', { name: '3 selected' })
    await expect(bar).toContainText('2 of them not shown')
    await bar.getByRole('button', { name: 'Delete' }).click()

    const dialog = page.getByRole('dialog', { name: 'Delete 3 API keys' })
    const items = dialog.getByRole('listitem')
    for (const { id, maskedSecret } of keys) {
      await expect(items.filter({ hasText: id })).toContainText(maskedSecret)
      await expect(items.filter({ hasText: id })).toContainText('never used')
    }
    await expect(items.filter({ hasText: 'first' })).toContainText('hidden in the list')
    await expect(items.filter({ hasText: 'second' })).not.toContainText('hidden in the list')
    await expect(dialog.getByText('Deletion cannot be undone.')).toBeVisible()

    await api.deleteKey(keys[0]?.id ?? '')
    // The first request succeeds, the second fails.
    await faults.set([
      { endpoint: 'deleteApiKey', effect: { kind: 'status', code: 'UNAVAILABLE' }, after: 1, times: 1 },
    ])
    await dialog.getByRole('button', { name: 'Delete' }).click()
    await expect(dialog.getByRole('paragraph').getByText('2 of 3 done, 1 failed')).toBeVisible()
    await expect(dialog.getByRole('status')).toContainText('2 of 3 done, 1 failed')
    const failed = items.filter({ hasText: 'Failed' })
    await expect(failed).toContainText('The server is unavailable.')
    await expect(failed.getByRole('button', { name: 'Copy request ID' })).toBeVisible()
    await expect(dialog.getByRole('button', { name: 'Done' })).toBeFocused()
    await faults.set([])
    await dialog.getByRole('button', { name: 'Retry failed (1)' }).click()
    await expect(dialog.getByRole('paragraph').getByText('3 of 3 done')).toBeVisible()
    await expect(items.filter({ hasText: 'Already deleted' })).toHaveCount(1)
    await expect(items.filter({ has: page.getByText('Deleted', { exact: true }) })).toHaveCount(2)

    await dialog.getByRole('button', { name: 'Done' }).click()
    await expect(page.getByText('No API keys yet')).toBeVisible()
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
    expect(await api.listKeys(account.id)).toEqual([])
  },
)

test('Stop finishes the running items, and the rest can be continued', async ({ page, api, faults }) => {
  const account = await api.createAccount()
  for (let n = 0; n < 6; n += 1) await api.createKey(account.id)
  await openAccount(page, account)
  await selectAll(page).check()
  await page.getByRole('group', { name: '6 selected' }).getByRole('button', { name: 'Delete' }).click()
  await faults.set([{ endpoint: 'deleteApiKey', effect: { kind: 'delay', milliseconds: 2500 } }])
  const dialog = page.getByRole('dialog', { name: 'Delete 6 API keys' })
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await page.keyboard.press('Escape')
  await expect(dialog.getByRole('button', { name: 'Stop' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('paragraph').getByText('4 of 6 done')).toBeVisible()
  expect(await api.listKeys(account.id)).toHaveLength(2)
  await expect(dialog.getByRole('listitem').filter({ hasText: 'Waiting' })).toHaveCount(2)
  await faults.set([])
  await dialog.getByRole('button', { name: 'Continue with the rest (2)' }).click()
  await expect(dialog.getByRole('paragraph').getByText('6 of 6 done')).toBeVisible()
  expect(await api.listKeys(account.id)).toEqual([])
})

test('a long run shows about how long it will take, and that the page must stay open', async ({
  page,
  api,
  faults,
}) => {
  const account = await api.createAccount()
  for (let n = 0; n < 40; n += 1) await api.createKey(account.id)
  await page.clock.install()
  await openAccount(page, account)
  await selectAll(page).check()
  await page.getByRole('group', { name: '40 selected' }).getByRole('button', { name: 'Delete' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete 40 API keys' })
  await expect(dialog.getByRole('button', { name: 'Delete' })).toBeEnabled()
  await faults.set([{ endpoint: 'deleteApiKey', effect: { kind: 'hang' }, after: 4, times: 4 }])
  let deletions = 0
  page.on('request', (request) => {
    if (request.method() === 'DELETE') deletions += 1
  })
  await page.clock.pauseAt(Date.now() + 60_000)
  await dialog.getByRole('button', { name: 'Delete' }).click()
  // Four keys are deleted, and the next four hang.
  await expect.poll(() => deletions).toBe(8)

  await page.clock.runFor(9_000)
  await expect(dialog.getByRole('paragraph').getByText('4 of 40 done')).toBeVisible()
  await expect(dialog.getByText('left')).toHaveCount(0)
  await page.clock.runFor(1_000)
  const timeLeft = 'About 2 minutes left. Keep this page open.'
  await expect(dialog.getByRole('paragraph').getByText(timeLeft)).toBeVisible()
  await expect(dialog.getByRole('status')).toHaveText(`4 of 40 done. ${timeLeft}`)

  // The requests that hang time out.
  await page.clock.runFor(30_000)
  await expect(dialog.getByRole('paragraph').getByText('36 of 40 done, 4 failed')).toBeVisible()
  await expect(dialog.getByText('left')).toHaveCount(0)
})

test('keys used within a week are listed first and require typing the number', async ({ page, api }) => {
  // From the demo data: only a used key has a last use.
  const account = await api.demoAccount('key-hoarder', 'experiments')
  const keys = await api.listKeys(account.id)
  const weekAgo = new Date(Date.now() - 7 * 24 * 60 * 60 * 1000).toISOString()
  const recent = keys.find(({ lastUsedAt = '' }) => lastUsedAt > weekAgo)
  const other = keys.find(({ lastUsedAt = '' }) => lastUsedAt < weekAgo)
  await openAccount(page, account)
  const search = page.getByRole('searchbox', { name: 'Search API keys' })
  for (const key of [other, recent]) {
    await search.fill(key?.id ?? '')
    await page.getByRole('checkbox', { name: `Select ${key?.maskedSecret}` }).check()
  }
  await page.getByRole('group', { name: '2 selected' }).getByRole('button', { name: 'Delete' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete 2 API keys' })
  await expect(dialog.getByRole('alert')).toContainText('1 of them was used in the last 7 days.')
  const items = dialog.getByRole('listitem')
  await expect(items.first()).toContainText(recent?.id ?? '')
  await expect(items.first()).toContainText(/Used .+ ago/)
  await expect(items.last()).toContainText(/last used .+ ago/)
  const field = dialog.getByRole('textbox', { name: 'Type 2 to confirm' })
  await expect(field).toBeFocused()
  await field.press('Enter')
  await expect(dialog.getByText('Type the number of items, 2.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(dialog).toBeHidden()
  expect((await api.listKeys(account.id)).map(({ id }) => id)).toContain(recent?.id)
})

test('a key used since the page was opened requires typing the number', async ({ page, api }) => {
  const account = await api.createAccount()
  const used = await api.createKey(account.id)
  const other = await api.createKey(account.id)
  await openAccount(page, account)
  await selectAll(page).check()
  await api.useKey(used.secret)
  const lastUses = async () => (await api.listKeys(account.id)).flatMap(({ lastUsedAt }) => lastUsedAt ?? [])
  await expect.poll(async () => (await lastUses()).length).toBe(1)
  await page.getByRole('group', { name: '2 selected' }).getByRole('button', { name: 'Delete' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete 2 API keys' })
  await expect(dialog.getByRole('alert')).toContainText('1 of them was used in the last 7 days.')
  const items = dialog.getByRole('listitem')
  await expect(items.first()).toContainText(used.apiKey.id)
  await expect(items.first()).toContainText('Used just now')
  await expect(items.last()).toContainText(other.apiKey.id)
  await expect(items.last()).toContainText('never used')
  await expect(dialog.getByRole('textbox', { name: 'Type 2 to confirm' })).toBeFocused()
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await expect(dialog.getByText('Type the number of items, 2.')).toBeVisible()
  expect(await api.listKeys(account.id)).toHaveLength(2)
})

test('keys whose last use is unknown count as in use until it can be checked', async ({ page, api, faults }) => {
  const account = await api.createAccount()
  await api.createKey(account.id)
  await api.createKey(account.id)
  await openAccount(page, account)
  await selectAll(page).check()
  await faults.set([{ endpoint: 'listApiKeys', effect: { kind: 'status', code: 'UNAVAILABLE' } }])
  await page.getByRole('group', { name: '2 selected' }).getByRole('button', { name: 'Delete' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete 2 API keys' })
  const alert = dialog.getByRole('alert')
  await expect(alert).toContainText('Could not check when 2 API keys were last used.')
  await expect(alert).toContainText('Request ID')
  await expect(dialog.getByRole('listitem').first()).toContainText('It may be in use')
  const field = dialog.getByRole('textbox', { name: 'Type 2 to confirm' })
  await expect(field).toBeFocused()
  await faults.set([])
  await alert.getByRole('button', { name: 'Retry' }).click()
  await expect(dialog.getByRole('listitem').first()).toContainText('never used')
  await expect(field).toBeHidden()
  await expect(alert).toBeHidden()
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await expect(dialog.getByRole('paragraph').getByText('2 of 2 done')).toBeVisible()
})

test('many keys cannot be deleted before their last use is known', async ({ page, api, faults }) => {
  const account = await api.createAccount()
  await api.createKey(account.id)
  await api.createKey(account.id)
  await openAccount(page, account)
  await selectAll(page).check()
  await faults.set([{ endpoint: 'listApiKeys', effect: { kind: 'delay', milliseconds: 2000 } }])
  await page.getByRole('group', { name: '2 selected' }).getByRole('button', { name: 'Delete' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete 2 API keys' })
  await expect(dialog.getByText('Checking when they were last used…')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Delete' })).toBeDisabled()
  await expect(dialog.getByText('Checking when they were last used…')).toBeHidden()
  await expect(dialog.getByRole('button', { name: 'Delete' })).toBeEnabled()
})

test('the plan for many accounts shows the current last use', async ({ page, api }) => {
  const stem = `bulk-${crypto.randomUUID().slice(0, 8)}`
  const account = await api.createAccount(`${stem}-a`)
  const gone = await api.createAccount(`${stem}-b`)
  const { secret } = await api.createKey(account.id)
  await page.goto(`/folders/${account.folderId}/service-accounts?q=${stem}`)
  await selectAll(page).check()
  await api.useKey(secret)
  await expect.poll(async () => (await api.listKeys(account.id))[0]?.lastUsedAt).toBeDefined()
  await api.deleteAccount(gone.id)
  await page.getByRole('group', { name: '2 selected' }).getByRole('button', { name: 'Delete' }).click()
  const items = page.getByRole('dialog', { name: 'Delete 2 service accounts' }).getByRole('listitem')
  await expect(items.filter({ hasText: `${stem}-a` })).toContainText('1 API key')
  await expect(items.filter({ hasText: `${stem}-a` })).toContainText('Used just now')
  await expect(items.filter({ hasText: `${stem}-b` })).toContainText('already deleted')
})

test(
  'many accounts are deleted after a plan with their keys and typing their number',
  { tag: '@mock' },
  async ({ page, api, faults }) => {
    const stem = `bulk-${crypto.randomUUID().slice(0, 8)}`
    const account = await api.createAccount(`${stem}-a`)
    await api.createAccount(`${stem}-b`)
    await api.createKey(account.id)
    await api.createKey(account.id)
    await page.goto(`/folders/${account.folderId}/service-accounts?q=${stem}`)
    await selectAll(page).check()
    await faults.set([{ endpoint: 'listApiKeys', effect: { kind: 'status', code: 'UNAVAILABLE' } }])
    await page.getByRole('group', { name: '2 selected' }).getByRole('button', { name: 'Delete' }).click()
    const dialog = page.getByRole('dialog', { name: 'Delete 2 service accounts' })
    await expect(dialog.getByRole('alert')).toContainText('Could not count the API keys of 2 service accounts')
    await expect(dialog.getByRole('alert')).toContainText('Request ID')
    await faults.set([])
    await dialog.getByRole('button', { name: 'Retry' }).click()
    await expect(dialog.getByRole('alert')).toBeHidden()
    await expect(dialog.getByRole('listitem').filter({ hasText: `${stem}-a` })).toContainText('2 API keys')
    await expect(dialog.getByRole('listitem').filter({ hasText: `${stem}-b` })).toContainText(
      '0 API keys · never authenticated',
    )
    await dialog.getByRole('textbox', { name: 'Type 2 to confirm' }).fill('2')
    await page.keyboard.press('Enter')
    await expect(dialog.getByRole('paragraph').getByText('2 of 2 done')).toBeVisible()
    await dialog.getByRole('button', { name: 'Done' }).click()
    await expect(page.getByText('Nothing matches your search')).toBeVisible()
  },
)
