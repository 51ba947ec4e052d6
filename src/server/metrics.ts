import type { Connections } from './store/store.ts'

const boundsOfSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

interface Latency {
  readonly buckets: number[]
  sum: number
  count: number
}

/** How a check of an API key can end; `error` is one that could not be made. */
export const checkResults = [
  'passed',
  'malformed',
  'unknown',
  'expired',
  'suspended',
  'scope',
  'limited',
  'error',
] as const
export type CheckResult = (typeof checkResults)[number]

/** What `/metrics` tells: numbers since the start of this process, in the text format of Prometheus. */
export interface Metrics {
  /** @param method an endpoint's id, or what else was asked for; never anything that a caller makes up */
  request(method: string, status: number, milliseconds: number): void
  check(result: CheckResult): void
  text(connections: Connections): string
}

export const createMetrics = (): Metrics => {
  const requests = new Map<string, number>()
  const latencies = new Map<string, Latency>()
  // Each from the start on, so that the first one that is not 0 is seen as a rise.
  const checks = new Map<CheckResult, number>(checkResults.map((result) => [result, 0]))
  return {
    request(method, status, milliseconds) {
      const labels = `{method="${method}",code="${status}"}`
      requests.set(labels, (requests.get(labels) ?? 0) + 1)
      const seconds = milliseconds / 1000
      const latency = latencies.get(method) ?? { buckets: boundsOfSeconds.map(() => 0), sum: 0, count: 0 }
      latencies.set(method, latency)
      for (const [index, bound] of boundsOfSeconds.entries()) {
        if (seconds <= bound) latency.buckets[index] = (latency.buckets[index] ?? 0) + 1
      }
      latency.sum += seconds
      latency.count += 1
    },
    check: (result) => void checks.set(result, (checks.get(result) ?? 0) + 1),
    text: ({ busy, idle, waiting }) =>
      [
        '# HELP keyrack_requests_total Answers of the API, by method and HTTP status.',
        '# TYPE keyrack_requests_total counter',
        ...[...requests].map(([labels, count]) => `keyrack_requests_total${labels} ${count}`),
        '# HELP keyrack_request_duration_seconds How long the answers took, by method.',
        '# TYPE keyrack_request_duration_seconds histogram',
        ...[...latencies].flatMap(([method, latency]) => histogram(method, latency)),
        '# HELP keyrack_checks_total Checks of API keys, by result.',
        '# TYPE keyrack_checks_total counter',
        ...[...checks].map(([result, count]) => `keyrack_checks_total{result="${result}"} ${count}`),
        '# HELP keyrack_pool_connections Connections to the database, by state.',
        '# TYPE keyrack_pool_connections gauge',
        `keyrack_pool_connections{state="busy"} ${busy}`,
        `keyrack_pool_connections{state="idle"} ${idle}`,
        '# HELP keyrack_pool_waiting Calls that wait for a connection to the database.',
        '# TYPE keyrack_pool_waiting gauge',
        `keyrack_pool_waiting ${waiting}`,
        '',
      ].join('\n'),
  }
}

const histogram = (method: string, { buckets, sum, count }: Latency): readonly string[] => {
  const name = 'keyrack_request_duration_seconds'
  return [
    ...buckets.map((below, index) => `${name}_bucket{method="${method}",le="${boundsOfSeconds[index]}"} ${below}`),
    `${name}_bucket{method="${method}",le="+Inf"} ${count}`,
    `${name}_sum{method="${method}"} ${sum}`,
    `${name}_count{method="${method}"} ${count}`,
  ]
}
