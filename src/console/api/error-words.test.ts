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
  DEADLINE_EXCEEDED: [e.timeout, e.timeoutHelp],
  NOT_FOUND: [e.notFound, e.notFoundHelp],
  ALREADY_EXISTS: [e.exists, told],
  PERMISSION_DENIED: [e.forbidden, `${e.forbiddenHelp('editor')}\n${told}`],
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

  it.each([
    ['UNAVAILABLE', [], e.cloudUnavailableHelp],
    ['INTERNAL', [], e.cloudInternalHelp],
    ['RESOURCE_EXHAUSTED', [quotaFailure('iam.apiKeys.count', 1000, 1000)], e.cloudQuotaHelp],
  ] as const)('says for %s what to do in the cloud behind a gateway', (name, details, todo) => {
    expect(errorWords(en, refusal(name, [...details]), 'editor', true).todo).toBe(todo)
  })

  it.each([502, 504])('does not call a write safe to repeat whose response a gateway lost: HTTP %i', (http) => {
    const status = { code: codes.UNAVAILABLE.code, message: told, details: [] }
    const wordsOf = (write: boolean) => errorWords(en, new ApiError('status', '', { status, http, write }))
    expect(wordsOf(true).todo).toBe(e.maybeDoneHelp)
    expect(wordsOf(false).todo).toBe(e.unavailableHelp)
  })

  it('names the field that does not fit the contract', () => {
    const error = new ApiError('malformed', 'request-1', { http: 200, problem: 'apiKeys[0].scopes: expected array' })
    expect(errorWords(en, error)).toEqual({
      what: e.malformed,
      todo: `apiKeys[0].scopes: expected array\n${e.misfitHelp}`,
      requestId: 'request-1',
    })
  })

  it('adds what the service says about a missing right, unless it says nothing more', () => {
    const said = (message: string) =>
      errorWords(
        en,
        new ApiError('status', '', { status: { code: codes.PERMISSION_DENIED.code, message, details: [] } }),
      )
    expect(said('Permission denied to folder b1g1').todo).toBe(
      `${e.forbiddenHelp('editor')}\nPermission denied to folder b1g1`,
    )
    for (const message of ['', 'Permission denied', 'Permission denied.']) {
      expect(said(message).todo).toBe(e.forbiddenHelp('editor'))
    }
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

  it('recognises a policy and a quota by the message alone', () => {
    const wordsOf = (name: CodeName, message: string) =>
      errorWords(en, new ApiError('status', '', { status: { code: codes[name].code, message, details: [] } }))
    const policy = 'iam.denyServiceAccountApiKeysCreation'
    expect(wordsOf('PERMISSION_DENIED', `Denied by access policy ${policy}`).todo).toBe(e.forbiddenByPolicyHelp(policy))
    expect(wordsOf('RESOURCE_EXHAUSTED', 'Quota limit iam.apiKeys.count exceeded')).toMatchObject({
      what: e.quotaOf('iam.apiKeys.count'),
      todo: e.quotaHelp,
    })
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
