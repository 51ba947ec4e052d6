import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { listApiKeys, listScopes } from '#contract/api-key.ts'
import { listServiceAccounts } from '#contract/service-account.ts'
import { codes } from '#contract/status.ts'

import { ApiError } from './api-error.ts'
import { call } from './http.ts'

const fetch = vi.fn<typeof globalThis.fetch>()
const refused = (name: keyof typeof codes) =>
  Response.json({ code: codes[name].code, message: name }, { status: codes[name].http })

beforeEach(() => vi.stubGlobal('fetch', fetch))
afterEach(() => {
  fetch.mockReset()
  vi.unstubAllGlobals()
})

const failure = async (promise: Promise<unknown>): Promise<ApiError> => {
  const error: unknown = await promise.catch((cause: unknown) => cause)
  if (!(error instanceof ApiError)) throw new Error('Not an ApiError', { cause: error })
  return error
}

describe('a method with an older path', () => {
  it.each([
    ['a Status', () => refused('NOT_FOUND')],
    ['an unimplemented method', () => refused('UNIMPLEMENTED')],
    ['an error page', () => new Response('<html>404</html>', { status: 404 })],
  ])('is asked for there when the new path is answered by %s', async (_, unknown) => {
    fetch.mockResolvedValueOnce(unknown()).mockResolvedValueOnce(Response.json({ scopes: ['yc.postbox.send'] }))
    await expect(call(listScopes, {})).resolves.toMatchObject({ scopes: ['yc.postbox.send'] })
    expect(fetch.mock.calls.map(([url]) => url)).toEqual(['/iam/v1/apiKeyScopes', '/iam/v1/apiKeys/scopes'])
  })

  it('fails if both are unknown', async () => {
    fetch.mockImplementation(async () => refused('NOT_FOUND'))
    expect((await failure(call(listScopes, {}))).is(codes.NOT_FOUND.code)).toBe(true)
    expect(fetch).toHaveBeenCalledTimes(2)
  })

  it('is not asked for there after another failure', async () => {
    fetch.mockImplementation(async () => refused('PERMISSION_DENIED'))
    await failure(call(listScopes, {}))
    expect(fetch).toHaveBeenCalledTimes(1)
  })
})

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
