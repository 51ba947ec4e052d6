import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, gunzipSync, gzipSync } from 'node:zlib'

import { afterAll, describe, expect, it } from 'vitest'

import { withConsole } from './static.ts'
import { consolePage } from './testing/console-page.ts'

const folder = mkdtempSync(join(tmpdir(), 'keyrack-static-'))
const root = join(folder, 'console')
const script = 'console.log("keyrack")'

mkdirSync(join(root, 'assets'), { recursive: true })
writeFileSync(join(folder, 'secret.txt'), 'not for the web')
writeFileSync(join(root, 'index.html'), consolePage)
writeFileSync(join(root, 'favicon.svg'), '<svg/>')
writeFileSync(join(root, 'assets/main-1a2b.js'), script)
writeFileSync(join(root, 'assets/main-1a2b.js.br'), brotliCompressSync(script))
writeFileSync(join(root, 'assets/main-1a2b.js.gz'), gzipSync(script))
afterAll(() => rmSync(folder, { recursive: true }))

const serve = withConsole(root, ({ method, url }) =>
  Response.json({ method, path: new URL(url).pathname }, { status: 404, headers: { 'cache-control': 'no-store' } }),
)
const request = async (path: string, init?: RequestInit) => serve(new Request(new URL(path, 'http://localhost'), init))
const html = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
const asset = '/assets/main-1a2b.js'

