import { describe, expect, it } from 'vitest'

import { listApiKeys } from '#contract/api-key.ts'
import { listServiceAccounts } from '#contract/service-account.ts'

import { ApiError } from './api-error.ts'
import { call } from './http.ts'
import { stubFetch } from './testing/stub-fetch.ts'

const fetch = stubFetch()

const failure = async (promise: Promise<unknown>): Promise<ApiError> => {
  const error: unknown = await promise.catch((cause: unknown) => cause)
  if (!(error instanceof ApiError)) throw new Error('Not an ApiError', { cause: error })
  return error
}

describe('a response that does not fit', () => {
  it.each([
    [{ apiKeys: [{ id: 'aje1' }] }, 'apiKeys[0].serviceAccountId: expected string'],
    [{ apiKeys: 'AQVNsecret' }, 'apiKeys: expected array'],
    [['AQVNsecret'], 'response: expected object'],
  ])('names the first field of %j that does not fit', async (body, problem) => {
    fetch.mockResolvedValue(Response.json(body))
    expect((await failure(call(listApiKeys, {}))).problem).toBe(problem)
  })

  it('does not name the keys of a map, which are data', async () => {
    const key = 'AQVN-secret as a key'
    const serviceAccounts = [{ id: '1', folderId: '2', name: 'x', createdAt: '3', labels: { [key]: 1 } }]
    fetch.mockResolvedValue(Response.json({ serviceAccounts }))
    const error = await failure(call(listServiceAccounts, { query: { folderId: 'b1g1' } }))
    expect(error.problem).toBe('serviceAccounts[0].labels.…: expected string')
    expect(JSON.stringify(error) + String(error.stack)).not.toContain('secret')
  })
})
