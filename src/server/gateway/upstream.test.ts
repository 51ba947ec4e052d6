import { afterEach, describe, expect, it, vi } from 'vitest'

import type { Metrics } from '../observe.ts'
import { noMetrics } from '../observe.ts'
import { json, openGateway } from '../testing/open-gateway.ts'

const keys = '/iam/v1/apiKeys'
const host = 'iam.api.cloud.yandex.net'
const failure = (code: string) =>
  Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code }) }))

afterEach(() => vi.useRealTimers())

describe('a cloud without a usable response', () => {
  it.each([
    ['ECONNREFUSED', 503, `${host} cannot be reached (ECONNREFUSED). Try again shortly.`],
    ['ENOTFOUND', 503, `${host} cannot be reached (ENOTFOUND). Try again shortly.`],
    ['UND_ERR_CONNECT_TIMEOUT', 503, `${host} cannot be reached (UND_ERR_CONNECT_TIMEOUT). Try again shortly.`],
    ['SELF_SIGNED_CERT_IN_CHAIN', 503, `The TLS certificate of ${host} is not valid (SELF_SIGNED_CERT_IN_CHAIN)`],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 503, `The TLS certificate of ${host} is not valid (ERR_TLS_CERT_ALTNAME_INVALID)`],
    ['UND_ERR_SOCKET', 502, `The connection to ${host} broke before it answered (UND_ERR_SOCKET)`],
    ['ECONNRESET', 502, `The connection to ${host} broke before it answered (ECONNRESET)`],
  ])('that fails with %s is answered %i', async (code, status, message) => {
    const { send } = await openGateway({ cloud: () => failure(code) })
    expect(await send(keys)).toMatchObject({ status, body: { code: 14, message } })
  })

  it.each([
    ['HTML', 200, 'text/html', 'answered with HTTP 200 and something other than JSON'],
    ['HTML with an error', 503, 'text/html', 'answered with HTTP 503 and something other than JSON'],
    ['no type', 200, undefined, 'answered with HTTP 200 and something other than JSON'],
    [
      'another charset',
      200,
      'application/json; charset=utf-16',
      'answered with HTTP 200 and something other than JSON',
    ],
    ['a redirect', 302, 'application/json', 'answered with a redirect: HTTP 302'],
    ['a permanent redirect', 308, 'application/json', 'answered with a redirect: HTTP 308'],
  ])('that answers %s is answered 502 in our own words', async (_, status, type, problem) => {
    const headers = new Headers({ location: 'https://evil.example/', 'set-cookie': 'evil=1' })
    if (type !== undefined) headers.set('content-type', type)
    const body = new TextEncoder().encode('<script>evil()</script>')
    const { send, sent } = await openGateway({ cloud: () => new Response(body, { status, headers }) })
    const answer = await send(keys)
    expect(answer).toMatchObject({ status: 502, body: { code: 14, message: `${host} ${problem}` } })
    expect(`${answer.text}${JSON.stringify([...answer.headers])}`).not.toContain('evil')
    expect(sent).toHaveLength(1)
  })

  it('that answers a status which is none is answered 502', async () => {
    const headers = { 'content-type': 'application/json' }
    // Node reads such a status from the wire, although no Response can be made with it.
    const response = Object.defineProperty(new Response('{}', { headers }), 'status', { value: 999 })
    const { send } = await openGateway({ cloud: () => response })
    expect(await send(keys)).toMatchObject({ status: 502, body: { code: 14 } })
  })

  it('that takes too long is answered 504, and its connection is given up', async () => {
    let signal: AbortSignal | undefined
    const { send, post } = await openGateway({
      // Long enough for the request to reach the cloud.
      timeoutMilliseconds: 200,
      cloud: (request) => {
        signal = request.signal
        return new Promise((_, reject) => {
          signal?.addEventListener('abort', () => reject(new Error('aborted')))
        })
      },
    })
    for (const answer of [await send(keys), await post(keys, {})]) {
      expect(answer).toMatchObject({ status: 504, body: { code: 4 } })
      expect(signal?.aborted).toBe(true)
    }
  })

  it('that is slow has one time limit for all calls of a request', async () => {
    const endpoints = ['iam', 'operation', 'resource-manager'].map((id) => ({ id, address: 'iam.example:443' }))
    const { send, sent } = await openGateway({
      upstream: 'https://api.example',
      timeoutMilliseconds: 1000,
      cloud: ({ url, signal }) => {
        vi.advanceTimersByTime(600)
        if (signal.aborted) throw new Error('aborted')
        return url.includes('/endpoints') ? json({ endpoints }) : json({ code: 5, message: 'No such method' }, 404)
      },
    })
    vi.useFakeTimers()
    // Discovery leaves too little for the first path, and nothing for the second.
    expect(await send('/iam/v1/apiKeyScopes')).toMatchObject({ status: 504, body: { code: 4 } })
    expect(sent).toHaveLength(2)
  })

  it('that breaks off in the middle of its response is answered 502', async () => {
    const body = () =>
      new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode('{"apiKeys":'))
          controller.error(
            new TypeError('terminated', { cause: Object.assign(new Error('x'), { code: 'UND_ERR_SOCKET' }) }),
          )
        },
      })
    const { send } = await openGateway({
      cloud: () => new Response(body(), { headers: { 'content-type': 'application/json' } }),
    })
    expect(await send(keys)).toMatchObject({ status: 502 })
  })
})

