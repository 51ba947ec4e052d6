import { describe, expect, it } from 'vitest'

import { api } from '#contract/api.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import { requestIdOf, status as statusSchema } from '#contract/status.ts'
import { openApp, refused } from '../testing/open-app.ts'

const endpoints = Object.values<Endpoint>(api)
const known = [...new Set(endpoints.flatMap(({ path, aliases = [] }) => [path, ...aliases])), '/openapi.json']

describe('every response', () => {
  it.each([
    ['a success', 'GET', '/resource-manager/v1/clouds'],
    ['a refusal', 'GET', '/iam/v1/apiKeys'],
    ['what is not there', 'GET', '/iam/v1/apiKeys/ajenone'],
    ['an unknown path', 'GET', '/nowhere'],
    ['an unknown verb', 'PUT', '/iam/v1/apiKeys'],
    ['a refused body', 'POST', '/iam/v1/apiKeys'],
    ['the description', 'GET', '/openapi.json'],
    ['the documentation', 'GET', '/docs'],
    ['its style sheet', 'GET', '/docs/style.css'],
    ['a probe', 'GET', '/healthz'],
    ['another probe', 'GET', '/readyz'],
    ['a head', 'HEAD', '/resource-manager/v1/clouds'],
  ])('has a request ID and forbids caching: %s', async (_, method, path) => {
    const { send, token } = await openApp()
    const { headers } = await send(path, {
      method,
      headers: { authorization: `Bearer ${token}` },
      ...(method === 'POST' && { body: 'x'.repeat(2_000_000) }),
    })
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/)
    expect(headers.get('cache-control')).toBe('no-store')
  })

  it.each(['/resource-manager/v1/clouds', '/iam/v1/apiKeys/ajenone', '/nowhere'])(
    'is harmless if a browser displays it: %s',
    async (path) => {
      const { get } = await openApp()
      const { headers } = await get(path)
      expect(Object.fromEntries(headers)).toMatchObject({
        'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'cross-origin-resource-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
      })
    },
  )

  it('is JSON, indented by one space', async () => {
    const { get, cloud } = await openApp()
    const { text, headers, body } = await get(`/resource-manager/v1/clouds/${cloud.id}`)
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(text).toBe(JSON.stringify(body, null, 1))
    expect(text).toMatch(/^\{\n "id"/)
  })
})

describe('the request id', () => {
  const ask = async (sent: string, path = '/iam/v1/apiKeys/ajenone') => {
    const { send } = await openApp()
    return send(path, { headers: { 'x-request-id': sent } })
  }

  it.each(['e38e71c3-adc6-4584-98a4-b0f103d55f61', 'my_request-1', 'x'.repeat(64)])(
    'is taken from the client: %s',
    async (id) => {
      const { headers, body } = await ask(id)
      expect(headers.get('x-request-id')).toBe(id)
      expect(requestIdOf(statusSchema.parse(body))).toBe(id)
    },
  )

  it.each([
    '',
    'short',
    'x'.repeat(65),
    'with blanks in it',
    '<script>alert(1)</script>',
    '"quoted-id"',
    'a,b,c,d,e,f',
    'AQVNFAKEaBcDeFgHiJkLmNoPqRsTuVwXyZaBcDef',
  ])('does not take "%s" from the client', async (id) => {
    const { headers, body } = await ask(id)
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/)
    expect(requestIdOf(statusSchema.parse(body))).toBe(headers.get('x-request-id'))
  })

  it('differs each time', async () => {
    const { get } = await openApp()
    const [a, b] = [await get('/nowhere'), await get('/nowhere')]
    expect(a.headers.get('x-request-id')).not.toBe(b.headers.get('x-request-id'))
  })
})

describe('404', () => {
  it.each([
    '/',
    '/iam',
    '/iam/v1/apiKeys/',
    '/iam/v1/apiKeys/a/b',
    '//iam/v1/apiKeys',
    '/iam/v2/apiKeys',
    '/IAM/v1/apiKeys',
    '/iam/v1/apiKeys/ajenone:freeze',
    '/iam/v1/serviceAccounts/ajenone:suspended',
    '/resource-manager/v1/folders/b1gnone:',
  ])('is returned for %s, whoever the caller is', async (path) => {
    const { send } = await openApp()
    const { status, body } = await send(path)
    expect(status).toBe(404)
    expect(body).toMatchObject({ code: 5, message: `No such method: GET ${path}` })
  })

  it.each([
    ['POST', '/iam/v1/apiKeys/ajenone:freeze'],
    ['PATCH', '/resource-manager/v1/folders/b1gnone:updateAccessPolicyBindings'],
  ])('is returned for an unknown custom verb: %s %s', async (method, path) => {
    const { send } = await openApp()
    const { status, body } = await send(path, { method })
    expect(status).toBe(404)
    expect(body).toMatchObject({ code: 5, message: `No such method: ${method} ${path}` })
  })

  it.each(['%', '%zz', '%E0%A4%A', '%ED%A0%80', '%ED%BF%BF', 'a%2Fb', '..%2f..', '%F0%9F%A4%96', '%0A', 'a%3Asuspend'])(
    'is returned for an ID of %s',
    async (id) => {
      const { get, del } = await openApp()
      expect((await get(`/iam/v1/apiKeys/${id}`)).status).toBe(404)
      expect((await del(`/iam/v1/serviceAccounts/${id}`)).status).toBe(404)
    },
  )
})

