import type { Locator, Page } from '@playwright/test'

import { expect, test } from './fixtures.ts'
import { openAccount, row } from './flows.ts'

const cell = (page: Page, text: string, name: string | RegExp): Locator =>
  row(page, text).getByRole('gridcell', { name })

/** Presses Tab until the focus is in the body of the list. */
const tabToBody = async (page: Page) => {
  await expect(page.getByRole('rowheader').first()).toBeVisible()
  const isInBody = () => page.evaluate(() => document.activeElement?.matches('[role=gridcell], [role=rowheader]'))
  for (let steps = 0; steps < 40 && !(await isInBody()); steps += 1) await page.keyboard.press('Tab')
}

test('Tab stops once in the body of a list', async ({ page, api }) => {
  const account = await api.createAccount()
  for (const description of ['first', 'second', 'third']) await api.createKey(account.id, { description })
  await openAccount(page, account)
  await tabToBody(page)
  const masks = page.getByRole('rowheader')
  await expect(masks.first()).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('grid').locator(':focus')).toHaveCount(0)
  await page.keyboard.press('Shift+Tab')
  await expect(masks.first()).toBeFocused()

  // The Tab stop is the cell that last had the focus.
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowRight')
  const second = cell(page, 'second', 'second')
  await expect(second).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Shift+Tab')
  await expect(second).toBeFocused()
})

test('arrow, Home, End and Page keys reach every row, also those not rendered', async ({ page, api }) => {
  const hoarder = await api.demoAccount('key-hoarder', 'experiments')
  await openAccount(page, hoarder)
  await expect(page.getByRole('paragraph').getByText('1,200 rows', { exact: true })).toBeVisible()
  await tabToBody(page)
  const rowIndex = () => page.evaluate(() => document.activeElement?.closest('[role=row]')?.ariaRowIndex)
  await expect.poll(rowIndex).toBe('2')
  await page.keyboard.press('ArrowDown')
  await expect.poll(rowIndex).toBe('3')
  await page.keyboard.press('PageDown')
  const afterPage = Number(await rowIndex())
  expect(afterPage).toBeGreaterThan(6)
  await page.keyboard.press('PageUp')
  await expect.poll(rowIndex).toBe('3')

  await page.keyboard.press('ControlOrMeta+End')
  await expect.poll(rowIndex).toBe('1201')
  await expect(page.locator(':focus')).toBeInViewport()
  await expect(page.locator(':focus').getByRole('button', { name: /^Actions for/ })).toBeVisible()
  await page.keyboard.press('ArrowUp')
  await expect.poll(rowIndex).toBe('1200')
  await page.keyboard.press('Home')
  await expect(page.locator(':focus').getByRole('checkbox')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+Home')
  await expect.poll(rowIndex).toBe('2')
  await expect(page.locator(':focus')).toBeInViewport()
})

test('a row that is scrolled away keeps the focus', async ({ page, api }) => {
  const hoarder = await api.demoAccount('key-hoarder', 'experiments')
  await openAccount(page, hoarder)
  await expect(page.getByRole('paragraph').getByText('1,200 rows', { exact: true })).toBeVisible()
  await tabToBody(page)
  const focused = page.getByRole('rowheader').first()
  await expect(focused).toBeFocused()
  await page.getByRole('region', { name: 'API keys' }).evaluate((region) => region.scrollTo({ top: 20_000 }))
  await expect(row(page, '****').nth(10)).toBeInViewport()
  await expect(focused).not.toBeInViewport()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('rowheader').nth(1)).toBeFocused()
  await expect(page.getByRole('rowheader').nth(1)).toBeInViewport()
})

for (const key of ['Enter', 'F2']) {
  test(`${key} leads into the control of a cell, and Escape out of it`, async ({ page, api }) => {
    const account = await api.createAccount()
    await page.goto(`/folders/${account.folderId}/service-accounts?q=${account.name}`)
    await tabToBody(page)
    const name = page.getByRole('rowheader', { name: account.name })
    await expect(name).toBeFocused()
    await page.keyboard.press(key)
    await expect(page.getByRole('link', { name: account.name })).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(name).toBeFocused()
    await page.keyboard.press(key)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1, name: account.name })).toBeVisible()
  })
}

test('Enter opens the details of a row, and gets the focus back', async ({ page, api }) => {
  const account = await api.createAccount()
  const { apiKey } = await api.createKey(account.id, { description: 'for the mailer' })
  await openAccount(page, account)
  await tabToBody(page)
  const mask = page.getByRole('rowheader', { name: apiKey.maskedSecret })
  await page.keyboard.press('Enter')
  const details = page.getByRole('dialog', { name: `Details of ${apiKey.maskedSecret}` })
  await expect(details.getByText(apiKey.id)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(details).toBeHidden()
  await expect(mask).toBeFocused()
})

test('Space selects the row', async ({ page, api }) => {
  const account = await api.createAccount()
  const { apiKey } = await api.createKey(account.id)
  await openAccount(page, account)
  await tabToBody(page)
  await page.keyboard.press('Space')
  await expect(page.getByRole('checkbox', { name: `Select ${apiKey.maskedSecret}` })).toBeChecked()
  await expect(page.getByRole('row', { selected: true })).toHaveCount(1)
})

test('exact times and cut texts are reachable by pointer and keyboard', async ({ page, api }) => {
  const account = await api.createAccount()
  const description = 'Sends what the shop has to say, every night but Sunday, to everybody who asked for it'
  const expiresAt = new Date(Date.now() + 30 * 24 * 60 * 60 * 1000).toISOString()
  await api.createKey(account.id, { description, expiresAt })
  await openAccount(page, account)
  const tooltip = page.getByRole('tooltip')
  const expires = page.getByRole('row').nth(1).getByRole('time')
  await expect(expires).toHaveAccessibleDescription(/\d{2}:\d{2} GMT\+\d.*\d{2}:\d{2} UTC/s)
  await expires.hover()
  await expect(tooltip).toHaveText(/GMT\+\d.*UTC/s)
  await page.keyboard.press('Escape')
  await expect(tooltip).toBeHidden()
  const cut = page.getByRole('gridcell', { name: description })
  await cut.hover()
  await expect(tooltip).toHaveText(description)
  await page.getByRole('heading', { level: 1 }).hover()
  await expect(tooltip).toBeHidden()

  await tabToBody(page)
  await page.keyboard.press('ArrowRight')
  await expect(cut).toBeFocused()
  await expect(tooltip).toHaveText(description)
  await page.keyboard.press('ArrowRight')
  await expect(tooltip).toContainText('yc.')
  for (const _ of ['status', 'last used at', 'expires at']) await page.keyboard.press('ArrowRight')
  await expect(tooltip).toHaveText(/UTC/)
})

test('copying an id shows the result', async ({ page, api }) => {
  const account = await api.createAccount()
  const { apiKey } = await api.createKey(account.id)
  await page.goto(`/folders/${account.folderId}/service-accounts/${account.id}?hide=scopes`)
  const copy = row(page, apiKey.id).getByRole('button', { name: 'Copy key ID' })
  await copy.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('tooltip')).toHaveText(/^(Copied|The browser blocked copying)$/)
})
