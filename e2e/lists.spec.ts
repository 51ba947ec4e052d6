import type { Page } from '@playwright/test'

import { createServiceAccount } from '#contract/service-account.ts'
import { expect, expectAccessible, test } from './fixtures.ts'
import { openAccount, row } from './flows.ts'

const addressOf = (page: Page) => new URL(page.url()).search

test('filters are kept in the address, combine with the search, and are undone by Back', async ({ page, api }) => {
  const account = await api.createAccount()
  await api.createKey(account.id, { description: 'mail one', scopes: ['yc.postbox.send'] })
  await api.createKey(account.id, { description: 'mail two', scopes: ['yc.postbox.send', 'yc.logging.write'] })
  const expiresAt = new Date(Date.now() + 3 * 24 * 60 * 60 * 1000).toISOString()
  await api.createKey(account.id, { description: 'logs', scopes: ['yc.logging.write'], expiresAt })
  await openAccount(page, account)
  await expect(row(page, 'logs')).toBeVisible()

  await page.getByRole('button', { name: 'Filters', exact: true }).click()
  const panel = page.getByRole('dialog', { name: 'Filters' })
  await expect(panel.getByRole('group', { name: 'Status' }).getByRole('checkbox').first()).toBeFocused()
  await panel.getByRole('group', { name: 'Scope' }).getByRole('checkbox', { name: 'yc.postbox.send' }).check()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(row(page, 'logs')).toBeHidden()
  await expect(page.getByRole('paragraph').getByText('2 of 3 rows')).toBeVisible()
  await expect(page.getByRole('status').getByText('2 of 3 rows')).toBeAttached()
  expect(addressOf(page)).toBe('?scope=yc.postbox.send')

  await page.getByRole('searchbox').fill('two')
  await expect(row(page, 'mail one')).toBeHidden()
  await expect(row(page, 'mail two')).toBeVisible()
  await page.reload()
  await expect(row(page, 'mail two')).toBeVisible()
  await expect(row(page, 'mail one')).toBeHidden()

  await page.getByRole('searchbox').fill('')
  await page.getByRole('button', { name: 'Filters', exact: true }).click()
  await panel.getByRole('checkbox', { name: 'Expires soon' }).check()
  await page.keyboard.press('Escape')
  await expect(page.getByText('Nothing matches your filters')).toBeVisible()
  await page.getByRole('button', { name: 'Remove filter Scope: yc.postbox.send' }).click()
  await expect(page.getByRole('button', { name: 'Filters', exact: true })).toBeFocused()
  await expect(row(page, 'logs')).toBeVisible()
  await page.goBack()
  await expect(page.getByText('Nothing matches your filters')).toBeVisible()
  await page.goForward()
  await expect(row(page, 'logs')).toBeVisible()

  await page.getByRole('searchbox').fill('mail')
  await expect(page.getByText('Nothing matches your search and filters')).toBeVisible()
  const main = page.getByRole('main')
  await main.getByRole('button', { name: 'Clear search' }).last().click()
  await main.getByRole('button', { name: 'Clear filters' }).last().click()
  await expect(page.getByRole('paragraph').getByText('3 rows', { exact: true })).toBeVisible()
  await expect.poll(() => addressOf(page)).toBe('')
})

