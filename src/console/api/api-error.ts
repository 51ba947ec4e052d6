import type { Status } from '#contract/status.ts'
import { requestIdOf } from '#contract/status.ts'

/**
 * Why a call failed.
 * - `status`: the service returned a google.rpc.Status. With 502 or 504 the gateway did, and the outcome is unknown.
 * - `network`: no connection, or it broke. The outcome is unknown.
 * - `timeout`: no response in time. The outcome is unknown.
 * - `malformed`: the response violates the contract. The outcome is unknown.
 */
export type Failure = 'status' | 'network' | 'timeout' | 'malformed'

interface FailureFacts {
  readonly http?: number
  readonly status?: Status | null
  /** The call was a write. */
  readonly write?: boolean
  /** What violates the contract: `apiKeys[0].scopes: expected array`. Never a value of the response. */
  readonly problem?: string
  /** The service had accepted the write before this follow-up request failed. */
  readonly accepted?: boolean
}

/** Statuses of the gateway when the cloud gave no usable response. */
const unanswered = new Set([502, 504])

/** A failed call. Contains nothing of the request's or response's body. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly failure: Failure
  readonly requestId: string
  /** Null unless `failure` is `status`. */
  readonly status: Status | null
  /** The HTTP status, 0 without a response. */
  readonly http: number

  /** The write may have been done: its response was lost, here or between a gateway and its cloud. */
  readonly maybeDone: boolean
  /** What violates the contract, '' if unknown. */
  readonly problem: string

  constructor(
    failure: Failure,
    requestId: string,
    { http = 0, status = null, write = false, accepted = false, problem = '' }: FailureFacts = {},
  ) {
    super(status?.message ?? failure)
    this.failure = failure
    this.status = status
    this.http = http
    this.maybeDone = accepted || (write && (failure !== 'status' || unanswered.has(http)))
    this.problem = problem
    this.requestId = (status && requestIdOf(status)) ?? requestId
  }

  /** True for this gRPC code of {@link Status}. */
  is(code: number): boolean {
    return this.status?.code === code
  }
}
