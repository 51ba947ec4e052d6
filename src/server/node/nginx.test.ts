import { readFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { type AddressInfo, BlockList } from 'node:net'
import { text } from 'node:stream/consumers'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { openApp } from '../testing/open-app.ts'
import { type Store, UnavailableError } from '../store/store.ts'
import { addressList, withClientAddress } from './client-address.ts'
import { freePort } from './testing/free-port.ts'
import { listen, type Listening } from './listen.ts'
import { findNginxOrSkip, startNginx, type TestNginx } from './testing/nginx.ts'

const executable = findNginxOrSkip()

const documented = readFileSync('docs/checking-keys.md', 'utf8')
/** The documented example. */
const example = /```nginx\n(?<config>[^`]+auth_request[^`]+)```/.exec(documented)?.groups?.['config'] ?? ''
/** The documented line that lets OPTIONS pass. */
const options = /`(?<line>if \(\$request_method = OPTIONS\) [^`]+)`/.exec(documented)?.groups?.['line'] ?? 'missing'
const scope = 'yc.serverless.functions.invoke'

interface Seen {
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** A service without keys that records the requests it receives. */
const startSmallService = async () => {
  const seen: Seen[] = []
  const server = createServer((request, response) => {
    const serve = async () => {
      seen.push({ headers: request.headers, body: await text(request) })
      response.end('served')
    }
    void serve()
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    port,
    seen,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

describe.skipIf(executable === undefined)('the documented nginx example', () => {
  let app: Awaited<ReturnType<typeof openApp>>
  let service: Awaited<ReturnType<typeof startSmallService>>
  let keyrack: Listening
  let nginx: TestNginx
  let origin: string
  let down = false
  const addresses: (string | undefined)[] = []
  const broken = (store: Store): Store => {
    const findBySecretHash = (hash: string) =>
      down ? Promise.reject(new UnavailableError('down')) : store.apiKeys.findBySecretHash(hash)
    return { ...store, apiKeys: { ...store.apiKeys, findBySecretHash } }
  }
  beforeEach(async () => {
    down = false
    app = await openApp({ broken })
    service = await startSmallService()
    const proxies = addressList('127.0.0.1') ?? new BlockList()
    keyrack = await listen(
      withClientAddress((request, env) => {
        addresses.push(env?.address)
        return app.app(request, env)
      }, proxies),
      '127.0.0.1',
      0,
    )
    const port = await freePort()
    origin = `http://127.0.0.1:${port}`
    const config = example
      .replace('127.0.0.1:8080', new URL(keyrack.origin).host)
      .replace('127.0.0.1:9000', `127.0.0.1:${service.port}`)
      .replace('listen 80;', `listen 127.0.0.1:${port};`)
      .replace('location = /_authenticate {', (place) => `${place} ${options}`)
    nginx = await startNginx(executable ?? '', config, port)
  })
  afterEach(async () => {
    await nginx.stop()
    await keyrack.close(0)
    service.close()
  })

  const call = async (secret?: string, init: RequestInit = {}) => {
    const headers = { ...(secret !== undefined && { authorization: `Api-Key ${secret}` }), ...init.headers }
    const response = await fetch(`${origin}/orders?page=2`, { ...init, headers })
    return { status: response.status, text: await response.text(), headers: response.headers }
  }
  const makeKey = async (fields: Record<string, unknown> = {}) => {
    const id = await app.account()
    return { id, ...(await app.key(id, { scopes: [scope], ...fields })) }
  }

  it('accepts a key from its creation to its deletion', async () => {
    const { apiKey, secret, id } = await makeKey()
    const path = `/iam/v1/apiKeys/${apiKey.id}`
    expect(await call(secret)).toMatchObject({ status: 200, text: 'served' })

    await app.patch(path, { updateMask: 'scopes', scopes: ['yc.postbox.send'] })
    expect((await call(secret)).status).toBe(403)
    await app.patch(path, { updateMask: 'scopes', scopes: [scope] })
    expect((await call(secret)).status).toBe(200)

    await app.patch(path, { updateMask: 'expiresAt', expiresAt: '2026-11-22T10:00:01Z' })
    expect((await call(secret)).status).toBe(200)
    app.clock.pass(1000)
    expect((await call(secret)).status).toBe(401)
    await app.patch(path, { updateMask: 'expiresAt' })
    expect((await call(secret)).status).toBe(200)

    await app.post(`/iam/v1/serviceAccounts/${id}:suspend`, {})
    expect((await call(secret)).status).toBe(401)
    await app.post(`/iam/v1/serviceAccounts/${id}:reactivate`, {})
    expect((await call(secret)).status).toBe(200)

    await app.usage.flush()
    expect((await app.get(path)).body).toMatchObject({ lastUsedAt: '2026-11-22T10:00:01Z' })
    await app.del(path)
    expect((await call(secret)).status).toBe(401)
    expect(service.seen).toHaveLength(5)
    expect(nginx.log()).toContain('GET /orders?page=2')
    expect(nginx.log()).not.toContain(secret)
  })

  it('passes the account, which cannot be forged, but not the secret', async () => {
    const { secret, id } = await makeKey()
    const headers = { 'x-service-account-id': 'ajepretended00000000' }
    expect((await call(secret, { method: 'POST', body: 'an order', headers })).status).toBe(200)
    expect(service.seen).toMatchObject([{ headers: { 'x-service-account-id': id }, body: 'an order' }])
    expect(JSON.stringify(service.seen)).not.toContain(secret)
  })

  it('passes the address of the client, which cannot be forged', async () => {
    const { secret } = await makeKey()
    addresses.length = 0
    await call(secret, { headers: { 'x-forwarded-for': '203.0.113.7' } })
    expect(addresses).toEqual(['127.0.0.1'])
  })

  it('lets OPTIONS pass without a key', async () => {
    expect((await call(undefined, { method: 'OPTIONS' })).status).toBe(200)
    expect(service.seen).toHaveLength(1)
  })

  it('returns 401 with a challenge for a missing or unknown key', async () => {
    for (const secret of [undefined, `AQVN${'x'.repeat(36)}`]) {
      const { status, headers } = await call(secret)
      expect(status).toBe(401)
      expect(headers.get('www-authenticate')).toBe('Api-Key')
    }
    expect(service.seen).toEqual([])
  })

  it('returns 429 after too many failures, but not for a key in use', async () => {
    const { secret } = await makeKey()
    await call(secret)
    for (let n = 0; n < 100; n += 1) await call(`AQVN${'x'.repeat(36)}`)
    expect((await call(`AQVN${'x'.repeat(36)}`)).status).toBe(429)
    expect((await call(secret)).status).toBe(200)
  })

  it('returns 503 while keys cannot be checked', async () => {
    const { secret } = await makeKey()
    down = true
    expect((await call(secret)).status).toBe(503)
    await keyrack.close(0)
    expect((await call(secret)).status).toBe(503)
    expect(service.seen).toEqual([])
  })
})