describe('400', () => {
  it.each(['%00', 'a%00b', 'x'.repeat(51)])('is returned for an ID of %s', async (id) => {
    const { get, del } = await openApp()
    expect((await get(`/iam/v1/apiKeys/${id}`)).status).toBe(400)
    expect((await del(`/iam/v1/serviceAccounts/${id}`)).status).toBe(400)
    expect((await get(`/operations/${id}`)).status).toBe(400)
  })

  it.each(['%', '%zz', '%ED%A0%80', '%00', '%FF'])('or 404 is returned for %s in a query', async (value) => {
    const { get } = await openApp()
    expect([400, 404]).toContain((await get(`/iam/v1/apiKeys?serviceAccountId=${value}`)).status)
  })
})

describe('400', () => {
  it.each([
    ['GET', '/iam/v1/apiKeys/ajenone?view=full', 'view'],
    ['DELETE', '/iam/v1/serviceAccounts/ajenone?force=true', 'force'],
    ['GET', '/operations/ajenone?__proto__=x', '__proto__'],
  ])('is returned for %s %s, a parameter without effect', async (method, path, name) => {
    const { send, token } = await openApp()
    const { status, body } = await send(path, { method, headers: { authorization: `Bearer ${token}` } })
    expect(status).toBe(400)
    expect(body).toMatchObject({ code: 3, message: `Validation failed:\n  - ${name}: Unknown field` })
  })
})

describe('of path, query and body', () => {
  it('the first problem is reported', async () => {
    const { patch } = await openApp()
    const told = async (id: string, query: string, body: unknown) =>
      Object.keys(refused(await patch(`/iam/v1/apiKeys/${id}${query}`, body)))
    expect(await told('x'.repeat(51), '?view=full', { scopes: 5 })).toEqual(['api_key_id'])
    expect(await told('ajenone', '?view=full', { scopes: 5 })).toEqual(['view'])
    expect(await told('ajenone', '', { scopes: 5 })).toEqual(['scopes'])
  })
})

describe('501', () => {
  it.each(known.flatMap((path) => ['PUT', 'OPTIONS', 'PROPFIND'].map((method) => [method, path] as const)))(
    'is returned for %s %s',
    async (method, path) => {
      const { send } = await openApp()
      const { status, body, headers } = await send(path, { method })
      expect(status).toBe(501)
      expect(body).toMatchObject({ code: 12, message: `Not implemented: ${method} ${path}` })
      expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
    },
  )

  it.each([
    ['POST', '/iam/v1/apiKeys/ajenone'],
    ['PUT', '/iam/v1/apiKeys/ajenone'],
    ['DELETE', '/iam/v1/apiKeys'],
    ['POST', '/iam/v1/apiKeyScopes'],
    ['DELETE', '/operations/ajenone'],
    ['POST', '/resource-manager/v1/clouds'],
    ['POST', '/openapi.json'],
  ])('is returned for %s %s', async (method, path) => {
    const { send } = await openApp()
    expect((await send(path, { method })).status).toBe(501)
  })

  it('is not logged as an error', async () => {
    const { send, logged } = await openApp()
    await send('/iam/v1/apiKeys', { method: 'PUT' })
    expect(logged).toEqual([])
  })
})

describe('HEAD', () => {
  it('responds like GET, without the body', async () => {
    const { send, token } = await openApp()
    const headers = { authorization: `Bearer ${token}` }
    expect(await send('/resource-manager/v1/clouds', { method: 'HEAD', headers })).toMatchObject({
      status: 200,
      text: '',
    })
    expect(await send('/resource-manager/v1/clouds', { method: 'HEAD' })).toMatchObject({ status: 401, text: '' })
    expect(await send('/nowhere', { method: 'HEAD' })).toMatchObject({ status: 404, text: '' })
  })
})
