import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { api } from '#contract/api.ts'
import { type CodeName, codes, requestIdOf, status } from '#contract/status.ts'

import { type Effect, endpointOf, type Fault, type Fetch, withFaults } from './faults.ts'

const service = vi.fn<Fetch>(async () => Response.json({ apiKeys: [] }))
const list = (signal?: AbortSignal) =>
  new Request('http://keyrack.test/iam/v1/apiKeys?serviceAccountId=aje1', {
    headers: { 'x-request-id': 'request-1' },
    ...(signal && { signal }),
  })

const fault = (effect: Effect, changes: Partial<Fault> = {}): Fault => ({
  id: effect.kind,
  endpoint: 'listApiKeys',
  effect,
  ...changes,
})
const fetchWith = (...faults: Fault[]) => withFaults(service, () => faults)

afterEach(() => {
  service.mockReset()
  service.mockImplementation(async () => Response.json({ apiKeys: [] }))
  vi.useRealTimers()
})

describe('endpointOf', () => {
  it.each(Object.values(api))('finds $id by its path', ({ id, method, path }) => {
    expect(endpointOf(method, path.replaceAll(/\{\w+\}/g, 'aje-1_x.y'))).toBe(id)
  })

  it('finds an endpoint by its aliases, although they look like the ID of another', () => {
    expect(endpointOf('GET', '/iam/v1/apiKeys/scopes')).toBe('listScopes')
    expect(endpointOf('GET', '/iam/v1/apiKeys/scopes2')).toBe('getApiKey')
  })

  it('does not read a custom verb as part of the ID', () => {
    expect(endpointOf('GET', '/iam/v1/apiKeys/aje1:suspend')).toBeUndefined()
    expect(endpointOf('DELETE', '/iam/v1/apiKeys/aje1:suspend')).toBeUndefined()
  })

  it('requires the method and the whole path', () => {
    expect(endpointOf('PATCH', '/iam/v1/apiKeys')).toBeUndefined()
    expect(endpointOf('GET', '/iam/v1/apiKeys/')).toBeUndefined()
    expect(endpointOf('GET', '/iam/v1/apiKeys/a/b')).toBeUndefined()
    expect(endpointOf('GET', '/x/iam/v1/apiKeys')).toBeUndefined()
    expect(endpointOf('GET', '/assets/index.js')).toBeUndefined()
  })
})

describe('withFaults', () => {
  it('calls the service without faults', async () => {
    const request = list()
    await expect((await fetchWith()(request)).json()).resolves.toEqual({ apiKeys: [] })
    expect(service).toHaveBeenCalledExactlyOnceWith(request)
  })

  it.each(Object.keys(codes) as CodeName[])('returns the status %s without calling the service', async (code) => {
    const response = await fetchWith(fault({ kind: 'status', code }))(list())
    const body = status.parse(await response.json())
    expect([response.status, body.code, requestIdOf(body)]).toEqual([codes[code].http, codes[code].code, 'request-1'])
    expect(response.headers.get('x-request-id')).toBe('request-1')
    expect(body.message).not.toBe('')
    expect(service).not.toHaveBeenCalled()
  })

  it('cuts the connection before the service is called', async () => {
    expect((await fetchWith(fault({ kind: 'cut' }))(list())).type).toBe('error')
    expect(service).not.toHaveBeenCalled()
  })

  it('loses the response after the service has done its work', async () => {
    expect((await fetchWith(fault({ kind: 'lost' }))(list())).type).toBe('error')
    expect(service).toHaveBeenCalledOnce()
  })

  it('returns a body that is not JSON but is labelled as JSON', async () => {
    const response = await fetchWith(fault({ kind: 'malformed' }))(list())
    expect([response.ok, response.headers.get('content-type')]).toEqual([true, 'application/json'])
    await expect(response.json()).rejects.toThrow(SyntaxError)
  })

  it('affects only its endpoint, or all of the API', async () => {
    const other = fetchWith(fault({ kind: 'cut' }, { endpoint: 'deleteApiKey' }))
    expect((await other(list())).ok).toBe(true)
    const all = fetchWith(fault({ kind: 'cut' }, { endpoint: 'all' }))
    expect((await all(list())).type).toBe('error')
    expect((await all(new Request('http://keyrack.test/assets/index.js'))).ok).toBe(true)
  })

  it('happens the given number of times, counted for each fault', async () => {
    const fetch = fetchWith(
      fault({ kind: 'cut' }, { id: 'a', times: 2 }),
      fault({ kind: 'status', code: 'INTERNAL' }, { id: 'b', times: 3 }),
    )
    const seen = []
    for (let asked = 0; asked < 4; asked++) {
      const { type, status: http } = await fetch(list())
      seen.push(type === 'error' ? 'cut' : http)
    }
    expect(seen).toEqual(['cut', 'cut', 500, 200])
  })

  it('first lets the given number of requests through', async () => {
    const fetch = fetchWith(fault({ kind: 'cut' }, { after: 2, times: 1 }))
    const seen = []
    for (let asked = 0; asked < 4; asked++) seen.push((await fetch(list())).type)
    expect(seen).toEqual(['default', 'default', 'error', 'default'])
  })

  it('ignores requests to other endpoints', async () => {
    const fetch = fetchWith(fault({ kind: 'cut' }, { times: 1 }))
    await fetch(new Request('http://keyrack.test/iam/v1/apiKeys/aje1'))
    expect((await fetch(list())).type).toBe('error')
  })

  it('reads the faults again at each request', async () => {
    const faults: Fault[] = []
    const fetch = withFaults(service, () => faults)
    expect((await fetch(list())).ok).toBe(true)
    faults.push(fault({ kind: 'cut' }))
    expect((await fetch(list())).type).toBe('error')
  })
})

