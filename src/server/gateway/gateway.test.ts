import { readFileSync } from 'node:fs'

import { describe, expect, it } from 'vitest'

import { requestIdOf, status as statusSchema } from '#contract/status.ts'
import { json, openGateway } from '../testing/open-gateway.ts'
import { forwardedEndpoints, userAgent } from './gateway.ts'

const keys = '/iam/v1/apiKeys'

describe('forwarding', () => {
  it('works from the list of clouds to a new key', async () => {
    const { app, signIn, send, post } = await openGateway()
    await signIn(app.token)
    expect((await send('/resource-manager/v1/clouds')).body).toMatchObject({ clouds: [{}, {}] })
    const serviceAccountId = await app.account()
    const created = await post(keys, { serviceAccountId, scopes: ['yc.postbox.send'] })
    expect(created).toMatchObject({ status: 200, body: { apiKey: { serviceAccountId } } })
    expect((await send(`${keys}?serviceAccountId=${serviceAccountId}`)).body).toMatchObject({ apiKeys: [{}] })
  })

  it.each(forwardedEndpoints.map((endpoint) => [endpoint.id, endpoint] as const))(
    'sends %s to its host and path',
    async (_, { method, host, path, aliases = [], body }) => {
      const { send, sent } = await openGateway({ cloud: () => json({}) })
      for (const one of [path, ...aliases]) {
        const filled = one.replaceAll(/\{\w+\}/g, 'aje.1-x_Y')
        const init = { method, ...(body && { body: '{"a":1}', headers: { 'content-type': 'application/json' } }) }
        const { status, text } = await send(`${filled}?pageSize=5&filter=name%3D%22a%26b%22`, init)
        expect([status, text]).toEqual([200, '{}'])
        expect(sent.pop()).toMatchObject({
          method,
          url: `https://${host}.api.cloud.yandex.net${filled}?pageSize=5&filter=name%3D%22a%26b%22`,
          body: body ? '{"a":1}' : '',
        })
      }
      expect(sent).toEqual([])
    },
  )

  it('sends these headers and no others', async () => {
    const { post, sent, iamToken } = await openGateway({ cloud: () => json({}) })
    await post(
      keys,
      {},
      {
        'idempotency-key': 'key-1',
        'x-request-id': 'request-1',
        'x-client-request-id': 'client-1',
        'x-client-trace-id': 'trace-1',
        'x-forwarded-for': '10.0.0.1',
        'x-forwarded-host': 'evil.example',
        'x-forwarded-proto': 'http',
        forwarded: 'for=10.0.0.1',
        origin: 'http://localhost:8080',
        referer: 'http://localhost:8080/',
        'user-agent': 'Browser',
        'accept-language': 'ru',
        'x-anything': 'else',
      },
    )
    expect(sent[0]?.headers).toEqual({
      accept: 'application/json',
      authorization: `Bearer ${iamToken}`,
      'content-type': 'application/json',
      'idempotency-key': 'key-1',
      'user-agent': userAgent,
      'x-request-id': 'request-1',
      'x-client-request-id': 'client-1',
      'x-client-trace-id': 'trace-1',
    })
  })

  it('names the version of this package', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
    expect(userAgent).toBe(`keyrack/${version}`)
  })

  it('refuses a query parameter that is given twice', async () => {
    const { send, sent } = await openGateway()
    expect((await send(`${keys}?pageSize=1&pageSize=2`)).status).toBe(400)
    expect(sent).toEqual([])
  })

  it.each([
    ['another type', { 'content-type': 'text/plain' }, 415],
    ['another charset', { 'content-type': 'application/json; charset=utf-16' }, 415],
    ['an encoding', { 'content-encoding': 'gzip' }, 415],
    ['an Idempotency-Key that is too long', { 'idempotency-key': 'x'.repeat(129) }, 400],
  ])('refuses a body with %s', async (_, headers, status) => {
    const { post, sent } = await openGateway()
    expect((await post(keys, {}, headers)).status).toBe(status)
    expect(sent).toEqual([])
  })

  it('refuses a body of more than 1 MiB', async () => {
    const { post, sent } = await openGateway()
    expect((await post(keys, { description: 'x'.repeat(1024 * 1024) })).status).toBe(413)
    expect(sent).toEqual([])
  })
})

describe('a method with two paths', () => {
  const [latest, older] = ['/iam/v1/apiKeyScopes', '/iam/v1/apiKeys/scopes']
  const only =
    (path: string, status = 404) =>
    ({ url }: Request) =>
      new URL(url).pathname === path ? json({ scopes: ['yc.postbox.send'] }) : json({ code: 5 }, status)

  it.each([
    [latest, older, 404],
    [older, latest, 404],
    [latest, older, 405],
    [latest, older, 501],
  ])('is answered at %s by a cloud that has only %s and answers %i', async (asked, has, status) => {
    const { send, sent } = await openGateway({ cloud: only(has, status) })
    expect((await send(asked)).body).toEqual({ scopes: ['yc.postbox.send'] })
    expect(sent.map(({ url }) => new URL(url).pathname)).toEqual([asked, has])
  })

  it.each([
    ['a page', () => new Response('<p>', { status: 404, headers: { 'content-type': 'text/html' } })],
    ['nothing', () => new Response(null, { status: 404 })],
  ])('is answered by a cloud that answers %s for the path it does not have', async (_, unknown) => {
    const { send } = await openGateway({
      cloud: ({ url }) => (new URL(url).pathname === older ? json({ scopes: ['yc.postbox.send'] }) : unknown()),
    })
    expect((await send(latest)).body).toEqual({ scopes: ['yc.postbox.send'] })
  })

  it('is asked for once where the path exists', async () => {
    const { send, sent } = await openGateway({ cloud: only(latest) })
    await send(latest)
    expect(sent).toHaveLength(1)
  })

  it('is answered as the cloud does where neither exists', async () => {
    const { send } = await openGateway({ cloud: () => json({ code: 12, message: 'No' }, 501) })
    expect(await send(latest)).toMatchObject({ status: 501, body: { message: 'No' } })
  })
})

