import type { Page } from '@playwright/test'

import { updateFolderAccessBindings } from '#contract/access.ts'
import { listApiKeys } from '#contract/api-key.ts'
import { suspendServiceAccount } from '#contract/service-account.ts'
import type { Api } from './api.ts'
import { expect, test } from './fixtures.ts'
import { row } from './flows.ts'

test.use({ ownFolder: true })

const dayMilliseconds = 24 * 60 * 60 * 1000
const inDays = (days: number) => new Date(Date.now() + days * dayMilliseconds).toISOString()

/** A text that only the keys of one test have, to search for. */
const uniqueText = () => `job ${crypto.randomUUID()}`

const openInventory = async (page: Page, folderId: string, search: Record<string, string> = {}) => {
  await page.goto(`/folders/${folderId}/api-keys?${new URLSearchParams(search)}`)
  await expect(page.getByRole('button', { name: /^Active: / })).toBeVisible()
  await expect(page.getByRole('progressbar')).toHaveCount(0)
}

const card = (page: Page, label: string) =>
  page.getByRole('group', { name: 'Show only' }).getByRole('button', { name: new RegExp(`^${label}: `) })

/** The text that so many rows match. */
const matches = (page: Page, n: number) => page.getByRole('paragraph').filter({ hasText: new RegExp(`^${n} of `) })

const parameter = (page: Page, name: string) => new URL(page.url()).searchParams.getAll(name)

/** Two accounts with a key each, whose descriptions begin with the same text. */
const twoAccounts = async (api: Api, input: Parameters<Api['createKey']>[1] = {}) => {
  const description = uniqueText()
  const made = []
  for (const name of ['first', 'second']) {
    const account = await api.createAccount()
    const { apiKey } = await api.createKey(account.id, { ...input, description: `${description} ${name}` })
    made.push({ account, apiKey })
  }
  const [first, second] = made
  if (first === undefined || second === undefined) throw new Error('Nothing was made')
  return { description, first, second, folderId: first.account.folderId }
}

test('every key of the folder is listed with its account', { tag: ['@gateway', '@mock'] }, async ({ page, api }) => {
  const { description, first, second, folderId } = await twoAccounts(api)
  await page.goto(`/folders/${folderId}/service-accounts`)
  await page.getByRole('navigation').getByRole('link', { name: 'API keys' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'API keys' })).toBeFocused()
  await page.getByRole('searchbox', { name: 'Search API keys' }).fill(description)
  await expect(matches(page, 2)).toBeVisible()
  await expect(row(page, 'first')).toContainText(first.account.name)
  await expect(row(page, 'second')).toContainText(second.account.name)
  await expect(page.getByRole('row')).toHaveCount(3)
  await row(page, 'second').getByRole('link', { name: second.account.name }).click()
  await expect(page.getByRole('heading', { level: 1, name: second.account.name })).toBeVisible()
})

