import { Counter, Gauge, Histogram, Registry } from 'prom-client'

import type { Fetch } from '../http/exchange.ts'
import { metricsPath } from '../http/probes.ts'
import { requestIdFor } from '../http/request-id.ts'
import { checkResults, type Metrics } from '../observe.ts'
import type { Connections } from '../store/store.ts'

const secondsBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/**
 * Prometheus metrics of this process, and a wrapper that serves them at `/metrics`.
 * @param connections those of the service's store. The gateway has none
 */
export const prometheusMetrics = (
  connections?: () => Connections,
): { readonly metrics: Metrics; readonly withMetrics: (fetch: Fetch) => Fetch } => {
  const registry = new Registry()
  const registers = [registry]
  const requests = new Counter({
    name: 'keyrack_requests_total',
    help: 'Requests answered, by method and HTTP status.',
    labelNames: ['method', 'code'],
    registers,
  })
  const durations = new Histogram({
    name: 'keyrack_request_duration_seconds',
    help: 'Request duration in seconds, by method.',
    labelNames: ['method'],
    buckets: secondsBuckets,
    registers,
  })
  const checks = new Counter({
    name: 'keyrack_checks_total',
    help: 'API key checks, by result.',
    labelNames: ['result'],
    registers,
  })
  // Initialise every result to 0, so that Prometheus sees the first check as an increase.
  for (const result of checkResults) checks.inc({ result }, 0)
  const upstreamCalls = new Counter({
    name: 'keyrack_upstream_requests_total',
    help: 'Calls to the cloud, by method and HTTP status. `none` is a call without a response.',
    labelNames: ['method', 'code'],
    registers,
  })
  const upstreamDurations = new Histogram({
    name: 'keyrack_upstream_duration_seconds',
    help: 'Duration of calls to the cloud in seconds, by method.',
    labelNames: ['method'],
    buckets: secondsBuckets,
    registers,
  })
  const observePool = connections && poolGauges(registers, connections)
  const serveMetrics = async (request: Request): Promise<Response> => {
    observePool?.()
    const headers = {
      'content-type': registry.contentType,
      'cache-control': 'no-store',
      'x-request-id': requestIdFor(request.headers),
    }
    return new Response(await registry.metrics(), { headers })
  }
  return {
    metrics: {
      request(method, code, milliseconds) {
        requests.inc({ method, code })
        durations.observe({ method }, milliseconds / 1000)
      },
      check: (result) => checks.inc({ result }),
      upstream(method, code, milliseconds) {
        upstreamCalls.inc({ method, code })
        upstreamDurations.observe({ method }, milliseconds / 1000)
      },
    },
    withMetrics: (fetch) => (request, exchange) =>
      request.method === 'GET' && new URL(request.url).pathname === metricsPath
        ? serveMetrics(request)
        : fetch(request, exchange),
  }
}

/** @returns sets the gauges */
const poolGauges = (registers: Registry[], connections: () => Connections): (() => void) => {
  const pool = new Gauge({
    name: 'keyrack_pool_connections',
    help: 'Database connections, by state.',
    labelNames: ['state'],
    registers,
  })
  const waiting = new Gauge({
    name: 'keyrack_pool_waiting',
    help: 'Calls waiting for a database connection.',
    registers,
  })
  return () => {
    const now = connections()
    pool.set({ state: 'busy' }, now.busy)
    pool.set({ state: 'idle' }, now.idle)
    waiting.set(now.waiting)
  }
}
