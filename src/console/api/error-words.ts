import type { Messages } from '#console/i18n/en.ts'
import { upstream } from '#console/served.ts'
import type { Operation } from '#contract/operation.ts'
import { codes, exhaustedQuota, fieldViolations, forbiddingPolicy, type Status } from '#contract/status.ts'
import { ApiError } from './api-error.ts'

/** An error in words: what happened, what to do, and the request id. */
export interface ErrorWords {
  readonly what: string
  readonly todo: string
  readonly requestId: string
}

/**
 * @param role the least role that allows it (API reference 4.6)
 * @param cloud whether a cloud behind a gateway answers
 */
export const errorWords = (m: Messages, error: unknown, role = 'editor', cloud = upstream !== ''): ErrorWords => {
  const e = m.error
  if (!(error instanceof ApiError)) return { what: e.unknown, todo: e.unknownHelp, requestId: '' }
  const { requestId, status } = error
  const help = (otherwise: string) => (error.maybeDone ? e.maybeDoneHelp : otherwise)
  if (error.failure === 'network') return { what: e.network, todo: help(e.networkHelp), requestId }
  if (error.failure === 'timeout') return { what: e.timeout, todo: help(e.timeoutHelp), requestId }
  if (status === null) {
    const todo = help(error.problem === '' ? e.malformedHelp : e.misfitHelp)
    return { what: e.malformed, todo: error.problem === '' ? todo : `${error.problem}\n${todo}`, requestId }
  }
  const { what, todo } = statusWords(m, status, { role, cloud })
  return { what, todo: help(todo), requestId }
}

/** The state of a write: see useWrite. */
export interface Write {
  readonly isPending: boolean
  readonly error: Error | null
  readonly running: Operation | null
}

/** The state of a write, in words for a form. @param role the least role that allows it */
export const requestState = (m: Messages, { isPending, error, running }: Write, role: string) => ({
  pending: isPending,
  error: error && errorWords(m, error, role),
  running: running === null ? '' : m.operations.goesOn(running.id),
})

interface Asked {
  readonly role: string
  readonly cloud: boolean
}

const statusWords = (m: Messages, status: Status, { role, cloud }: Asked): { what: string; todo: string } => {
  const e = m.error
  switch (status.code) {
    case codes.INVALID_ARGUMENT.code:
    case codes.OUT_OF_RANGE.code:
    case codes.FAILED_PRECONDITION.code:
      return { what: e.invalid, todo: refusedFields(status) || status.message }
    case codes.NOT_FOUND.code:
      return { what: e.notFound, todo: e.notFoundHelp }
    case codes.ALREADY_EXISTS.code:
      return { what: e.exists, todo: status.message }
    case codes.PERMISSION_DENIED.code: {
      const policy = forbiddingPolicy(status) ?? policyId.exec(status.message)?.[0]
      if (policy !== undefined) return { what: e.forbiddenByPolicy, todo: e.forbiddenByPolicyHelp(policy) }
      const said = plainRefusal.test(status.message) ? '' : `\n${status.message}`
      return { what: e.forbidden, todo: e.forbiddenHelp(role) + said }
    }
    case codes.RESOURCE_EXHAUSTED.code: {
      const todo = cloud ? e.cloudQuotaHelp : e.quotaHelp
      const quota = exhaustedQuota(status)
      if (quota !== undefined) return { what: e.quota(quota.name, quota.usage, quota.limit), todo }
      const name = quotaMessage.exec(status.message)?.[1]
      return name === undefined ? { what: e.tooMany, todo: e.tooManyHelp } : { what: e.quotaOf(name), todo }
    }
    case codes.ABORTED.code:
      return { what: e.conflict, todo: e.conflictHelp }
    case codes.DEADLINE_EXCEEDED.code:
      return { what: e.timeout, todo: e.timeoutHelp }
    case codes.UNAVAILABLE.code:
      return { what: e.unavailable, todo: cloud ? e.cloudUnavailableHelp : e.unavailableHelp }
    case codes.UNAUTHENTICATED.code:
      return { what: e.unauthenticated, todo: e.unauthenticatedHelp }
    case codes.INTERNAL.code:
    case codes.UNKNOWN.code:
    case codes.DATA_LOSS.code:
      return { what: e.internal, todo: cloud ? e.cloudInternalHelp : e.internalHelp }
    default:
      return { what: e.unknown, todo: status.message }
  }
}

// The ids of the policies that forbid something (API reference 4.7).
const policyId = /\biam\.deny[a-zA-Z]+/
const plainRefusal = /^(Permission denied\.?)?$/
// The cloud's words, which come with or without details (API reference 1.7).
const quotaMessage = /^Quota limit (\S+) exceeded/

const refusedFields = (status: Status) =>
  fieldViolations(status)
    .map(({ field, description }) => `${field}: ${description}`)
    .join('; ')