describe('a page', () => {
  it.each(['/', '/index.html', '/sign-in', '/service-accounts/aje1', '/a.b'])('is served at %s', async (path) => {
    const response = await request(path, { headers: html })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('text/html; charset=UTF-8')
    expect(response.headers.get('cache-control')).toBe('no-cache')
    expect(response.headers.get('etag')).toBeNull()
    expect(await response.text()).toContain('<div id="root">')
  })

  it('answers HEAD without a body', async () => {
    const response = await request('/sign-in', { method: 'HEAD', headers: html })
    expect(response.status).toBe(200)
    expect(await response.text()).toBe('')
  })

  it('is compressed if the browser accepts it', async () => {
    const response = await request('/', { headers: { 'accept-encoding': 'gzip, deflate, br' } })
    expect(response.headers.get('content-encoding')).toBe('gzip')
    expect(response.headers.get('vary')).toBe('Accept-Encoding')
    expect(gunzipSync(await response.arrayBuffer()).toString()).toContain('<div id="root">')
  })

  it('has a nonce for its styles that changes with every response', async () => {
    const nonces = await Promise.all(
      ['/', '/'].map(async (path) => {
        const response = await request(path)
        const nonce = /csp-nonce" content="([^"]+)"/.exec(await response.text())?.[1] ?? 'missing'
        expect(response.headers.get('content-security-policy')).toContain(`style-src 'self' 'nonce-${nonce}';`)
        return nonce
      }),
    )
    expect(nonces[0]).not.toBe(nonces[1])
  })

  it('tells the console its base path and its cloud', async () => {
    const settings = { basePath: '/keyrack', upstream: 'https://cloud.example/?a="b"&c' }
    const page = await withConsole(root, () => new Response(), settings)(new Request('http://localhost/'))
    const text = await page.text()
    expect(text).toContain('<meta name="base-path" content="/keyrack/" />')
    expect(text).toContain('<meta name="upstream" content="https://cloud.example/?a=&quot;b&quot;&amp;c" />')
    expect(text.match(/(?:src|href)="[^"]+"/g)).toEqual([
      'src="/keyrack/first-paint.js"',
      'href="/keyrack/favicon.svg"',
    ])
  })

  it('is by default at the root, without a cloud', async () => {
    const text = await (await request('/')).text()
    expect(text).toContain('<meta name="base-path" content="/" />')
    expect(text).toContain('<meta name="upstream" content="" />')
    expect(text).toContain('src="/first-paint.js"')
  })

  it('is not sent to a program that does not accept HTML', async () => {
    const response = await request('/sign-in', { headers: { accept: '*/*' } })
    expect(response.status).toBe(404)
    expect(await response.json()).toEqual({ method: 'GET', path: '/sign-in' })
  })
})

describe('the service', () => {
  it.each([
    '/iam/v1/none',
    '/operations/x',
    '/resource-manager/v1/x',
    '/keyrack/v1/x',
    '/openapi.json',
    '/iam',
    '/authenticate',
    '/authenticate/',
    '/authenticate/sign-in',
    '/healthz',
  ])('answers %s itself, even for a browser', async (path) => {
    const response = await request(path, { headers: html })
    expect(await response.json()).toEqual({ method: 'GET', path })
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  it('has compressed responses to reads, which contain no secret', async () => {
    const ask = (method: string) => request('/iam/v1/none', { method, headers: { 'accept-encoding': 'gzip' } })
    expect((await ask('GET')).headers.get('content-encoding')).toBe('gzip')
    expect((await ask('POST')).headers.get('content-encoding')).toBeNull()
  })

  it('gets writes to unknown paths', async () => {
    const response = await request('/sign-in', { method: 'POST', headers: html })
    expect(await response.json()).toEqual({ method: 'POST', path: '/sign-in' })
  })
})

describe('an asset', () => {
  it('may be cached for a year', async () => {
    const response = await request(asset)
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(response.headers.get('content-type')).toMatch('text/javascript')
    expect(await response.text()).toBe(script)
  })

  it.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, deflate', 'gzip'],
    ['identity', null],
  ])('is sent to Accept-Encoding: %s as %s', async (accepted, encoding) => {
    const response = await request(asset, { headers: { 'accept-encoding': accepted } })
    expect(response.headers.get('content-encoding')).toBe(encoding)
    expect(response.headers.get('vary')).toBe('Accept-Encoding')
  })

  it('has its own ETag in each encoding, and is not sent again to a client that has it', async () => {
    const get = (headers: Record<string, string>) => request(asset, { headers })
    const tags = await Promise.all(
      ['br', 'gzip', 'identity'].map(async (encoding) => {
        const { headers } = await get({ 'accept-encoding': encoding })
        return headers.get('etag') ?? ''
      }),
    )
    expect(new Set(tags).size).toBe(3)
    const [br = '', gzip = ''] = tags
    const known = await get({ 'accept-encoding': 'br', 'if-none-match': `"other", W/${br}` })
    expect(known.status).toBe(304)
    expect(await known.text()).toBe('')
    expect(known.headers.get('etag')).toBe(br)
    expect(known.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(known.headers.get('content-length')).toBeNull()
    expect((await get({ 'accept-encoding': 'br', 'if-none-match': gzip })).status).toBe(200)
  })

  it('that no longer exists is 404, even for a browser, and is not cached', async () => {
    const response = await request('/assets/main-old.js', { headers: html })
    expect(response.status).toBe(404)
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  it('without a hash is revalidated', async () => {
    const response = await request('/favicon.svg')
    expect(response.headers.get('content-type')).toMatch('image/svg+xml')
    expect(response.headers.get('cache-control')).toBe('no-cache')
  })
})

it.each(['/../secret.txt', '/assets/%2e%2e/%2e%2e/secret.txt', '/..%2fsecret.txt', '/assets/..%5c..%5csecret.txt'])(
  'no path leaves the folder: %s',
  async (path) => {
    const response = await request(`http://localhost${path}`)
    expect(response.status).toBe(404)
  },
)

it.each(['/iam/v1/none', '/%69am/v1/none', '/docs/more'])(
  'a mistyped path of the service is never the page: %s',
  async (path) => {
    const response = await request(path, { headers: html })
    expect(response.status).toBe(404)
    expect(response.headers.get('content-type')).toBe('application/json')
  },
)

describe('security headers', () => {
  it.each(['/', asset, '/docs'])('are on %s', async (path) => {
    const { headers } = await request(path)
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; script-src 'self'; style-src 'self' 'nonce-\S+'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'$/,
    )
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('permissions-policy')).toMatch(/^clipboard-write=\(self\), clipboard-read=\(\)/)
    expect(headers.get('strict-transport-security')).toBeNull()
  })

  it.each(['/', '/docs', '/iam/v1/apiKeys'])('include HSTS when TLS is in use: %s', async (path) => {
    const direct = await request(`https://keyrack.example${path}`)
    const proxied = await request(path, { headers: { 'x-forwarded-proto': 'https' } })
    expect(direct.headers.get('strict-transport-security')).toBe('max-age=31536000')
    expect(proxied.headers.get('strict-transport-security')).toBe('max-age=31536000')
    const plain = await request(`https://keyrack.example${path}`, { headers: { 'x-forwarded-proto': 'http, https' } })
    expect(plain.headers.get('strict-transport-security')).toBeNull()
  })
})

it.each(['csp-nonce', 'base-path', 'upstream'])('an index.html without a place for %s prevents the start', (name) => {
  const broken = join(folder, name)
  mkdirSync(broken)
  writeFileSync(join(broken, 'index.html'), consolePage.replace(name, 'other'))
  expect(() => withConsole(broken, () => new Response())).toThrow(name)
})
