import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { createApiKey, deleteApiKey, getApiKey, listApiKeys, listScopes } from '#contract/api-key.ts'
import { deleteSession } from '#contract/session.ts'
import { codes, requestInfo } from '#contract/status.ts'

import { ApiError } from './api-error.ts'
import { call } from './http.ts'
import { stubFetch } from './testing/stub-fetch.ts'

const fetch = stubFetch()
const noKeys = { apiKeys: [], nextPageToken: '' }
const refused = (name: keyof typeof codes, details: unknown[] = []) =>
  Response.json({ code: codes[name].code, message: `${name} it is`, details }, { status: codes[name].http })

afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

/** The console's last request. */
const sent = () => {
  const [url, init] = fetch.mock.lastCall ?? []
  return { url, ...init, headers: new Headers(init?.headers) }
}

const failure = async (promise: Promise<unknown>): Promise<ApiError> => {
  const error: unknown = await promise.then(
    () => 'succeeded',
    (cause: unknown) => cause,
  )
  if (!(error instanceof ApiError)) throw new Error('Not an ApiError', { cause: error })
  return error
}

/** Every part of an error that could reach a log or the screen. */
const everythingOf = (error: ApiError) =>
  [error.message, error.stack, String(error.cause), JSON.stringify(error), JSON.stringify(error.status)].join('\n')

describe('the request', () => {
  beforeEach(() => fetch.mockImplementation(async () => Response.json(noKeys)))

  it('has no question mark without a query', async () => {
    await call(listScopes, {})
    expect(sent().url).toBe('/iam/v1/apiKeyScopes')
  })

  it('carries the query without empty and absent values', async () => {
    await call(listApiKeys, { query: { serviceAccountId: 'a b&c=d+ю', pageSize: 1000, pageToken: '' } })
    expect(sent().url).toBe('/iam/v1/apiKeys?serviceAccountId=a+b%26c%3Dd%2B%D1%8E&pageSize=1000')
    await call(listApiKeys, { query: { serviceAccountId: undefined } })
    expect(sent().url).toBe('/iam/v1/apiKeys')
  })

  it('escapes the parameters in its path', async () => {
    await call(getApiKey, { params: { apiKeyId: '../a/b?c#d:e%2F$&' } }).catch(() => {})
    expect(sent().url).toBe('/iam/v1/apiKeys/..%2Fa%2Fb%3Fc%23d%3Ae%252F%24%26')
  })

  it('has a body if the endpoint has one', async () => {
    await call(createApiKey, { body: { serviceAccountId: 'aje1', scopes: ['yc.postbox.send'] } }).catch(() => {})
    expect(sent()).toMatchObject({
      method: 'POST',
      body: '{"serviceAccountId":"aje1","scopes":["yc.postbox.send"]}',
    })
    expect(sent().headers.get('content-type')).toBe('application/json')
  })

  it('has an empty object for an omitted body', async () => {
    await call(createApiKey, {}).catch(() => {})
    expect(sent().body).toBe('{}')
  })

  it.each([
    [listApiKeys, {}],
    [deleteApiKey, { params: { apiKeyId: 'aje1' } }],
  ])('has no body where the endpoint has none: $method', async (endpoint, input) => {
    await call(endpoint, input as never).catch(() => {})
    expect(sent().method).toBe(endpoint.method)
    expect(sent()).not.toHaveProperty('body')
    expect(sent().headers.has('content-type')).toBe(false)
  })

  it('carries a new request id each time', async () => {
    const ids = []
    for (let asked = 0; asked < 3; asked++) {
      await call(listApiKeys, {})
      ids.push(sent().headers.get('x-request-id'))
    }
    for (const id of ids) expect(id).toMatch(/^[\w-]{8,}$/)
    expect(new Set(ids).size).toBe(3)
  })

  it('has a request id without randomUUID, as over plain HTTP', async () => {
    // The part of `location` that the code reads.
    const { crypto } = globalThis
    vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) })
    await call(listApiKeys, {})
    expect(sent().headers.get('x-request-id')).toMatch(/^[\w-]{8,}$/)
  })

  it('carries a new Idempotency-Key with each write, and none with a read', async () => {
    const keys = []
    for (let asked = 0; asked < 2; asked++) {
      await call(createApiKey, {}).catch(() => {})
      keys.push(sent().headers.get('idempotency-key'))
      await call(deleteApiKey, { params: { apiKeyId: 'aje1' } }).catch(() => {})
      keys.push(sent().headers.get('idempotency-key'))
    }
    for (const key of keys) expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/)
    expect(new Set(keys).size).toBe(4)
    await call(listApiKeys, {})
    expect(sent().headers.has('idempotency-key')).toBe(false)
    await call(deleteSession, {}).catch(() => {})
    expect(sent().headers.has('idempotency-key')).toBe(false)
  })

  it('carries the Idempotency-Key of the repeated write', async () => {
    await call(createApiKey, {}, undefined, 'of-the-first').catch(() => {})
    expect(sent().headers.get('idempotency-key')).toBe('of-the-first')
  })

  it('has a random Idempotency-Key without randomUUID, as over plain HTTP', async () => {
    const { crypto } = globalThis
    vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) })
    const keys = []
    for (let asked = 0; asked < 2; asked++) {
      await call(createApiKey, {}).catch(() => {})
      keys.push(sent().headers.get('idempotency-key'))
    }
    for (const key of keys) expect(key).toMatch(/^[0-9a-f]{32}$/)
    expect(new Set(keys).size).toBe(2)
  })

  it('sends the cookie to its own origin only and follows no redirect', async () => {
    await call(listApiKeys, {})
    expect(sent()).toMatchObject({ credentials: 'same-origin', redirect: 'error' })
  })
})