describe('a response', () => {
  it('keeps its bytes, status and three headers', async () => {
    const body = '{ "unknownField" : [1,\n2], "name":"é" }'
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'x-request-id': 'cloud-1',
      'x-server-trace-id': 'trace-2',
      'retry-after': '7',
      'set-cookie': 'evil=1',
      'cache-control': 'public',
      'access-control-allow-origin': '*',
      'strict-transport-security': 'max-age=1',
      date: 'Sun, 22 Nov 2026 10:00:00 GMT',
      server: 'cloud',
      etag: '"1"',
    }
    const { send } = await openGateway({ cloud: () => new Response(body, { status: 202, headers }) })
    const answer = await send(keys)
    expect([answer.status, answer.text]).toEqual([202, body])
    const { 'content-security-policy': policy, ...others } = Object.fromEntries(answer.headers)
    expect(policy).toContain("default-src 'none'")
    expect(others).toEqual({
      'content-type': 'application/json; charset=utf-8',
      'x-request-id': 'cloud-1',
      'x-server-trace-id': 'trace-2',
      'retry-after': '7',
      'cache-control': 'no-store',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    })
  })

  it.each([
    ['header', json({}, 200, { 'x-request-id': 'cloud-1' }), 'cloud-1'],
    [
      'Status, which the console shows',
      json(
        { code: 7, details: [{ '@type': 'type.googleapis.com/google.rpc.RequestInfo', requestId: 'cloud-2' }] },
        403,
      ),
      'cloud-2',
    ],
    ['header, if there is no other', json({ code: 7 }, 403, { 'x-request-id': 'cloud-3' }), 'cloud-3'],
    ['header, if it is no secret', json({}, 200, { 'x-request-id': `AQVN${'FAKE'.repeat(9)}` }), '****KEFAKE'],
    ['nowhere', json({ code: 7 }, 403), undefined],
  ])("leaves the cloud's request id for the log: that of its %s", async (_, response, id) => {
    const { send, lastExchange } = await openGateway({ cloud: () => response })
    await send(keys, { headers: { 'x-request-id': 'browser-1' } })
    expect(lastExchange()).toMatchObject({ requestId: 'browser-1', upstreamRequestId: id })
  })

  it('passes a Status of the cloud as it is', async () => {
    const status = { code: 8, message: 'Quota limit iam.apiKeys.count exceeded', details: [{ '@type': 'x', a: 1 }] }
    const { post } = await openGateway({ cloud: () => json(status, 429) })
    expect(await post(keys, {})).toMatchObject({ status: 429, body: status })
  })

  it('passes a 401 of the cloud, so that the console asks to sign in again', async () => {
    const { app, send, iamToken } = await openGateway()
    await app.post('/iam/v1/tokens:revoke', { iamToken })
    expect(await send(keys)).toMatchObject({ status: 401, body: { code: 16 } })
  })
})

describe('everything else', () => {
  it.each([
    ['GET', '/authenticate', 404],
    ['GET', '/authenticate/x', 404],
    ['GET', '/openapi.json', 404],
    ['GET', '/docs', 404],
    ['GET', '/', 404],
    ['GET', '/endpoints', 404],
    ['GET', '/iam/v1/tokens', 404],
    ['POST', '/iam/v1/tokens', 404],
    ['POST', '/iam/v1/tokens:createForServiceAccount', 404],
    ['GET', '/iam/v1/subjects/aje1', 404],
    ['GET', '/compute/v1/instances', 404],
    ['GET', '/operations/aje1:cancel', 501],
    ['PUT', keys, 501],
    ['OPTIONS', keys, 501],
    ['DELETE', '/resource-manager/v1/clouds', 501],
  ])('%s %s is refused with a Status of %i', async (method, path, status) => {
    const { send, sent } = await openGateway()
    const answer = await send(path, { method })
    expect(answer.status).toBe(status)
    expect(requestIdOf(statusSchema.parse(answer.body))).toBe(answer.headers.get('x-request-id'))
    expect(sent).toEqual([])
  })

  it.each(['/healthz', '/readyz'])('%s is ok without asking the cloud', async (path) => {
    const { raw, sent } = await openGateway({ cloud: () => Promise.reject(new TypeError('fetch failed')) })
    expect(await raw(path)).toMatchObject({ status: 200, text: 'ok\n' })
    expect(sent).toEqual([])
  })
})
