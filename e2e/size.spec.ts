import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

import type { Page, Response } from '@playwright/test'

import { expect, test } from './fixtures.ts'

/** Maximum weight of the accounts page's scripts and styles, in bytes of gzip at level 9. */
const budget = 240_000

const isCode = (response: Response) => /\.(js|css)$/.test(new URL(response.url()).pathname)

/** Collects the scripts and styles that the page loads from now on. */
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
  // The style sheet for print is one of them.
  expect(loaded.size).toBeLessThanOrEqual(7)
  for (const response of loaded) {
    // Files of a few hundred bytes gain nothing from compression.
    if (gzipped(response) > 1024) expect(response.headers()['content-encoding'], response.url()).toBe('br')
  }
})

test('a menu that loads on demand opens on the first press and takes the focus', async ({ page, api }) => {
  const { folderId } = await api.createAccount()
  await page.goto(`/folders/${folderId}/service-accounts`)
  await expect(page.getByRole('row').nth(1)).toBeVisible()
  const loaded = codeOf(page)
  await page.getByRole('button', { name: 'Colour scheme' }).press('Enter')
  await expect(page.getByRole('menuitemradio', { name: 'System' })).toBeFocused()
  expect(loaded.size).toBeGreaterThan(0)
})
