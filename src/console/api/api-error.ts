import type { Status } from '#contract/status.ts'
import { requestIdOf } from '#contract/status.ts'

/**
 * Why a call failed.
 * - `status`: the service answered with a google.rpc.Status.
 * - `network`: no connection, or it broke. What the service did is unknown.
 * - `timeout`: no answer in time. What the service did is unknown.
 * - `malformed`: the answer is not what the contract says. What the service did is unknown.
 */
export type Failure = 'status' | 'network' | 'timeout' | 'malformed'

interface FailureFacts {
  readonly http?: number
  readonly status?: Status | null
  /** The call was to change something. */
  readonly write?: boolean
  /** The service said yes to a change, before this question about it failed. */
  readonly accepted?: boolean
}

/** A failed call. Carries nothing of the request's body or the answer's. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly failure: Failure
  readonly requestId: string
  /** Null unless `failure` is `status`. */
  readonly status: Status | null
  /** The HTTP status, 0 when there was none. */
  readonly http: number

  /** Nobody knows whether a write was done: its answer was lost. */
  readonly maybeDone: boolean

  constructor(
    failure: Failure,
    requestId: string,
    { http = 0, status = null, write = false, accepted = false }: FailureFacts = {},
  ) {
    super(status?.message ?? failure)
    this.failure = failure
    this.status = status
    this.http = http
    this.maybeDone = accepted || (write && failure !== 'status')
    this.requestId = (status && requestIdOf(status)) ?? requestId
  }

  /** True for this gRPC code of {@link Status}. */
  is(code: number): boolean {
    return this.status?.code === code
  }
}
