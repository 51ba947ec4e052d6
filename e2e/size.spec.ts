import { statSync } from 'node:fs'
import { join } from 'node:path'

import type { Page, Response } from '@playwright/test'

import { expect, test } from './fixtures.ts'

/** What the code of a page that visits begin with may weigh until it is usable: bytes of JavaScript and CSS as sent. */
const limit = 190_000

const isCode = (response: Response) => /\.(js|css)$/.test(new URL(response.url()).pathname)

/** Collects the scripts and styles that the page loads from now on. */
const codeOf = (page: Page) => {
  const loaded = new Set<Response>()
  page.on('response', (response) => {
    if (isCode(response)) loaded.add(response)
  })
  return loaded
}

// Not the size of the response: the browser may have the file already.
const sentBytes = (path: string) => statSync(join('dist/console', `${path}.br`)).size

/** The scripts and styles that the page itself names: all others come in a later wave. */
const named = async (page: Page) => {
  const html = await (await page.request.get('/', { headers: { accept: 'text/html' } })).text()
  return [...html.matchAll(/(?:src|href)="([^"]+\.(?:js|css))"/g)].map(([, path]) => path)
}

const weighed = async (page: Page, loaded: ReadonlySet<Response>, what: string) => {
  await page.waitForLoadState('networkidle')
  const paths = [...loaded].map((response) => new URL(response.url()).pathname)
  const sent = paths.reduce((sum, path) => sum + sentBytes(path), 0)
  console.log(`${what}: ${loaded.size} scripts and styles of ${sent} bytes as sent, at most ${limit}`)
  expect(sent).toBeLessThanOrEqual(limit)
  expect(new Set(paths)).toEqual(new Set(await named(page)))
  for (const response of loaded) expect(response.headers()['content-encoding'], response.url()).toBe('br')
}

test('the accounts page is small and comes as brotli in one wave', async ({ page, api }) => {
  const { folderId } = await api.createAccount()
  const loaded = codeOf(page)
  await page.goto(`/folders/${folderId}/service-accounts`)
  await expect(page.getByRole('row').nth(1)).toBeVisible()
  await weighed(page, loaded, 'The accounts page')
})

test.describe('signed out', () => {
  test.use({ signedIn: false })

  test('the sign-in page is small and comes as brotli in one wave', async ({ page }) => {
    const loaded = codeOf(page)
    await page.goto('/')
    await expect(page.getByLabel('Administrator token')).toBeVisible()
    await weighed(page, loaded, 'The sign-in page')
  })
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
