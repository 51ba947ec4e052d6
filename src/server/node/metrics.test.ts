import { describe, expect, it } from 'vitest'

import type { Fetch } from '../http/exchange.ts'
import type { Metrics } from '../observe.ts'
import { openApp } from '../testing/open-app.ts'
import { json, openGateway } from '../testing/open-gateway.ts'
import { openKey, unknownSecret } from '../testing/open-key.ts'
import { prometheusMetrics } from './metrics.ts'

const pool = { busy: 7, idle: 3, waiting: 2 }

/** The metrics of the service that `open` opens, in the Prometheus format. */
const openMetrics = async <App>(open: (options: { metrics: Metrics }) => Promise<App & { app: Fetch }>) => {
  const { metrics, withMetrics } = prometheusMetrics(() => pool)
  const opened = await open({ metrics })
  const scrape = async (headers = {}) => {
    const response = await withMetrics(opened.app)(new Request('http://localhost/metrics', { headers }))
    return { status: response.status, headers: response.headers, text: await response.text() }
  }
  return { ...opened, scrape }
}

describe('/metrics', () => {
  it('counts responses by method and status, with their durations', async () => {
    const { send, get, scrape } = await openMetrics(openApp)
    await get('/resource-manager/v1/clouds')
    await get('/resource-manager/v1/clouds')
    await send('/resource-manager/v1/clouds')
    await get('/iam/v1/apiKeys/ajenone')
    const { status, headers, text } = await scrape()
    expect(status).toBe(200)
    expect(headers.get('content-type')).toMatch(/^text\/plain/)
    expect(text).toContain('keyrack_requests_total{method="listClouds",code="200"} 2\n')
    expect(text).toContain('keyrack_requests_total{method="listClouds",code="401"} 1\n')
    expect(text).toContain('keyrack_requests_total{method="getApiKey",code="404"} 1\n')
    expect(text).toContain('keyrack_request_duration_seconds_bucket{le="+Inf",method="listClouds"} 3\n')
    expect(text).toContain('keyrack_request_duration_seconds_count{method="listClouds"} 3\n')
  })

  it('has cumulative buckets', async () => {
    const { get, scrape } = await openMetrics(openApp)
    for (let n = 0; n < 5; n += 1) await get('/resource-manager/v1/clouds')
    const { text } = await scrape()
    const counts = [...text.matchAll(/_bucket\{le="[^"]+",method="listClouds"\} (\d+)/g)].map(([, count]) =>
      Number(count),
    )
    expect(counts).toHaveLength(12)
    expect(counts).toEqual(counts.toSorted((a, b) => a - b))
    expect(counts.at(-1)).toBe(5)
  })

  it('counts calls to the cloud by method and status, and how long they took', async () => {
    const { metrics, withMetrics } = prometheusMetrics()
    const { send } = await openGateway({ metrics, cloud: () => json({}) })
    await send('/iam/v1/roles')
    metrics.upstream('listRoles', 'none', 25_000)
    const text = await (await withMetrics(() => new Response())(new Request('http://localhost/metrics'))).text()
    expect(text).toContain('keyrack_upstream_requests_total{method="listRoles",code="200"} 1\n')
    expect(text).toContain('keyrack_upstream_requests_total{method="listRoles",code="none"} 1\n')
    expect(text).toContain('keyrack_upstream_duration_seconds_count{method="listRoles"} 2\n')
    expect(text).not.toContain('keyrack_pool')
  })

  it('counts the connections to the database', async () => {
    const { scrape } = await openMetrics(openApp)
    const { text } = await scrape()
    expect(text).toContain('keyrack_pool_connections{state="busy"} 7\n')
    expect(text).toContain('keyrack_pool_connections{state="idle"} 3\n')
    expect(text).toContain('keyrack_pool_waiting 2\n')
  })

  it('has no label that a caller can choose', async () => {
    const { send, account, key, scrape } = await openMetrics(openApp)
    const { secret } = await key(await account())
    await send(`/${secret}`)
    await send(`/iam/v1/apiKeys/${secret}`)
    const { text } = await scrape()
    expect(text).not.toContain(secret)
    expect(text).toContain('keyrack_requests_total{method="other",code="404"} 1\n')
  })

  it('returns a request ID and forbids caching', async () => {
    const { scrape } = await openMetrics(openApp)
    const { headers } = await scrape({ 'x-request-id': 'from-the-client' })
    expect([headers.get('x-request-id'), headers.get('cache-control')]).toEqual(['from-the-client', 'no-store'])
  })
})

describe('checks of keys', () => {
  it('are counted by result', async () => {
    const { check, post, id, clock, account, key, scrape } = await openMetrics(openKey)
    const results = async () =>
      Object.fromEntries(
        [...(await scrape()).text.matchAll(/^keyrack_checks_total\{result="(\w+)"\} (\d+)$/gm)].map(
          ([, result = '', count]) => [result, Number(count)],
        ),
      )
    const none = { passed: 0, malformed: 0, unknown: 0, expired: 0, suspended: 0, scope: 0, limited: 0, error: 0 }
    expect(await results()).toEqual(none)
    const expiring = await key(await account(), { expiresAt: '2026-11-22T11:00:00Z' })
    await check()
    await check('?scope=x')
    await check('?x=y')
    await check('', 'none')
    await post(`/iam/v1/serviceAccounts/${id}:suspend`, {})
    await check()
    clock.pass(60 * 60_000)
    await check('', `Api-Key ${expiring.secret}`)
    for (let n = 0; n < 100; n += 1) await check('', `Api-Key ${unknownSecret}`)
    expect(await results()).toEqual({
      passed: 1,
      malformed: 1,
      unknown: 99,
      expired: 1,
      suspended: 1,
      scope: 1,
      limited: 1,
      error: 1,
    })
    expect((await scrape()).text).toContain('keyrack_requests_total{method="authenticate",code="200"} 1\n')
  })
})
