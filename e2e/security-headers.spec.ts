import type { Page } from '@playwright/test'

import { accessibilityViolations, expect, test } from './fixtures.ts'
import { createKey, finish, openAccount, revealSecret } from './flows.ts'

/** Records all CSP violations of the context's pages, also from workers and late loads. */
const watchViolations = async (page: Page) => {
  const violations: string[] = []
  await page.exposeFunction('keyrackViolation', (text: string) => void violations.push(text))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) => {
      const report = Reflect.get(globalThis, 'keyrackViolation') as (text: string) => void
      report(`${violatedDirective} ${blockedURI} ${sourceFile}`)
    })
  })
  return violations
}

const everywhere = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
}

const policyOfPages =
  /^default-src 'none'; script-src 'self'; .*base-uri 'none'; form-action 'self'; frame-ancestors 'none'$/
const policyOfAnswers = /^default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/

test('each kind of response has its security headers', async ({ page, request }) => {
  const html = { accept: 'text/html' }
  const source = await (await request.get('/', { headers: html })).text()
  const script = /src="(\/assets\/[^"]+\.js)"/.exec(source)?.[1] ?? ''
  const kinds = [
    ['page', '/sign-in', 200, 'no-cache'],
    ['page that is not there', '/no/such/page', 200, 'no-cache'],
    ['documentation', '/docs', 200, 'no-store'],
    ['style sheet', '/docs/style.css', 200, 'no-store'],
    ['asset', script, 200, 'public, max-age=31536000, immutable'],
    ['asset that is not there', '/assets/none.js', 404, 'no-store'],
    ['file without a hash', '/favicon.svg', 200, 'no-cache'],
    ['description of the API', '/openapi.json', 200, 'no-store'],
    ['refusal', '/iam/v1/apiKeys', 401, 'no-store'],
    ['unknown method', '/iam/v1/none', 404, 'no-store'],
  ] as const
  for (const [kind, path, status, caching] of kinds) {
    const answer = await request.get(path, { headers: html })
    expect(answer.status(), kind).toBe(status)
    const headers = answer.headers()
    expect(headers, kind).toMatchObject({ ...everywhere, 'cache-control': caching })
    expect(headers['content-security-policy'], kind).toMatch(path.startsWith('/iam/') ? policyOfAnswers : policyOfPages)
    expect(headers['content-security-policy'], kind).not.toMatch(/unsafe|\*|https?:/)
  }
  // Called by proxies, which may forward the rejection.
  const check = await request.get('/authenticate', { headers: html })
  expect(check.status()).toBe(401)
  expect(check.headers()).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' })
  await page.close()
})

test('CSP violations of a page are detected', async ({ page, consoleGuard }) => {
  consoleGuard.allow(/Content Security Policy/)
  const violations = await watchViolations(page)
  await page.goto('/docs')
  await page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'globalThis.broken = true'
    document.body.append(script)
  })
  await expect.poll(() => violations.length).toBe(1)
  expect(await page.evaluate(() => Reflect.has(globalThis, 'broken'))).toBe(false)
})

test.describe('no page violates the CSP:', () => {
  test.describe('signed out', () => {
    test.use({ signedIn: false })

    test('sign-in', async ({ page }) => {
      const violations = await watchViolations(page)
      await page.goto('/sign-in')
      await page.getByRole('button', { name: 'Sign in' }).click()
      await expect(page.getByText('Enter the administrator token.')).toBeVisible()
      expect(violations).toEqual([])
    })
  })

  test('lists, tabs, dialogs, the secret, the search, not found', async ({ page, api }) => {
    const account = await api.createAccount()
    const violations = await watchViolations(page)
    await page.goto(`/folders/${account.folderId}/service-accounts?q=${account.name}`)
    await expect(page.getByRole('link', { name: account.name })).toBeVisible()
    for (const name of ['Filters', 'Columns and rows', `Actions for ${account.name}`]) {
      await page.getByRole('button', { name, exact: true }).click()
      const opened = page.getByRole('menu').or(page.getByRole('dialog'))
      await expect(opened).toBeVisible()
      await page.keyboard.press('Escape')
      await expect(opened).toBeHidden()
    }
    await page.getByRole('button', { name: 'Create service account' }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
    await page.keyboard.press('ControlOrMeta+k')
    await expect(page.getByRole('combobox', { name: 'Search and commands' })).toBeVisible()
    await page.keyboard.press('Escape')

    await openAccount(page, account)
    await page.getByRole('button', { name: 'Create API key' }).click()
    await page.getByRole('button', { name: 'Equivalent code' }).click()
    await page.getByRole('combobox', { name: 'Expires at' }).click()
    await page.getByRole('option', { name: 'Custom date and time' }).click()
    await expect(page.getByRole('group', { name: 'Date and time' })).toBeVisible()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'Discard' }).click()
    const dialog = await createKey(page)
    await revealSecret(dialog)
    await finish(dialog)
    for (const tab of ['Operations', 'Access', 'Overview']) {
      await page.getByRole('tab', { name: tab }).click()
      await expect(page.getByRole('tabpanel')).toBeVisible()
    }
    await page.goto('/no/such/page')
    await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible()
    expect(violations).toEqual([])
  })

  test('the documentation of the API, which is readable in a narrow window too', async ({ page }) => {
    const violations = await watchViolations(page)
    await page.goto('/docs')
    await expect(page.getByRole('heading', { level: 1, name: 'Keyrack IAM' })).toBeVisible()
    await page.getByRole('link', { name: 'Creates an API key and returns its secret, once.' }).click()
    await expect(
      page.getByRole('heading', { name: 'Creates an API key and returns its secret, once.' }),
    ).toBeInViewport()
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe(
        colorScheme === 'dark' ? 'rgb(20, 22, 26)' : 'rgb(255, 255, 255)',
      )
      expect(await accessibilityViolations(page)).toEqual([])
    }
    await page.setViewportSize({ width: 320, height: 640 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
    expect(violations).toEqual([])
  })
})