describe('waiting', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })

  const watch = (promise: Promise<Response>) => {
    const seen: { response?: Response } = {}
    void promise.then((response) => (seen.response = response))
    return seen
  }

  it('adds up all delays, then calls the service', async () => {
    const delay = (id: string, milliseconds: number) => fault({ kind: 'delay', milliseconds }, { id })
    const seen = watch(fetchWith(delay('a', 300), delay('b', 700))(list()))
    await vi.advanceTimersByTimeAsync(999)
    expect(service).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(seen.response?.ok).toBe(true)
  })

  it('delays faults too, wherever the delay is in the list', async () => {
    const seen = watch(fetchWith(fault({ kind: 'cut' }), fault({ kind: 'delay', milliseconds: 500 }))(list()))
    await vi.advanceTimersByTimeAsync(499)
    expect(seen.response).toBeUndefined()
    await vi.advanceTimersByTimeAsync(1)
    expect(seen.response?.type).toBe('error')
  })

  it('hangs until the request is aborted, and never calls the service', async () => {
    const caller = new AbortController()
    const seen = watch(fetchWith(fault({ kind: 'hang' }))(list(caller.signal)))
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(seen.response).toBeUndefined()
    caller.abort()
    await vi.advanceTimersByTimeAsync(0)
    expect(seen.response?.type).toBe('error')
    expect(service).not.toHaveBeenCalled()
  })

  it('ends a hang immediately for a request aborted before or during its delay', async () => {
    const hang = fetchWith(fault({ kind: 'delay', milliseconds: 500 }), fault({ kind: 'hang' }))
    const before = watch(hang(list(AbortSignal.abort())))
    const caller = new AbortController()
    const meanwhile = watch(hang(list(caller.signal)))
    await vi.advanceTimersByTimeAsync(100)
    caller.abort()
    await vi.advanceTimersByTimeAsync(0)
    expect([before.response?.type, meanwhile.response?.type]).toEqual(['error', 'error'])
  })

  const remove = () => new Request('http://keyrack.test/iam/v1/apiKeys/aje1', { method: 'DELETE' })

  it('says of an operation that it still runs', async () => {
    service.mockImplementation(async () => Response.json({ id: 'aje2', done: true, response: { '@type': 'x' } }))
    const response = await fetchWith(fault({ kind: 'unfinished' }, { endpoint: 'deleteApiKey' }))(remove())
    expect(await response.json()).toEqual({ id: 'aje2', done: false })
  })

  it('answers with a failed operation, and never calls the service', async () => {
    const fails = fetchWith(fault({ kind: 'failed', code: 'INTERNAL' }, { endpoint: 'deleteApiKey' }))
    expect(await (await fails(remove())).json()).toMatchObject({ done: true, error: { code: 13, message: 'INTERNAL' } })
    expect(service).not.toHaveBeenCalled()
  })

  it('answers a stale request as the first one', async () => {
    service.mockImplementationOnce(async () => Response.json({ apiKeys: [1] }))
    const stale = fetchWith(fault({ kind: 'stale' }))
    await stale(list())
    await expect((await stale(list())).json()).resolves.toEqual({ apiKeys: [1] })
  })
})
