/** Where log lines go. Fields never carry bodies, headers or secrets. */
export interface Log {
  info(fields: Record<string, unknown>, message: string): void
  error(fields: Record<string, unknown>, message: string): void
}

/** Discards everything. */
export const quietLog: Log = { info() {}, error() {} }

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

/** Counts what the service answers. */
export interface Metrics {
  /** @param method an endpoint's id, or one of a few fixed words; never anything that a caller makes up */
  request(method: string, status: number, milliseconds: number): void
  check(result: CheckResult): void
}

/** Counts nothing. */
export const noMetrics: Metrics = { request() {}, check() {} }
