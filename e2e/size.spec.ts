import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

import type { Page, Response } from '@playwright/test'

import { expect, test } from './fixtures.ts'

/** What the scripts and styles of the accounts page may weigh, in bytes of gzip at its best. */
const budget = 240_000

const isCode = (response: Response) => /\.(js|css)$/.test(new URL(response.url()).pathname)

/** All scripts and styles that the page loads from now on. */
const codeOf = (page: Page) => {
  const loaded = new Set<Response>()
  page.on('response', (response) => {
    if (isCode(response)) loaded.add(response)
  })
  return loaded
}

const gzipped = (response: Response) =>
  gzipSync(readFileSync(join('dist/console', new URL(response.url()).pathname)), { level: 9 }).length

test('the accounts page is small, comes as brotli and in few files', async ({ page, api }) => {
  const { folderId } = await api.createAccount()
  const loaded = codeOf(page)
  await page.goto(`/folders/${folderId}/service-accounts`)
  await expect(page.getByRole('row').nth(1)).toBeVisible()
  await page.waitForLoadState('networkidle')

  const weight = [...loaded].reduce((sum, response) => sum + gzipped(response), 0)
  console.log(`The accounts page: ${loaded.size} scripts and styles of ${weight} bytes (gzip), at most ${budget}`)
  expect(weight).toBeLessThanOrEqual(budget)
  expect(loaded.size).toBeLessThanOrEqual(6)
  for (const response of loaded) {
    // A file of a few hundred bytes gains nothing by it.
    if (gzipped(response) > 1024) expect(response.headers()['content-encoding'], response.url()).toBe('br')
  }
})

test('a menu whose code loads only when it is asked for opens on the first press, and takes the focus', async ({
  page,
  api,
}) => {
  const { folderId } = await api.createAccount()
  await page.goto(`/folders/${folderId}/service-accounts`)
  await expect(page.getByRole('row').nth(1)).toBeVisible()
  const loaded = codeOf(page)
  await page.getByRole('button', { name: 'Colour scheme' }).press('Enter')
  await expect(page.getByRole('menuitemradio', { name: 'System' })).toBeFocused()
  expect(loaded.size).toBeGreaterThan(0)
})
