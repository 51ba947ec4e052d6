import { createIamTokenForServiceAccount } from '#contract/iam-token.ts'
import { fieldViolations, requestIdOf, status } from '#contract/status.ts'
import type { APIResponse } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { administratorToken, announced } from './real-service.ts'

const accounts = '/iam/v1/serviceAccounts'
const session = '/keyrack/v1/session'
const bearer = { authorization: `Bearer ${administratorToken}` }
const asJson = { ...bearer, 'content-type': 'application/json' }

const statusOf = async (response: APIResponse) => status.parse(await response.json())

test('an unauthenticated request is 401 with a Status and the request id', async ({ request }) => {
  const headers = { 'x-request-id': 'request-of-a-test' }
  const response = await request.get(accounts, { headers, params: { folderId: 'b1g' } })
  expect(response.status()).toBe(401)
  expect(response.headers()['x-request-id']).toBe('request-of-a-test')
  expect(response.headers()['cache-control']).toBe('no-store')
  const body = await statusOf(response)
  expect(body.code).toBe(16)
  expect(requestIdOf(body)).toBe('request-of-a-test')
})

test('a wrong token is 401', async ({ request }) => {
  const response = await request.get(session, { headers: { authorization: 'Bearer wrong' } })
  expect(response.status()).toBe(401)
})

test.describe('signed out', () => {
  test.use({ signedIn: false })

  test('the link from the terminal signs in once, and its code is not kept', async ({
    page,
    playwright,
    baseURL,
    serviceLog,
  }) => {
    const { signInCode } = announced()
    await page.goto(`/sign-in#code=${signInCode}`)
    await expect(page.getByRole('heading', { level: 1, name: 'Service accounts' })).toBeVisible()
    expect(page.url()).not.toContain(signInCode)
    const [cookie] = await page.context().cookies()
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' })

    const other = await playwright.request.newContext({ baseURL: baseURL ?? '' })
    const again = await other.post(session, { data: { signInCode } })
    expect(again.status()).toBe(401)
    expect((await statusOf(again)).message).toBe('The sign-in link has already been used or has expired.')
    expect(await serviceLog()).not.toContain(signInCode)
    await other.dispose()
  })
})

test('signing out everywhere ends the sessions of all browsers', async ({ page, api, playwright, baseURL }) => {
  // Not the administrator, whose sessions other tests need.
  const account = await api.createAccount()
  const { iamToken } = await api.call(createIamTokenForServiceAccount, { body: { serviceAccountId: account.id } })
  const other = await playwright.request.newContext({ baseURL: baseURL ?? '' })
  const headers = { origin: baseURL ?? '' }
  for (const browser of [page.context().request, other]) {
    await browser.post(session, { headers, data: { token: iamToken } })
  }
  await page.goto('/')
  await page.getByRole('button', { name: `Signed in as ${account.name}` }).click()
  await page.getByRole('menuitem', { name: 'Sign out everywhere' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in to Keyrack' })).toBeVisible()
  expect((await other.get(session)).status()).toBe(401)
  await other.dispose()
})

test('a write from another site is rejected', async ({ playwright, baseURL }) => {
  const browser = await playwright.request.newContext({ baseURL: baseURL ?? '' })
  await browser.post(session, { data: { token: administratorToken } })
  const data = { folderId: 'none', name: 'robot' }
  const write = (headers: Record<string, string>) => browser.post(accounts, { data, headers })
  expect((await write({ 'sec-fetch-site': 'cross-site' })).status()).toBe(403)
  expect((await write({ origin: 'http://evil.example' })).status()).toBe(403)
  expect((await write({})).status()).toBe(403)
  expect((await write({ 'sec-fetch-site': 'same-origin' })).status()).toBe(404)
  expect((await write({ origin: baseURL ?? '' })).status()).toBe(404)
  await browser.dispose()
})

test.describe('bad input', () => {
  test('a body over 1 MiB is 413', async ({ request }) => {
    const description = 'x'.repeat(1024 * 1024)
    const response = await request.post(accounts, { headers: asJson, data: { description } })
    expect(response.status()).toBe(413)
    expect((await statusOf(response)).message).toBe('The request body is larger than 1 MiB')
  })

  test('another content type is 415', async ({ request }) => {
    const headers = { ...bearer, 'content-type': 'text/plain' }
    const response = await request.post(accounts, { headers, data: '{}' })
    expect(response.status()).toBe(415)
    expect((await statusOf(response)).code).toBe(3)
  })

  test('invalid JSON is 400 with the position, and quotes nothing of it', async ({ request }) => {
    const data = Buffer.from('{\n  "name": "hush" "x"\n}')
    const response = await request.post(accounts, { headers: asJson, data })
    expect(response.status()).toBe(400)
    const { message } = await statusOf(response)
    expect(message).toMatch(/line 2, column 18$/)
    expect(message).not.toContain('hush')
  })

  test('an unknown field is 400 and named', async ({ request }) => {
    const response = await request.post(accounts, { headers: asJson, data: { folderId: 'f', name: 'n', colour: 1 } })
    expect(response.status()).toBe(400)
    expect(fieldViolations(await statusOf(response))).toEqual([{ field: 'colour', description: 'Unknown field' }])
  })

  test('an unknown path of the API is 404, also to a browser', async ({ request }) => {
    const response = await request.get('/iam/v1/nothing', { headers: { accept: 'text/html' } })
    expect(response.status()).toBe(404)
    expect((await statusOf(response)).code).toBe(5)
  })
})

test('the contract is at /openapi.json', async ({ request }) => {
  const response = await request.get('/openapi.json')
  expect(response.status()).toBe(200)
  expect(await response.json()).toMatchObject({ openapi: '3.1.0', paths: { [accounts]: { post: {} } } })
})

test.describe('the console', () => {
  const page = { headers: { accept: 'text/html' } }

  test('has headers that forbid what it does not need', async ({ request }) => {
    const headers = (await request.get('/sign-in', page)).headers()
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; script-src 'self'; style-src 'self' 'nonce-/,
    )
    expect(headers['content-security-policy']).not.toMatch(/unsafe/)
    expect(headers).toMatchObject({
      'cache-control': 'no-cache',
      'cross-origin-opener-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
  })

  test('has a new nonce in every response, the same in header and page', async ({ request }) => {
    const nonces = await Promise.all(
      ['/', '/sign-in'].map(async (path) => {
        const response = await request.get(path, page)
        const nonce = /<meta name="csp-nonce" content="([^"]+)"/.exec(await response.text())?.[1]
        expect(response.headers()['content-security-policy']).toContain(`'nonce-${nonce}'`)
        return nonce
      }),
    )
    expect(nonces[0]).not.toBe(nonces[1])
  })

  test('has scripts that are compressed and cached for a year', async ({ request }) => {
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(await (await request.get('/', page)).text())?.[1] ?? ''
    const headers = (await request.get(script, { headers: { 'accept-encoding': 'br' } })).headers()
    expect(headers['content-encoding']).toBe('br')
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable')
  })
})