describe('the response', () => {
  it('has defaults for fields that the wire omits', async () => {
    fetch.mockResolvedValue(Response.json({}))
    await expect(call(listApiKeys, {})).resolves.toEqual(noKeys)
  })

  it('is an error with the Status and request id of the service', async () => {
    fetch.mockResolvedValue(refused('NOT_FOUND', [requestInfo('of-the-service')]))
    const error = await failure(call(listApiKeys, {}))
    expect(error).toMatchObject({
      failure: 'status',
      http: 404,
      requestId: 'of-the-service',
      message: 'NOT_FOUND it is',
    })
    expect(error.is(codes.NOT_FOUND.code)).toBe(true)
  })

  it('is an error with the own request id if the Status has none', async () => {
    fetch.mockResolvedValue(refused('INTERNAL'))
    expect((await failure(call(listApiKeys, {}))).requestId).toBe(sent().headers.get('x-request-id'))
  })

  it.each([
    ['an error page of a proxy', new Response('<html>502 secret</html>', { status: 502 })],
    ['JSON that is no Status', Response.json({ error: 'secret' }, { status: 500 })],
    ['nothing', new Response(null, { status: 503 })],
  ])('is malformed when an error carries %s', async (_, response) => {
    fetch.mockResolvedValue(response)
    const error = await failure(call(listApiKeys, {}))
    expect(error).toMatchObject({ failure: 'malformed', http: response.status, status: null })
    expect(everythingOf(error)).not.toContain('secret')
  })

  it.each([
    ['misses the schema', { apiKey: { id: 1 }, secret: 'AQVNsecret' }],
    ['is another object', { value: 'AQVNsecret' }],
    ['is text', 'AQVNsecret'],
  ])('is malformed when a success %s, and tells nothing of it', async (_, body) => {
    fetch.mockResolvedValue(Response.json(body))
    const error = await failure(call(createApiKey, { body: { description: 'typed text' } }))
    expect(error).toMatchObject({ failure: 'malformed', http: 200, status: null })
    expect(error.requestId).toBe(sent().headers.get('x-request-id'))
    expect(everythingOf(error)).not.toMatch(/AQVNsecret|typed text/)
  })

  it('is malformed if its JSON is cut off', async () => {
    fetch.mockResolvedValue(new Response('{"secret":"AQVNsecret","apiK'))
    const error = await failure(call(createApiKey, {}))
    expect(error.failure).toBe('malformed')
    expect(everythingOf(error)).not.toContain('AQVNsecret')
  })
})

describe('no response', () => {
  /** A server that never responds. Rejects only when the signal aborts, like `fetch`. */
  const silence = () =>
    fetch.mockImplementation(
      (_, init) =>
        new Promise((_resolve, reject) => {
          init?.signal?.addEventListener('abort', () => reject(init.signal?.reason))
        }),
    )

  it('is a network error if the connection fails', async () => {
    fetch.mockRejectedValue(new TypeError('Failed to fetch'))
    const error = await failure(call(listApiKeys, {}))
    expect(error).toMatchObject({ failure: 'network', http: 0, status: null })
    expect(error.requestId).toBe(sent().headers.get('x-request-id'))
  })

  it('is a network error if the connection breaks during the response', async () => {
    const body = new ReadableStream({ start: (controller) => controller.error(new TypeError('terminated')) })
    fetch.mockResolvedValue(new Response(body))
    expect((await failure(call(listApiKeys, {}))).failure).toBe('network')
  })

  it('leaves the outcome of a write unknown, but not of a read', async () => {
    const broken: (() => Promise<Response>)[] = [
      () => Promise.reject(new TypeError('Failed to fetch')),
      async () => new Response('<html>502</html>', { status: 502 }),
      async () => new Response('<html>200</html>'),
      // The gateway's, for a cloud that gave no usable response.
      async () => Response.json({ code: 14, message: 'broke' }, { status: 502 }),
      async () => Response.json({ code: 4, message: 'slow' }, { status: 504 }),
    ]
    for (const answer of broken) {
      fetch.mockImplementation(answer)
      expect((await failure(call(listApiKeys, {}))).maybeDone).toBe(false)
      expect((await failure(call(createApiKey, {}))).maybeDone).toBe(true)
      expect((await failure(call(deleteApiKey, { params: { apiKeyId: 'aje1' } }))).maybeDone).toBe(true)
    }
    fetch.mockImplementation(async () => refused('INVALID_ARGUMENT'))
    expect((await failure(call(createApiKey, {}))).maybeDone).toBe(false)
    fetch.mockImplementation(async () => refused('UNAVAILABLE'))
    expect((await failure(call(createApiKey, {}))).maybeDone).toBe(false)
  })

  it('is a timeout after 30 seconds', async () => {
    vi.useFakeTimers()
    // Fake timers do not control AbortSignal.timeout.
    vi.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) => {
      const controller = new AbortController()
      setTimeout(() => controller.abort(new DOMException('Too long', 'TimeoutError')), milliseconds)
      return controller.signal
    })
    silence()
    let ended = false
    const waiting = failure(call(listApiKeys, {}, new AbortController().signal)).finally(() => (ended = true))
    await vi.advanceTimersByTimeAsync(29_999)
    expect(ended).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    await expect(waiting).resolves.toMatchObject({ failure: 'timeout', http: 0 })
  })

  it("is the caller's own abort when the caller gave up, not a failure to show", async () => {
    silence()
    const caller = new AbortController()
    const waiting = call(listApiKeys, {}, caller.signal)
    caller.abort()
    await expect(waiting).rejects.toBe(caller.signal.reason)
    expect(caller.signal.reason).not.toBeInstanceOf(ApiError)
  })
})
