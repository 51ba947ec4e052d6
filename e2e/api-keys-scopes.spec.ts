import type { Page } from '@playwright/test'

import { expect, test } from './fixtures.ts'
import { openAccount, paste } from './flows.ts'

test.beforeEach(async ({ page, api }) => {
  await openAccount(page, await api.createAccount())
  await page.getByRole('button', { name: 'Create API key' }).click()
})

const fieldOf = (page: Page) => page.getByRole('combobox', { name: 'Scope' })
const chip = (page: Page, scope: string) => page.getByRole('button', { name: scope, exact: true })
const selected = (page: Page) =>
  page
    .getByRole('dialog')
    .getByText(/^\d+ of \d+ selected$/)
    .last()
const accountId = (page: Page) => page.url().split('/').at(-1) ?? ''

for (const text of [
  'yc.postbox.send, yc.logging.write',
  'scopes:\n  - yc.postbox.send\n  - yc.logging.write\n',
  '"scopes": ["yc.postbox.send", "yc.logging.write"]',
]) {
  test(`selects all scopes of a pasted list: ${JSON.stringify(text)}`, async ({ page }) => {
    await paste(fieldOf(page), text)
    await expect(selected(page)).toHaveText(/^2 of /)
    await expect(page.getByRole('dialog').getByRole('status')).toHaveText(/^2 of \d+ selected$/)
    await expect(fieldOf(page)).toHaveValue('')
  })
}

test('unknown scopes of a pasted list stay in the field and block the form', async ({ page, api }) => {
  const field = fieldOf(page)
  // The scopes are loaded.
  await expect(selected(page)).toHaveText(/^0 of [1-9]/)
  await paste(field, 'yc.postbox.send\nyc.postbox.sned\nyc.nope.read')
  await expect(page.getByText('Not a scope: yc.postbox.sned, yc.nope.read.')).toBeVisible()
  await expect(field).toHaveValue('yc.postbox.sned, yc.nope.read')
  await expect(chip(page, 'yc.postbox.send')).toBeVisible()
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  await expect(page.getByText('Not a scope: yc.postbox.sned, yc.nope.read.')).toBeVisible()
  expect(await api.listKeys(accountId(page))).toEqual([])

  await field.fill('')
  await expect(page.getByText('Not a scope')).toBeHidden()
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  await expect(page.getByRole('dialog', { name: 'Save your API key' })).toBeVisible()
})

test('a scope typed in full is selected', async ({ page, api }) => {
  // The scopes are loaded.
  await expect(selected(page)).toHaveText(/^0 of [1-9]/)
  await fieldOf(page).fill('yc.postbox.send yc.logging.write')
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  await expect(page.getByRole('dialog', { name: 'Save your API key' })).toBeVisible()
  const [key] = await api.listKeys(accountId(page))
  expect(key?.scopes.toSorted()).toEqual(['yc.logging.write', 'yc.postbox.send'])
})

test('a partly typed scope blocks the form', async ({ page, api }) => {
  await page.getByRole('button', { name: 'Send e-mail' }).click()
  await fieldOf(page).fill('yc.logging')
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  await expect(page.getByText('Not a scope: yc.logging.')).toBeVisible()
  await expect(fieldOf(page)).toHaveValue('yc.logging')
  expect(await api.listKeys(accountId(page))).toEqual([])
})

test('a selected scope stays selected when it is pasted or typed again', async ({ page }) => {
  const field = fieldOf(page)
  await paste(field, 'yc.postbox.send')
  await field.press('Enter')
  await paste(field, 'yc.postbox.send')
  await expect(chip(page, 'yc.postbox.send')).toBeVisible()
  await field.fill('yc.postbox.send')
  await field.press('Enter')
  await field.press('Enter')
  await expect(field).toHaveValue('')
  await expect(selected(page)).toHaveText(/^1 of /)
})

test('a pasted word searches', async ({ page }) => {
  await paste(fieldOf(page), 'postbox')
  await expect(fieldOf(page)).toHaveValue('postbox')
  await page.getByRole('option', { name: 'yc.postbox.send' }).click()
  await expect(selected(page)).toHaveText(/^1 of /)
})

test('a scope typed before the scopes were loaded is selected', async ({ page, faults }) => {
  await faults.set([{ endpoint: 'listScopes', effect: { kind: 'status', code: 'PERMISSION_DENIED' } }])
  await page.reload()
  await page.getByRole('button', { name: 'Create API key' }).click()
  await fieldOf(page).fill('yc.postbox.send')
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  await expect(page.getByText('The scopes are still loading')).toBeVisible()
  await faults.set([])
  await page.getByRole('button', { name: 'Retry' }).click()
  await expect(chip(page, 'yc.postbox.send')).toBeVisible()
  await expect(page.getByText('The scopes are still loading')).toBeHidden()
})

test('a scope typed before the scopes were loaded stays selected when it is picked', async ({ page, faults }) => {
  await faults.set([{ endpoint: 'listScopes', effect: { kind: 'delay', milliseconds: 1500 } }])
  await page.reload()
  await page.getByRole('button', { name: 'Create API key' }).click()
  await fieldOf(page).fill('yc.postbox.send')
  await page.getByRole('option', { name: 'yc.postbox.send' }).click()
  await expect(chip(page, 'yc.postbox.send')).toBeVisible()
  await expect(selected(page)).toHaveText(/^1 of /)
})

test('what is no scope in a list pasted before the scopes were loaded is said', async ({ page, faults }) => {
  await faults.set([{ endpoint: 'listScopes', effect: { kind: 'delay', milliseconds: 1500 } }])
  await page.reload()
  await page.getByRole('button', { name: 'Create API key' }).click()
  await paste(fieldOf(page), 'yc.postbox.send, yc.nope.read')
  await expect(chip(page, 'yc.postbox.send')).toBeVisible()
  await expect(page.getByText('Not a scope: yc.nope.read.')).toBeVisible()
})

test('a list pasted before the scopes were loaded is selected', async ({ page, faults }) => {
  await faults.set([{ endpoint: 'listScopes', effect: { kind: 'delay', milliseconds: 1500 } }])
  await page.reload()
  await page.getByRole('button', { name: 'Create API key' }).click()
  await paste(fieldOf(page), 'yc.postbox.send, yc.logging.write')
  await expect(selected(page)).toHaveText(/^2 of /)
  await expect(fieldOf(page)).toHaveValue('')
})