test('the list follows keys that others create and delete, and a deletion on the page', async ({ page, api }) => {
  const { description, first, second, folderId } = await twoAccounts(api)
  await openInventory(page, folderId, { q: description })
  await expect(matches(page, 2)).toBeVisible()
  await api.createKey(first.account.id, { description: `${description} third` })
  await api.deleteKey(second.apiKey.id)
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect(row(page, 'third')).toBeVisible()
  await expect(row(page, 'second')).toBeHidden()
  await expect(matches(page, 2)).toBeVisible()

  await row(page, 'third').getByRole('button', { name: 'Actions for' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await page.getByRole('dialog', { name: 'Delete API key?' }).getByRole('button', { name: 'Delete' }).click()
  await expect(matches(page, 1)).toBeVisible()
  await expect(row(page, 'first')).toBeVisible()

  await api.deleteAccount(first.account.id)
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect(page.getByText('No API keys yet')).toBeVisible()
})

for (const width of [1280, 320]) {
  test.describe(`${width} px wide`, () => {
    test.use({ viewport: { width, height: 640 } })

    test('the list does not move when its keys arrive', async ({ page, api, faults }) => {
      const { description, folderId } = await twoAccounts(api)
      await faults.set([{ endpoint: 'listApiKeys', effect: { kind: 'hang' } }])
      await page.goto(`/folders/${folderId}/api-keys?q=${description}`)
      const search = page.getByRole('searchbox', { name: 'Search API keys' })
      await expect(page.getByRole('button', { name: 'Stop loading' })).toBeVisible()
      const before = await search.boundingBox()
      await page.getByRole('button', { name: 'Stop loading' }).click()
      await faults.set([])
      await page.getByRole('button', { name: 'Continue loading' }).click()
      await expect(matches(page, 2)).toBeVisible()
      await expect(page.getByRole('button', { name: 'Stop loading' })).toBeHidden()
      expect(await search.boundingBox()).toEqual(before)
    })
  })
}

test('all folders of the cloud can be shown together', async ({ page, api }) => {
  const { folderId } = await twoAccounts(api)
  await openInventory(page, folderId, { q: 'ci-runner' })
  await expect(page.getByText('Nothing matches your search')).toBeVisible()
  await page.getByRole('button', { name: 'All folders of acme' }).click()
  await expect(row(page, 'ci-runner').first()).toBeVisible()
  expect(parameter(page, 'folders')).toEqual(['all'])
  await page.goBack()
  await expect(page.getByText('Nothing matches your search')).toBeVisible()
})

test('accounts whose keys cannot be loaded are named, and retried alone', async ({ page, api, faults }) => {
  const { description, folderId } = await twoAccounts(api)
  await faults.set([{ endpoint: 'listApiKeys', effect: { kind: 'status', code: 'PERMISSION_DENIED' }, times: 1 }])
  await openInventory(page, folderId, { q: description })
  const notice = page.getByRole('alert').filter({ hasText: 'Could not load the keys of 1 service account' })
  await expect(notice).toContainText('iam.viewer')
  await faults.set([])
  const asked: string[] = []
  page.on('request', (request) => {
    const { pathname, searchParams } = new URL(request.url())
    if (pathname === listApiKeys.path) asked.push(searchParams.get('serviceAccountId') ?? '')
  })
  await notice.getByRole('button', { name: 'Retry' }).click()
  await expect(notice).toBeHidden()
  await expect(matches(page, 2)).toBeVisible()
  expect(new Set(asked).size).toBe(1)
})

test('loading stops on request and continues with what is missing', async ({ page, api, faults }) => {
  const { description, folderId } = await twoAccounts(api)
  await faults.set([{ endpoint: 'listApiKeys', effect: { kind: 'hang' }, after: 1 }])
  await page.goto(`/folders/${folderId}/api-keys?${new URLSearchParams({ q: description })}`)
  await expect(page.getByText('Loaded the keys of 1 of 2 service accounts')).toBeVisible()
  await page.getByRole('button', { name: 'Stop loading' }).click()
  await expect(page.getByText('Loading stopped')).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
  await faults.set([])
  await page.getByRole('button', { name: 'Continue loading' }).click()
  await expect(page.getByText('Loading stopped')).toBeHidden()
  await expect(matches(page, 2)).toBeVisible()
})

test('cards count and filter, in the address', { tag: '@gateway' }, async ({ page, api }) => {
  const account = await api.createAccount()
  const description = uniqueText()
  await api.createKey(account.id, { description: `${description} defaults`, expiresAt: inDays(40) })
  const chosen = { scopes: ['yc.postbox.send'] }
  await api.createKey(account.id, { ...chosen, description: `${description} soon`, expiresAt: inDays(5) })
  await api.createKey(account.id, { ...chosen, description: `${description} endless` })
  await openInventory(page, account.folderId, { q: description })
  await expect(matches(page, 3)).toBeVisible()

  await card(page, 'Default scopes').click()
  await expect(card(page, 'Default scopes')).toHaveAttribute('aria-pressed', 'true')
  await expect(matches(page, 1)).toBeVisible()
  await expect(row(page, 'defaults')).toBeVisible()
  expect(parameter(page, 'finding')).toEqual(['default-scopes'])

  // Cards of one filter widen it, those of another narrow it.
  await card(page, 'Same scopes').click()
  await expect(matches(page, 3)).toBeVisible()
  await card(page, 'Never expires').press('Space')
  await expect(matches(page, 1)).toBeVisible()
  await expect(row(page, 'endless')).toBeVisible()
  await page.goBack()
  await expect(card(page, 'Never expires')).toHaveAttribute('aria-pressed', 'false')
  await expect(matches(page, 3)).toBeVisible()
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await card(page, 'Expires soon').press('Enter')
  await expect(matches(page, 1)).toBeVisible()
  await expect(row(page, 'soon')).toBeVisible()
})

test('the keys of a suspended account are found, and lead to it', async ({ page, api }) => {
  const { description, first, folderId } = await twoAccounts(api, { expiresAt: inDays(60) })
  await api.call(suspendServiceAccount, { params: { serviceAccountId: first.account.id }, body: {} })
  await openInventory(page, folderId, { q: description, finding: 'suspended' })
  await expect(page.getByRole('row')).toHaveCount(2)
  await expect(row(page, 'first')).toContainText('Suspended account')
  await row(page, 'first').getByRole('button', { name: 'Actions for' }).click()
  await page.getByRole('menuitem', { name: 'Open service account' }).click()
  await expect(page.getByRole('heading', { level: 1, name: first.account.name })).toBeVisible()
})

test(
  'the details give the reason of each finding, and its action resolves it',
  { tag: '@mock' },
  async ({ page, api }) => {
    const account = await api.createAccount()
    const description = uniqueText()
    const { apiKey, secret } = await api.createKey(account.id, { description, scopes: ['yc.postbox.send'] })
    await api.useKey(secret)
    await openInventory(page, account.folderId, { q: description })
    await row(page, description).getByRole('button', { name: 'Actions for' }).click()
    await page.getByRole('menuitem', { name: 'Details' }).click()
    const details = page.getByRole('dialog', { name: `Details of ${apiKey.maskedSecret}` })
    const findings = details.getByRole('region', { name: 'Findings' })
    await expect(findings).toContainText('Anyone who finds it can use it indefinitely.')
    await findings.getByRole('button', { name: 'Set expiry: Never expires' }).click()
    await expect(details).toBeHidden()
    const edit = page.getByRole('dialog', { name: 'Edit API key' })
    await edit.getByRole('combobox', { name: 'Expires at' }).click()
    await page.getByRole('option', { name: '90 days' }).click()
    await edit.getByRole('button', { name: 'Save' }).click()
    await expect(edit).toBeHidden()
    await expect(row(page, description)).not.toContainText('Never expires')
  },
)

test('the details say when no role lets the account use a service', async ({ page, api }) => {
  const { description, first, folderId } = await twoAccounts(api)
  const { id } = first.account
  const assign = (roleId: string) =>
    api.call(updateFolderAccessBindings, {
      params: { resourceId: folderId },
      body: {
        accessBindingDeltas: [{ action: 'ADD', accessBinding: { roleId, subject: { id, type: 'serviceAccount' } } }],
      },
    })
  const openDetails = async (text: string) => {
    await openInventory(page, folderId, { q: description })
    await row(page, text).getByRole('button', { name: 'Actions for' }).click()
    await page.getByRole('menuitem', { name: 'Details' }).click()
  }
  const hint = page.getByRole('note').filter({ hasText: 'these scopes may grant nothing' })
  // A role for administration changes nothing.
  await assign('iam.viewer')
  await openDetails('first')
  await expect(hint).toBeVisible()
  await assign('editor')
  await openDetails('second')
  await expect(hint).toBeVisible()
  const lists = ['folders', 'clouds'].map((of) => page.waitForResponse((one) => bindingsPath(of).test(one.url())))
  await openDetails('first')
  await Promise.all(lists)
  await expect(page.getByRole('region', { name: 'Findings' })).toBeVisible()
  await expect(hint).toBeHidden()
})

const bindingsPath = (of: string) => new RegExp(`/${of}/[^/]+:listAccessBindings`)

test('bars filter by the keyboard, and as a table', async ({ page, api }) => {
  const { description, first, folderId } = await twoAccounts(api, { expiresAt: inDays(40) })
  const later = inDays(80)
  await api.createKey(first.account.id, { description: `${description} later`, expiresAt: later })
  await openInventory(page, folderId, { q: description })
  await expect(matches(page, 3)).toBeVisible()
  const week = await page.evaluate(weekOf, later)

  const chart = page.getByRole('toolbar', { name: 'Expiries by week' })
  const bars = chart.getByRole('button')
  // One Tab stop, then arrows.
  await expect(chart.locator('[tabindex="0"]')).toHaveCount(1)
  await bars.first().focus()
  await page.keyboard.press('ArrowRight')
  await expect(bars.nth(1)).toBeFocused()
  await page.keyboard.press('End')
  await expect(bars.last()).toBeFocused()
  const bar = chart.getByRole('button', { name: week.label })
  await bar.press('Enter')
  await expect(bar).toHaveAttribute('aria-pressed', 'true')
  await expect(matches(page, 1)).toBeVisible()
  await expect(row(page, 'later')).toBeVisible()
  expect(parameter(page, 'expires')).toEqual([week.id])
  await page.getByRole('button', { name: `Remove filter Expires at: ${week.label}` }).click()
  await expect(bar).toHaveAttribute('aria-pressed', 'false')

  const lastUse = page.getByRole('region', { name: 'Last use' })
  await lastUse.getByText('Show as table').click()
  const never = lastUse.getByRole('row', { name: /^Never used \d+$/ })
  await never.getByRole('button', { name: 'Never used' }).click()
  await expect(card(page, 'Never used')).toHaveAttribute('aria-pressed', 'true')
  await expect(matches(page, 3)).toBeVisible()
  expect(parameter(page, 'used')).toEqual(['never'])
})

/** Runs inside the page, in its time zone. */
const weekOf = (at: string) => {
  const day = new Date(at)
  const monday = day.getDate() - ((day.getDay() + 6) % 7)
  const from = new Date(day.getFullYear(), day.getMonth(), monday)
  const to = new Date(day.getFullYear(), day.getMonth(), monday + 6)
  const twoDigits = (n: number) => String(n).padStart(2, '0')
  return {
    id: `${from.getFullYear()}-${twoDigits(from.getMonth() + 1)}-${twoDigits(from.getDate())}`,
    label: new Intl.DateTimeFormat('en-US', { year: 'numeric', month: 'short', day: 'numeric' }).formatRange(from, to),
  }
}
