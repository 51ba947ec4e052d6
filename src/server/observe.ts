/** A structured logger. Fields never contain bodies, headers or secrets. */
export interface Log {
  info(fields: Record<string, unknown>, message: string): void
  error(fields: Record<string, unknown>, message: string): void
}

/** Discards everything. */
export const quietLog: Log = { info() {}, error() {} }

/** Results of an API key check. `error` means that the check itself failed. */
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

/** Collects request metrics. */
export interface Metrics {
  /** @param method an endpoint id or one of a few constants, never client input: each value is a new time series */
  request(method: string, status: number, milliseconds: number): void
  check(result: CheckResult): void
  /** A call from the gateway to the cloud. @param status `none` without a response */
  upstream(method: string, status: number | 'none', milliseconds: number): void
}

/** Discards everything. */
export const noMetrics: Metrics = { request() {}, check() {}, upstream() {} }
