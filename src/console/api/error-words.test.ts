import { describe, expect, it } from 'vitest'

import { en } from '#console/i18n/en.ts'
import {
  type Any,
  badRequest,
  type CodeName,
  codes,
  quotaFailure,
  requestInfo,
  resourceInfo,
} from '#contract/status.ts'

import { ApiError } from './api-error.ts'
import { errorWords } from './error-words.ts'

const e = en.error
const told = 'What the service said.'
const refusal = (name: CodeName, details: Any[] = []) =>
  new ApiError('status', 'request-1', {
    http: codes[name].http,
    status: { code: codes[name].code, message: told, details },
  })

const words: Record<CodeName, readonly [what: string, todo: string]> = {
  CANCELLED: [e.unknown, told],
  UNKNOWN: [e.internal, e.internalHelp],
  INVALID_ARGUMENT: [e.invalid, told],
  DEADLINE_EXCEEDED: [e.timeout, e.maybeDoneHelp],
  NOT_FOUND: [e.notFound, e.notFoundHelp],
  ALREADY_EXISTS: [e.exists, told],
  PERMISSION_DENIED: [e.forbidden, e.forbiddenHelp('editor')],
  RESOURCE_EXHAUSTED: [e.tooMany, e.tooManyHelp],
  FAILED_PRECONDITION: [e.invalid, told],
  ABORTED: [e.conflict, e.conflictHelp],
  OUT_OF_RANGE: [e.invalid, told],
  UNIMPLEMENTED: [e.unknown, told],
  INTERNAL: [e.internal, e.internalHelp],
  UNAVAILABLE: [e.unavailable, e.unavailableHelp],
  DATA_LOSS: [e.internal, e.internalHelp],
  UNAUTHENTICATED: [e.unauthenticated, e.unauthenticatedHelp],
}

describe('errorWords', () => {
  it('is tested with every code', () => {
    expect(Object.keys(words)).toHaveLength(16)
  })

  it.each(Object.entries(words))('says for %s what happened and what to do', (name, [what, todo]) => {
    expect(errorWords(en, refusal(name as CodeName))).toEqual({ what, todo, requestId: 'request-1' })
  })

  it('passes on the message of an unknown code', () => {
    const error = new ApiError('status', 'request-1', { http: 418, status: { code: 99, message: told, details: [] } })
    expect(errorWords(en, error)).toEqual({ what: e.unknown, todo: told, requestId: 'request-1' })
  })

  it.each([
    ['network', e.network, e.networkHelp],
    ['timeout', e.timeout, e.timeoutHelp],
    ['malformed', e.malformed, e.malformedHelp],
  ] as const)('says to try again after %s, but not when a write may have been done', (failure, what, todo) => {
    const wordsOf = (write: boolean) => errorWords(en, new ApiError(failure, 'request-1', { write }))
    expect(wordsOf(false)).toEqual({ what, todo, requestId: 'request-1' })
    expect(wordsOf(true)).toEqual({ what, todo: e.maybeDoneHelp, requestId: 'request-1' })
  })

  it('treats a rejected write as not done', () => {
    const status = { code: codes.ABORTED.code, message: told, details: [] }
    expect(errorWords(en, new ApiError('status', '', { status, write: true })).todo).toBe(e.conflictHelp)
  })

  it('names the role that allows it', () => {
    expect(errorWords(en, refusal('PERMISSION_DENIED'), 'iam.serviceAccounts.keyAdmin').todo).toContain(
      'iam.serviceAccounts.keyAdmin',
    )
  })

  it('names the access policy that forbade it', () => {
    const policy = 'iam.denyServiceAccountApiKeysCreation'
    const refused = (type: string) => errorWords(en, refusal('PERMISSION_DENIED', [resourceInfo(type, policy, 'b1g1')]))
    expect(refused('yandex.cloud.access.AccessPolicy')).toMatchObject({
      what: e.forbiddenByPolicy,
      todo: e.forbiddenByPolicyHelp(policy),
    })
    expect(refused('resource-manager.folder').what).toBe(e.forbidden)
  })

  it('distinguishes an exhausted quota from too many requests', () => {
    const error = refusal('RESOURCE_EXHAUSTED', [quotaFailure('iam.apiKeys.count', 1000, 1000)])
    expect(errorWords(en, error)).toMatchObject({
      what: e.quota('iam.apiKeys.count', '1000', '1000'),
      todo: e.quotaHelp,
    })
  })

  it.each(['INVALID_ARGUMENT', 'FAILED_PRECONDITION', 'OUT_OF_RANGE'] as const)(
    'lists the fields that %s rejected instead of the message',
    (name) => {
      const error = refusal(name, [
        badRequest([
          { field: 'expires_at', description: 'must be in the future' },
          { field: 'scopes[3]', description: 'no such scope' },
        ]),
      ])
      expect(errorWords(en, error).todo).toBe('expires_at: must be in the future; scopes[3]: no such scope')
    },
  )

  it("prefers the service's request id to its own", () => {
    expect(errorWords(en, refusal('INTERNAL', [requestInfo('request-of-the-service')])).requestId).toBe(
      'request-of-the-service',
    )
  })

  it.each([new Error('secret inside'), new TypeError('x is not a function'), 'text', null, undefined])(
    'shows nothing of %s, which is not a failed call',
    (error) => {
      expect(errorWords(en, error)).toEqual({ what: e.unknown, todo: e.unknownHelp, requestId: '' })
    },
  )
})
