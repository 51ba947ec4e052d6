import type { Connections } from '../store/store.ts'

const boundsOfSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

interface Answered {
  readonly byStatus: Map<number, number>
  /** How many took no longer than the bound of the same place and longer than the one before; the last, than any. */
  readonly buckets: number[]
  sum: number
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
  const methods = new Map<string, Answered>()
  // Each from the start on, so that the first one that is not 0 is seen as a rise.
  const checks = new Map<CheckResult, number>(checkResults.map((result) => [result, 0]))
  return {
    request(method, status, milliseconds) {
      const seconds = milliseconds / 1000
      let answered = methods.get(method)
      if (answered === undefined) {
        answered = { byStatus: new Map(), buckets: [...boundsOfSeconds, Infinity].map(() => 0), sum: 0 }
        methods.set(method, answered)
      }
      const { byStatus, buckets } = answered
      byStatus.set(status, (byStatus.get(status) ?? 0) + 1)
      const bucket = boundsOfSeconds.findIndex((bound) => seconds <= bound)
      const place = bucket === -1 ? boundsOfSeconds.length : bucket
      buckets[place] = (buckets[place] ?? 0) + 1
      answered.sum += seconds
    },
    check: (result) => void checks.set(result, (checks.get(result) ?? 0) + 1),
    text: ({ busy, idle, waiting }) =>
      [
        '# HELP keyrack_requests_total Answers of the API, by method and HTTP status.',
        '# TYPE keyrack_requests_total counter',
        ...[...methods].flatMap(([method, { byStatus }]) =>
          [...byStatus].map(
            ([status, count]) => `keyrack_requests_total{method="${method}",code="${status}"} ${count}`,
          ),
        ),
        '# HELP keyrack_request_duration_seconds How long the answers took, by method.',
        '# TYPE keyrack_request_duration_seconds histogram',
        ...[...methods].flatMap(([method, answered]) => histogram(method, answered)),
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

const histogram = (method: string, { buckets, sum }: Answered): readonly string[] => {
  const name = 'keyrack_request_duration_seconds'
  let count = 0
  const lines = buckets.map((more, index) => {
    count += more
    return `${name}_bucket{method="${method}",le="${boundsOfSeconds[index] ?? '+Inf'}"} ${count}`
  })
  return [...lines, `${name}_sum{method="${method}"} ${sum}`, `${name}_count{method="${method}"} ${count}`]
}
