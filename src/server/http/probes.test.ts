import { describe, expect, it } from 'vitest'

import { openApp } from '../testing/open-app.ts'
import { type Store, UnavailableError } from '../store/store.ts'

const down = { broken: (store: Store) => ({ ...store, ping: refuse }) }
const refuse = () => Promise.reject(new UnavailableError('down'))

describe('/healthz', () => {
  it('200: also when the database is down', async () => {
    const { send } = await openApp(down)
    expect(await send('/healthz')).toMatchObject({ status: 200, text: 'ok\n' })
  })
})

describe('/readyz', () => {
  it('200: the database answers', async () => {
    const { send } = await openApp()
    expect(await send('/readyz')).toMatchObject({ status: 200, text: 'ok\n' })
  })

  it('503: it does not', async () => {
    const { send } = await openApp(down)
    expect(await send('/readyz')).toMatchObject({ status: 503, body: { code: 14 } })
  })
})

describe('/metrics', () => {
  it('counts answers by method and status, and how long they took', async () => {
    const { send, get } = await openApp()
    await get('/resource-manager/v1/clouds')
    await get('/resource-manager/v1/clouds')
    await send('/resource-manager/v1/clouds')
    await get('/iam/v1/apiKeys/ajenone')
    const { status, headers, text } = await send('/metrics')
    expect(status).toBe(200)
    expect(headers.get('content-type')).toMatch(/^text\/plain/)
    expect(text).toContain('keyrack_requests_total{method="listClouds",code="200"} 2\n')
    expect(text).toContain('keyrack_requests_total{method="listClouds",code="401"} 1\n')
    expect(text).toContain('keyrack_requests_total{method="getApiKey",code="404"} 1\n')
    expect(text).toContain('keyrack_request_duration_seconds_bucket{method="listClouds",le="+Inf"} 3\n')
    expect(text).toContain('keyrack_request_duration_seconds_count{method="listClouds"} 3\n')
  })

  it('has buckets that only grow', async () => {
    const { send, get } = await openApp()
    for (let n = 0; n < 5; n += 1) await get('/resource-manager/v1/clouds')
    const { text } = await send('/metrics')
    const counts = [...text.matchAll(/_bucket\{method="listClouds",le="[^"]+"\} (\d+)/g)].map(([, count]) =>
      Number(count),
    )
    expect(counts).toHaveLength(12)
    expect(counts).toEqual(counts.toSorted((a, b) => a - b))
    expect(counts.at(-1)).toBe(5)
  })

  it('tells of the connections to the database', async () => {
    const connections = () => ({ busy: 7, idle: 3, waiting: 2 })
    const { send } = await openApp({ broken: (store) => ({ ...store, connections }) })
    const { text } = await send('/metrics')
    expect(text).toContain('keyrack_pool_connections{state="busy"} 7\n')
    expect(text).toContain('keyrack_pool_connections{state="idle"} 3\n')
    expect(text).toContain('keyrack_pool_waiting 2\n')
  })

  it('holds nothing that a caller makes up', async () => {
    const { send, account, key } = await openApp()
    const { secret } = await key(await account())
    await send(`/${secret}`)
    await send(`/iam/v1/apiKeys/${secret}`)
    const { text } = await send('/metrics')
    expect(text).not.toContain(secret)
    expect(text).toContain('keyrack_requests_total{method="other",code="404"} 1\n')
  })
})
