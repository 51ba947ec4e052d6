import { readFileSync } from 'node:fs'

import type { Page } from '@playwright/test'

import { listServiceAccounts } from '#contract/service-account.ts'
import { getSession } from '#contract/session.ts'
import { makeCertificate, type TestCertificate } from '#server/node/testing/certificate.ts'
import { freePort } from '#server/node/testing/free-port.ts'
import { findNginxOrSkip, startNginx, type TestNginx } from '#server/node/testing/nginx.ts'
import { expect, test } from './fixtures.ts'
import { createKey, finish, pasted, revealSecret, row } from './flows.ts'
import { administratorToken, startRealService } from './real-service.ts'

const nginxFile = findNginxOrSkip()

/** The location that people copy. */
const location =
  /```nginx\n(?<config>location \/keyrack\/ [^`]+)```/.exec(readFileSync('docs/running.md', 'utf8'))?.groups?.[
    'config'
  ] ?? 'missing'

test.describe('behind nginx at /keyrack/', () => {
  test.skip(nginxFile === undefined, 'nginx is not installed')
  test.describe.configure({ mode: 'default' })
  test.use({ ignoreHTTPSErrors: true })

  let service: Awaited<ReturnType<typeof startRealService>>
  let nginx: TestNginx
  let certificate: TestCertificate
  let origin: string
  test.beforeAll(async () => {
    service = await startRealService('test-results/base-path.log', { KEYRACK_BASE_PATH: '/keyrack/' })
    const port = await freePort()
    origin = `https://127.0.0.1:${port}`
    certificate = makeCertificate(['127.0.0.1'])
    const ours = location.replace('http://keyrack_replicas', service.origin)
    // Another application at the root, which tells what it gets.
    const other = `location / { default_type text/plain; return 200 "cookies: $http_cookie"; }`
    const files = `ssl_certificate ${certificate.certificateFile}; ssl_certificate_key ${certificate.keyFile};`
    nginx = await startNginx(
      nginxFile ?? '',
      `server { listen 127.0.0.1:${port} ssl; ${files} ${ours} ${other} }`,
      port,
    )
  })
  test.afterAll(async () => {
    await nginx?.stop()
    await service?.stop()
    certificate?.remove()
  })

  /** Failed responses, and requests to paths that are not Keyrack's. Signed out, the session is 401. */
  const faultsOf = (page: Page): readonly string[] => {
    const faults: string[] = []
    page.on('response', (response) => {
      const { pathname } = new URL(response.url())
      const status = response.status()
      const failed = status >= 400 && !(status === 401 && pathname === `/keyrack${getSession.path}`)
      if (failed || !pathname.startsWith('/keyrack/')) faults.push(`${status} ${pathname}`)
    })
    return faults
  }

  test('the console works from the sign-in link to a new key', async ({ context }) => {
    const page = await context.newPage()
    const faults = faultsOf(page)
    await page.goto(`${origin}${service.signInPath}#code=${service.signInCode}`)
    await expect(page.getByRole('heading', { level: 1, name: 'Service accounts' })).toBeVisible()
    await expect(page).toHaveURL(/\/keyrack\/folders\/\w+\/service-accounts$/)
    expect(await context.cookies()).toMatchObject([
      { name: '__Secure-keyrack_session', path: '/keyrack', httpOnly: true, secure: true, sameSite: 'Strict' },
    ])
    expect(await (await context.request.get(`${origin}/elsewhere`)).text()).toBe('cookies: ')

    await page.getByRole('grid').getByRole('link').first().click()
    await expect(page.getByRole('button', { name: 'Create API key' })).toBeVisible()
    const dialog = await createKey(page)
    const secret = await revealSecret(dialog)
    await finish(dialog)
    await expect(row(page, secret.slice(-6))).toBeVisible()
    const check = (path: string) =>
      context.request.get(`${origin}${path}`, { headers: { authorization: `Api-Key ${secret}` } })
    expect((await check('/keyrack/authenticate')).status()).toBe(200)

    await page.reload()
    await expect(row(page, secret.slice(-6))).toBeVisible()
    await page.getByRole('tab', { name: 'Operations' }).click()
    await expect(page).toHaveURL(/\/keyrack\/folders\/\w+\/service-accounts\/\w+\/operations$/)
    expect(faults).toEqual([])
  })

  test('a shared link, the language and the documentation stay below the path', async ({ context }) => {
    const page = await context.newPage()
    const faults = faultsOf(page)
    await page.goto(`${origin}/keyrack/sign-in`)
    await page.getByLabel('Administrator token').fill(administratorToken)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('grid').getByRole('link').first().click()
    await page.getByRole('button', { name: 'Create API key' }).click()
    const form = page.getByRole('dialog')
    await form.getByRole('button', { name: 'Copy link to this form' }).click()
    await form.getByRole('button', { name: 'Equivalent code' }).click()
    await form.getByRole('tab', { name: 'cURL' }).click()
    await expect(form.getByText(`${origin}/keyrack/iam/v1/apiKeys`)).toBeVisible()
    await page.goto(await pasted(page))
    await expect(page.getByRole('dialog', { name: 'Create API key' })).toBeVisible()
    await page.keyboard.press('Escape')

    await page.getByRole('button', { name: 'Language' }).click()
    await page.getByRole('menuitemradio', { name: 'Русский' }).click()
    await expect(page.getByRole('button', { name: 'Создать API-ключ' })).toBeVisible()
    const stored = await page.evaluate(() => Object.keys(localStorage))
    expect(stored).toContain('/keyrackkeyrack.language')
    expect(stored.filter((name) => !name.startsWith('/keyrack'))).toEqual([])

    await page.goto(`${origin}/keyrack/docs`)
    await expect(page.getByText(`GET /keyrack${listServiceAccounts.path}`, { exact: true })).toBeVisible()
    await page.getByRole('link', { name: /^OpenAPI/ }).click()
    await expect(page).toHaveURL(`${origin}/keyrack/openapi.json`)
    await page.goBack()
    await page.getByRole('link', { name: 'console', exact: true }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Сервисные аккаунты' })).toBeVisible()
    expect(faults).toEqual([])
  })

  test('nothing is outside the path but the probes, and a way in', async ({ request }) => {
    const statusOf = async (path: string) => (await request.get(service.origin + path, { maxRedirects: 0 })).status()
    expect(await statusOf('/')).toBe(302)
    expect((await request.get(service.origin)).url()).toBe(`${service.origin}/keyrack/`)
    for (const path of ['/healthz', '/readyz', '/metrics', '/keyrack/healthz', '/keyrack/docs', '/keyrack']) {
      expect(await statusOf(path), path).toBe(200)
    }
    for (const path of ['/docs', '/openapi.json', '/iam/v1/apiKeys', '/authenticate', '/sign-in', '/favicon.svg']) {
      expect(await statusOf(path), path).toBe(404)
    }
  })
})