describe('a response of 100 MB', () => {
  it('is read up to the limit only, and stopped', async () => {
    const [megabyte, chunks] = [new Uint8Array(1024 * 1024).fill(32), 100]
    let [read, stopped] = [0, false]
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          read += 1
          if (read > chunks) controller.close()
          else controller.enqueue(megabyte)
        },
        cancel: () => void (stopped = true),
      },
      { highWaterMark: 0 },
    )
    const { send } = await openGateway({
      cloud: () => new Response(body, { headers: { 'content-type': 'application/json' } }),
    })
    expect(await send(keys)).toMatchObject({ status: 502, body: { message: `${host} answered with more than 16 MiB` } })
    expect([read, stopped]).toEqual([17, true])
  })
})

describe('a client that goes away', () => {
  const openLeaving = async () => {
    let signal: AbortSignal | undefined
    let answer = () => {}
    let arrived = () => {}
    const arrival = new Promise<void>((resolve) => void (arrived = resolve))
    const opened = await openGateway({
      cloud: (request) => {
        signal = request.signal
        arrived()
        return new Promise((resolve, reject) => {
          answer = () => resolve(json({}))
          request.signal.addEventListener('abort', () => reject(new Error('aborted')))
        })
      },
    })
    return { ...opened, arrival, isStopped: () => signal?.aborted, answer: () => answer() }
  }

  it('stops a read', async () => {
    const { send, arrival, isStopped, logged } = await openLeaving()
    const client = new AbortController()
    const answered = send(keys, { signal: client.signal })
    await arrival
    client.abort()
    expect(await answered).toMatchObject({ status: 499 })
    expect(isStopped()).toBe(true)
    expect(logged).toEqual([])
  })

  it('does not stop a write', async () => {
    const { send, arrival, isStopped, answer } = await openLeaving()
    const client = new AbortController()
    const answered = send(`${keys}/aje1`, { method: 'DELETE', signal: client.signal })
    await arrival
    client.abort()
    expect(isStopped()).toBe(false)
    answer()
    expect(await answered).toMatchObject({ status: 200 })
  })
})

describe('calls to the cloud', () => {
  it('are counted by method and status', async () => {
    const calls: unknown[] = []
    const metrics: Metrics = { ...noMetrics, upstream: (...call) => void calls.push(call.slice(0, 2)) }
    const { send, setCloud } = await openGateway({ metrics })
    await send(`${keys}/ajenone`)
    setCloud(() => failure('ECONNREFUSED'))
    await send(keys)
    expect(calls).toEqual([
      ['getApiKey', 404],
      ['listApiKeys', 'none'],
    ])
  })

  it('are logged if they fail, without query, body, token or cookie', async () => {
    const { post, logged, iamToken, jar } = await openGateway({ cloud: () => failure('ECONNRESET') })
    await post(`${keys}?note=hunter2`, { description: 'hunter3' }, { 'x-request-id': 'request-1' })
    expect(logged).toEqual([
      [
        {
          requestId: 'request-1',
          method: 'createApiKey',
          host,
          reason: `The connection to ${host} broke before it answered (ECONNRESET)`,
        },
        'upstream call failed',
      ],
    ])
    for (const secret of ['hunter', iamToken, ...jar.values()]) expect(JSON.stringify(logged)).not.toContain(secret)
  })
})
