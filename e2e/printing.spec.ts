import type { Locator, Page } from '@playwright/test'

import { expect, test } from './fixtures.ts'
import { createKey, finish, openAccount, revealSecret } from './flows.ts'

// A4 in landscape, without its margins.
test.use({ viewport: { width: 1032, height: 703 }, colorScheme: 'dark' })

/** Holds the page as it is while the browser prints it. */
const startPrinting = async (page: Page) => {
  await page.emulateMedia({ media: 'print' })
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')))
}

const endPrinting = async (page: Page) => {
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')))
  await page.emulateMedia({ media: null })
}

const expectBlackOnWhite = async (element: Locator) => {
  await expect(element).toHaveCSS('color', 'rgb(0, 0, 0)')
  await expect(element).toHaveCSS('background-color', 'rgba(0, 0, 0, 0)')
  await expect(element.page().locator(':root')).toHaveCSS('background-color', 'rgb(255, 255, 255)')
}

test('prints every row of a list, and its exact times', async ({ page, api }) => {
  const account = await api.createAccount()
  await Promise.all(Array.from({ length: 151 }, () => api.createKey(account.id)))
  await openAccount(page, account)
  await expect(page.getByRole('paragraph').getByText('151 rows', { exact: true })).toBeVisible()
  const pages = String(await page.pdf()).match(/\/Type \/Page\b/g)?.length
  expect(pages).toBeGreaterThan(3)
  await expect(page.getByRole('rowheader').first()).toBeVisible()

  await startPrinting(page)
  await expect(page.getByRole('row')).toHaveCount(152)
  await expect(page.getByRole('time').first()).toHaveAccessibleDescription(/GMT\+\d.*UTC/s)
  await endPrinting(page)
  await expect(page.getByRole('table')).toHaveCount(0)
  await expect(page.getByRole('grid')).toBeVisible()
})

test('prints every column of a list, also those that are not shown', async ({ page, api }) => {
  const account = await api.createAccount()
  const scopes = ['yc.postbox.send', 'yc.logging.write', 'yc.monitoring.read']
  await api.createKey(account.id, { description: 'Sends what the shop has to say', scopes })
  await page.goto(`/folders/${account.folderId}/service-accounts/${account.id}?hide=description`)
  await expect(page.getByText('1 row', { exact: true })).toBeVisible()
  await startPrinting(page)
  const names = ['Masked key', 'Key ID', 'Description', 'Scope', 'Status', 'Created at', 'Last used at', 'Expires at']
  await expect(page.getByRole('columnheader')).toHaveCount(names.length)
  for (const name of names)
    await expect(page.getByRole('columnheader', { name, exact: true })).toBeInViewport({ ratio: 1 })
  await expect(page.getByRole('cell', { name: 'Sends what the shop has to say' })).toBeInViewport({ ratio: 1 })
  const written = await page
    .locator('[aria-description*="yc.monitoring.read"]')
    .evaluate((element) => getComputedStyle(element, '::after').content)
  for (const scope of scopes) expect(written).toContain(scope)
})

test('a long name leaves room for the other columns', async ({ page, api }) => {
  const account = await api.createAccount(`long-${'name-'.repeat(8)}${Date.now()}`)
  await page.goto(`/folders/${account.folderId}/service-accounts?q=${account.name}`)
  await expect(page.getByRole('paragraph').getByText(/^1 of/)).toBeVisible()
  await startPrinting(page)
  const width = async (name: string) => (await page.getByRole('columnheader', { name }).boundingBox())?.width
  expect(await width('Name')).toBeLessThan(320)
  await endPrinting(page)
})

test('prints a list black on white, without the frame', async ({ page, api }) => {
  const { folderId } = await api.createAccount()
  await page.goto(`/folders/${folderId}/service-accounts?q=test`)
  await expect(page.getByRole('rowheader').first()).toBeVisible()
  await startPrinting(page)
  await expect(page.getByRole('banner')).toBeHidden()
  await expect(page.getByRole('navigation')).toBeHidden()
  await expect(page.getByRole('button')).toHaveCount(0)
  await expect(page.getByRole('searchbox')).toHaveValue('test')
  await expectBlackOnWhite(page.getByRole('heading', { level: 1 }))
  await expectBlackOnWhite(page.getByRole('cell').first())
})

test('prints a dialog without the page behind it', async ({ page, api }) => {
  const account = await api.createAccount()
  await openAccount(page, account)
  await page.getByRole('button', { name: 'Create API key' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toBeVisible()
  await startPrinting(page)
  await expect(page.getByText(account.name)).toBeHidden()
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeHidden()
  await expectBlackOnWhite(dialog.getByRole('heading'))
})

test('prints the secret only while it is shown', async ({ page, api }) => {
  const account = await api.createAccount()
  await openAccount(page, account)
  const dialog = await createKey(page)
  const secret = await revealSecret(dialog)
  await startPrinting(page)
  await expect(dialog.getByRole('textbox', { name: 'Secret key' })).toHaveValue(secret)
  await endPrinting(page)

  await dialog.getByRole('button', { name: 'Hide secret key' }).click()
  await startPrinting(page)
  for (const field of await dialog.getByRole('textbox').all()) await expect(field).not.toHaveValue(new RegExp(secret))
  expect(await page.content()).not.toContain(secret)
  await endPrinting(page)
  await finish(dialog)
})