test('an invisible description is shown as absent', async ({ page, api }) => {
  const folderId = await api.folderId()
  const name = `blank-${crypto.randomUUID().slice(0, 8)}`
  const { metadata } = await api.call(createServiceAccount, { body: { folderId, name, description: ' \u200b ' } })
  const id = String(metadata?.['serviceAccountId'])
  const key = await api.createKey(id, { description: '\u2060\u00a0' })
  await page.goto(`/folders/${folderId}/service-accounts?q=${name}`)
  await expect(row(page, name).getByRole('gridcell', { name: '—', exact: true }).first()).toBeVisible()

  await page.getByRole('link', { name }).click()
  await expect(page.getByRole('definition').filter({ hasText: '—' }).first()).toBeVisible()
  const keyRow = row(page, key.apiKey?.maskedSecret ?? 'none')
  await expect(keyRow.getByRole('gridcell', { name: '—', exact: true })).toBeVisible()
  await keyRow.getByRole('button', { name: /^Actions for/ }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await expect(page.getByRole('dialog').getByRole('definition').filter({ hasText: '—' })).toBeVisible()
})

test('accounts are filtered by label, and unknown filters are ignored', async ({ page, api }) => {
  const folderId = await api.folderId()
  const stem = `label-${crypto.randomUUID().slice(0, 8)}`
  await api.call(createServiceAccount, { body: { folderId, name: `${stem}-a`, labels: { team: stem } } })
  await api.call(createServiceAccount, { body: { folderId, name: `${stem}-b`, labels: { team: 'other' } } })
  await page.goto(`/folders/${folderId}/service-accounts?q=${stem}&label=team%3D${stem}&status=NONSENSE&colour=red`)
  await expect(row(page, `${stem}-a`)).toBeVisible()
  await expect(row(page, `${stem}-b`)).toBeHidden()
  await expect(page.getByRole('button', { name: /^Remove filter/ })).toHaveText([`Labels: team=${stem}`])
})

test('columns and compact rows are chosen by keyboard, kept in the address and remembered', async ({ page, api }) => {
  const account = await api.createAccount()
  const list = `/folders/${account.folderId}/service-accounts?q=${account.name}`
  await page.goto(list)
  const height = async () => (await row(page, account.name).boundingBox())?.height
  expect(await height()).toBe(40)
  await page.getByRole('button', { name: 'Columns and rows' }).focus()
  await page.keyboard.press('Enter')
  const panel = page.getByRole('dialog', { name: 'Columns and rows' })
  await expect(panel.getByRole('checkbox', { name: 'Name' })).toBeDisabled()
  await expect(panel.getByRole('checkbox', { name: 'Description' })).toBeFocused()
  await page.keyboard.press('Space')
  await panel.getByRole('checkbox', { name: 'Compact rows' }).check()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Columns and rows' })).toBeFocused()
  await expect(page.getByRole('columnheader', { name: 'Description' })).toBeHidden()
  expect(await height()).toBe(32)
  expect(addressOf(page)).toBe(`?q=${account.name}&hide=description&hide=createdAt&hide=id&rows=compact`)

  await page.goto(list)
  await expect(page.getByRole('columnheader', { name: 'Labels' })).toBeVisible()
  await expect(page.getByRole('columnheader', { name: 'Description' })).toBeHidden()
  expect(await height()).toBe(32)
  // The address has precedence.
  await page.goto(`${list}&hide=labels&hide=createdAt&hide=id&rows=normal`)
  await expect(page.getByRole('columnheader', { name: 'Description' })).toBeVisible()
  await expect(page.getByRole('columnheader', { name: 'Labels' })).toBeHidden()
  expect(await height()).toBe(40)
})

test('a selection survives a refresh, which keeps the focus, and is cleared by keyboard', async ({ page, api }) => {
  const account = await api.createAccount()
  const { apiKey } = await api.createKey(account.id, { description: 'chosen' })
  await openAccount(page, account)
  const box = page.getByRole('checkbox', { name: `Select ${apiKey.maskedSecret}` })
  await box.focus()
  await page.keyboard.press('Space')
  await expect(page.getByRole('status').getByText('1 selected')).toBeAttached()
  await expectAccessible(page)
  await api.createKey(account.id, { description: 'another' })
  const refresh = page.getByRole('button', { name: 'Refresh' })
  await refresh.click()
  await expect(row(page, 'another')).toBeVisible()
  await expect(refresh).toBeFocused()
  // Also by itself, when the tab gets the focus after a minute.
  await box.focus()
  await api.createKey(account.id, { description: 'the third' })
  await page.clock.setFixedTime(Date.now() + 60_000)
  await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')))
  await expect(row(page, 'the third')).toBeVisible()
  await expect(box).toBeFocused()
  await expect(box).toBeChecked()
  await page.getByRole('button', { name: 'Clear selection' }).focus()
  await page.keyboard.press('Enter')
  await expect(box).not.toBeChecked()
  await expect(page.getByRole('checkbox', { name: 'Select all' })).toBeFocused()
})

test('an offline list says so, and loads when the connection is back', async ({
  page,
  api,
  context,
  faults,
  consoleGuard,
}) => {
  const account = await api.createAccount()
  await page.goto(`/folders/${account.folderId}/service-accounts?q=${account.name}`)
  await expect(row(page, account.name)).toBeVisible()
  await faults.set([{ endpoint: 'listApiKeys', effect: { kind: 'cut' } }])
  consoleGuard.allow(/ERR_|Failed to fetch|Failed to load/)
  await page.getByRole('link', { name: account.name }).click()
  await expect(page.getByRole('alert')).toContainText('Could not reach the server')
  await context.setOffline(true)
  await expect(page.getByRole('alert')).toContainText('You are offline')
  await faults.set([])
  await context.setOffline(false)
  await expect(page.getByText('No API keys yet')).toBeVisible()
})

test('on a slow network a skeleton is shown, and nothing is sent twice', async ({ page, api, faults }) => {
  const slow = { kind: 'delay', milliseconds: 1500 } as const
  const account = await api.createAccount()
  await faults.set([
    { endpoint: 'listServiceAccounts', effect: slow },
    { endpoint: 'createServiceAccount', effect: slow },
    { endpoint: 'updateServiceAccount', effect: slow },
  ])
  await page.goto(`/folders/${account.folderId}/service-accounts?q=${account.name}`)
  const table = page.getByRole('grid', { name: 'Service accounts' })
  await expect(table).toHaveAttribute('aria-busy', 'true')
  const before = await table.boundingBox()
  await expect(row(page, account.name)).toBeVisible()
  await expect(table).toHaveAttribute('aria-busy', 'false')
  expect((await table.boundingBox())?.y).toBe(before?.y)

  const name = `slow-${crypto.randomUUID()}`
  await page.getByRole('button', { name: 'Create service account' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill(name)
  await page.getByRole('button', { name: 'Create', exact: true }).dblclick()
  await expect(page.getByRole('dialog')).toBeHidden()

  await openAccount(page, account)
  await page.getByRole('button', { name: `Actions for ${account.name}` }).click()
  await page.getByRole('menuitem', { name: 'Edit' }).click()
  await page.getByRole('textbox', { name: 'Description' }).fill('once')
  await page.getByRole('button', { name: 'Save' }).dblclick()
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.getByRole('tab', { name: 'Operations' }).click()
  await expect(row(page, 'Create service account')).toBeVisible()
  await expect(page.getByRole('row')).toHaveCount(3)
})

test('a key that was deleted in another tab is reported here', async ({ page, api, context }) => {
  const account = await api.createAccount()
  const { apiKey } = await api.createKey(account.id)
  await openAccount(page, account)
  await expect(row(page, apiKey.maskedSecret)).toBeVisible()
  const other = await context.newPage()
  await openAccount(other, account)
  await other.getByRole('button', { name: `Actions for ${apiKey.maskedSecret}` }).click()
  await other.getByRole('menuitem', { name: 'Delete' }).click()
  await other.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await expect(row(other, apiKey.maskedSecret)).toBeHidden()

  await page.getByRole('button', { name: `Actions for ${apiKey.maskedSecret}` }).click()
  await page.getByRole('menuitem', { name: 'Edit' }).click()
  await page.getByRole('textbox', { name: 'Description' }).fill('kept')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('alertdialog', { name: 'This API key has already been deleted' })).toBeVisible()
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByText('No API keys yet')).toBeVisible()
})

test('progress is shown only after 200 ms', async ({ page, api, faults }) => {
  const account = await api.createAccount()
  const { apiKey } = await api.createKey(account.id)
  await page.clock.install()
  await openAccount(page, account)
  await expect(row(page, apiKey.maskedSecret)).toBeVisible()
  await expect(page.getByText('1 row', { exact: true })).toBeVisible()
  await faults.set([{ endpoint: 'listApiKeys', effect: { kind: 'hang' } }])
  await page.clock.pauseAt(Date.now() + 60_000)
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect(page.getByText('1 row loaded')).toBeVisible()
  await page.clock.runFor(199)
  await expect(page.getByRole('progressbar')).toHaveCount(0)
  await page.clock.runFor(1)
  await expect(page.getByRole('progressbar', { name: '1 row loaded' })).toBeVisible()
})
