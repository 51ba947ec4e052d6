import type { JsonObject } from '@bufbuild/protobuf'
import { describe, expect, it, vi } from 'vitest'

import { StatusError } from '../messages/status-error.ts'
import { UnavailableError } from '../store/store.ts'
import { type GrpcAnswer, openGrpc } from './testing/open-grpc.ts'

const codes = {
  INVALID_ARGUMENT: 3,
  DEADLINE_EXCEEDED: 4,
  NOT_FOUND: 5,
  RESOURCE_EXHAUSTED: 8,
}

const detailsOf = ({ status }: GrpcAnswer) => status.details.map((detail) => detail['@type'].replace(/.*\//, ''))

describe('an error', () => {
  it.each([
    ['getApiKey', { apiKeyId: 'nothing' }, '/iam/v1/apiKeys/nothing'],
    ['listServiceAccounts', { folderId: 'x', pageSize: '5000' }, '/iam/v1/serviceAccounts?folderId=x&pageSize=5000'],
    ['listServiceAccounts', {}, '/iam/v1/serviceAccounts'],
    ['listFolders', { cloudId: 'x', filter: 'a=b' }, '/resource-manager/v1/folders?cloudId=x&filter=a%3Db'],
    ['getApiEndpoint', { apiEndpointId: 'vpc' }, '/endpoints/vpc'],
  ] as const)('of %s %j is that of HTTP', async (id, fields, path) => {
    const { call, get } = await openGrpc()
    const metadata = { 'x-request-id': 'the-request-id' }
    const answer = await call(id, fields, { metadata })
    const { body } = await get(path)
    const withoutId = (status: unknown) =>
      JSON.stringify(status).replaceAll(/"requestId":"[^"]*"/g, '"requestId":"the-request-id"')
    expect(withoutId(answer.status)).toBe(withoutId(body))
  })

  it('has a message that JavaScript clients decode', async () => {
    const { call } = await openGrpc()
    const { trailer } = await call('getApiKey', { apiKeyId: 'ключ: /?#[]@%41,"\\' })
    expect(trailer.get('grpc-message')).toMatch(/^[\x20-\x7E]+$/)
    expect(decodeURI(trailer.get('grpc-message') ?? '')).toBe('ApiKey ключ: /?#[]@%41,"\\ not found')
  })

  it('fits into the metadata that C clients accept, with its request id', async () => {
    const { call } = await openGrpc()
    const scopes = Array.from({ length: 100 }, (_, index) => `${'ы'.repeat(300)}${index}`)
    const answer = await call('createApiKey', { serviceAccountId: 'x', scopes })
    const size = [...answer.trailer].reduce((sum, [name, value]) => sum + name.length + value.length + 32, 0)
    expect(size).toBeLessThan(8192)
    expect(answer.trailer.get('grpc-message')).toMatch(/^Validation%20failed:.*\.\.\.$/)
    expect(detailsOf(answer)).toEqual(['google.rpc.RequestInfo'])
  })

  it('of an exhausted quota has limit and usage', async () => {
    const { call, account } = await openGrpc({ quotas: { apiKeys: 1, serviceAccounts: 0 } })
    const serviceAccountId = await account()
    await call('createApiKey', { serviceAccountId })
    const answer = await call('createApiKey', { serviceAccountId })
    expect(answer.status.code).toBe(codes.RESOURCE_EXHAUSTED)
    expect(detailsOf(answer)).toEqual(['yandex.cloud.quota.QuotaFailure', 'google.rpc.RequestInfo'])
  })

  it('of the database says when to try again', async () => {
    const broken = { get: () => Promise.reject(new UnavailableError('gone')) }
    const { call } = await openGrpc({ broken: (store) => ({ ...store, apiKeys: { ...store.apiKeys, ...broken } }) })
    const answer = await call('getApiKey', { apiKeyId: 'x' })
    expect(answer.status.code).toBe(14)
    expect(detailsOf(answer)).toEqual(['google.rpc.RetryInfo', 'google.rpc.RequestInfo'])
  })

  it('that is a bug is logged, and tells nothing', async () => {
    const broken = { get: () => Promise.reject(new Error('secret of the house')) }
    const error = vi.fn<() => void>()
    const { call } = await openGrpc({
      broken: (store) => ({ ...store, apiKeys: { ...store.apiKeys, ...broken } }),
      log: { info() {}, error },
    })
    const answer = await call('getApiKey', { apiKeyId: 'x' })
    expect(answer.status).toMatchObject({ code: 13, message: 'Internal error' })
    expect(error).toHaveBeenCalledWith(expect.objectContaining({ err: expect.any(Error) }), 'request failed')
  })

  it('whose details have no message is answered without them, and logged', async () => {
    const details = [{ '@type': 'type.googleapis.com/no.such.Message' }]
    const broken = { get: () => Promise.reject(new StatusError('ABORTED', 'Aborted', details)) }
    const error = vi.fn<() => void>()
    const { call } = await openGrpc({
      broken: (store) => ({ ...store, apiKeys: { ...store.apiKeys, ...broken } }),
      log: { info() {}, error },
    })
    const answer = await call('getApiKey', { apiKeyId: 'x' })
    expect(answer.status).toEqual({ code: 10, message: 'Aborted', details: [] })
    expect(error).toHaveBeenCalledWith(expect.objectContaining({ err: expect.any(Error) }), 'request failed')
  })
})

describe('a label', () => {
  it.each([
    ['__proto__', codes.INVALID_ARGUMENT],
    ['constructor', 0],
  ])('%s is never dropped', async (name, code) => {
    const { call, folder } = await openGrpc()
    const labels = JSON.parse(`{"${name}": "x"}`) as JsonObject
    const { status } = await call('createServiceAccount', { folderId: folder.id, name: 'robot', labels })
    expect(status.code).toBe(code)
  })

  it('that an error cuts within a character still gets its error', async () => {
    const { call, folder } = await openGrpc()
    const labels = { [`${'a'.repeat(99)}😀`]: 'x' }
    const { status } = await call('createServiceAccount', { folderId: folder.id, name: 'robot', labels })
    expect(status.code).toBe(codes.INVALID_ARGUMENT)
  })
})

describe('an update', () => {
  const soon = '2027-01-01T00:00:00Z'

  it('changes what the mask covers, and does not judge the rest', async () => {
    const { call, account, key } = await openGrpc()
    const { apiKey } = await key(await account(), { description: 'before', expiresAt: soon })
    // Terraform sends the time of an empty field.
    const fields = { updateMask: 'description', description: 'after', expiresAt: '1970-01-01T00:00:00Z' }
    expect((await call('updateApiKey', { apiKeyId: apiKey.id, ...fields })).status.code).toBe(0)
    const { body } = await call('getApiKey', { apiKeyId: apiKey.id })
    expect(body).toMatchObject({ description: 'after', expiresAt: soon })
  })

  it('clears a covered field that is not set', async () => {
    const { call, account, key } = await openGrpc()
    const { apiKey } = await key(await account(), { description: 'before', expiresAt: soon })
    await call('updateApiKey', { apiKeyId: apiKey.id, updateMask: 'description,expiresAt' })
    const { body } = await call('getApiKey', { apiKeyId: apiKey.id })
    expect(Object.keys(body as JsonObject)).not.toEqual(expect.arrayContaining(['description']))
    expect(Object.keys(body as JsonObject)).not.toEqual(expect.arrayContaining(['expiresAt']))
  })
})

describe('a caller', () => {
  it('needs a token', async () => {
    const { call } = await openGrpc()
    const { status } = await call('listClouds', {}, { metadata: { authorization: '' } })
    expect(status).toMatchObject({ code: 16 })
  })

  it('needs none to exchange one', async () => {
    const { call, token } = await openGrpc()
    const metadata = { authorization: '' }
    const { body } = await call('createIamToken', { yandexPassportOauthToken: token }, { metadata })
    const { iamToken } = body as { readonly iamToken: string }
    expect((await call('listClouds', {}, { metadata: { authorization: `Bearer ${iamToken}` } })).status.code).toBe(0)
  })

  it('has the rights that it has by HTTP', async () => {
    const { call, robot, account } = await openGrpc()
    const { token } = await robot()
    const id = await account()
    const metadata = { authorization: `Bearer ${token}` }
    expect((await call('getServiceAccount', { serviceAccountId: id }, { metadata })).status.code).toBe(codes.NOT_FOUND)
  })

  it('with many wrong tokens is limited, also by HTTP', async () => {
    const { call, send } = await openGrpc()
    const address = '203.0.113.9'
    const statuses = new Set<number>()
    for (let n = 0; n < 101; n += 1) {
      const metadata = { authorization: `Bearer wrong-${n}` }
      statuses.add((await call('listClouds', {}, { metadata, address })).status.code)
    }
    expect([...statuses]).toEqual([16, codes.RESOURCE_EXHAUSTED])
    const byHttp = await send('/iam/v1/roles', { headers: { authorization: 'Bearer wrong' } }, address)
    expect(byHttp.status).toBe(429)
  })

  it('that repeats a write with its key gets the same answer, also from HTTP', async () => {
    const { call, account, post, get } = await openGrpc()
    const fields = { serviceAccountId: await account() }
    const metadata = { 'idempotency-key': 'a3c0f2c6-1a70-4d7a-9d4e-7a8d5d1f2b11' }
    const first = await call('createApiKey', fields, { metadata })
    expect((await call('createApiKey', fields, { metadata })).body).toEqual(first.body)
    expect((await post('/iam/v1/apiKeys', fields, metadata)).body).toEqual(first.body)
    const { body } = await get(`/iam/v1/apiKeys?serviceAccountId=${fields.serviceAccountId}`)
    expect(body).toMatchObject({ apiKeys: [expect.anything()] })
    expect((body as { apiKeys: unknown[] }).apiKeys).toHaveLength(1)
  })

  it('is told where the service is, by the address that it used', async () => {
    const { call } = await openGrpc()
    expect((await call('getApiEndpoint', { apiEndpointId: 'iam' })).body).toEqual({
      id: 'iam',
      address: 'localhost:80',
    })
  })

  it('is told the advertised address, where there is one', async () => {
    const { call, get } = await openGrpc({ advertisedAddress: 'keyrack.example:443' })
    const expected = { id: 'iam', address: 'keyrack.example:443' }
    expect((await call('getApiEndpoint', { apiEndpointId: 'iam' })).body).toEqual(expected)
    expect((await get('/endpoints/iam')).body).toEqual(expected)
  })

  it('gets no answer after its deadline', async () => {
    const broken = { get: () => new Promise<never>(() => {}) }
    const { call } = await openGrpc({ broken: (store) => ({ ...store, apiKeys: { ...store.apiKeys, ...broken } }) })
    const { status } = await call('getApiKey', { apiKeyId: 'x' }, { metadata: { 'grpc-timeout': '20m' } })
    expect(status.code).toBe(codes.DEADLINE_EXCEEDED)
  })

  it.each(['99999999H', '99999999S', '600H'])('may wait %s', async (timeout) => {
    const slow = { get: () => new Promise<undefined>((resolve) => void setTimeout(resolve, 20)) }
    const { call } = await openGrpc({ broken: (store) => ({ ...store, apiKeys: { ...store.apiKeys, ...slow } }) })
    const { status } = await call('getApiKey', { apiKeyId: 'x' }, { metadata: { 'grpc-timeout': timeout } })
    expect(status.code).toBe(codes.NOT_FOUND)
  })

  it('that has gone is not waited for', async () => {
    const broken = { get: () => new Promise<never>(() => {}) }
    const { call } = await openGrpc({ broken: (store) => ({ ...store, apiKeys: { ...store.apiKeys, ...broken } }) })
    const gone = new AbortController()
    const running = call('getApiKey', { apiKeyId: 'x' }, { signal: gone.signal })
    gone.abort()
    expect((await running).status).toMatchObject({ code: 1, message: 'Cancelled' })
  })
})

describe('a response', () => {
  it('has the request id that the client sent', async () => {
    const { call } = await openGrpc()
    const { header } = await call('listRoles', {}, { metadata: { 'x-request-id': 'from-the-client' } })
    expect(header.get('x-request-id')).toBe('from-the-client')
    expect(header.get('x-server-trace-id')).toBe('from-the-client')
  })

  it('is counted and logged, without what was sent', async () => {
    const info = vi.fn<(fields: Record<string, unknown>, message: string) => void>()
    const request = vi.fn<(method: string, status: number, milliseconds: number) => void>()
    const { call, account } = await openGrpc({
      log: { info, error() {} },
      metrics: { request, check() {}, upstream() {} },
    })
    const { body } = await call('createApiKey', { serviceAccountId: await account(), description: 'words' })
    expect(request).toHaveBeenLastCalledWith('createApiKey', 200, expect.any(Number))
    const [fields] = info.mock.lastCall ?? []
    const path = '/yandex.cloud.iam.v1.ApiKeyService/Create'
    expect(fields).toMatchObject({ method: 'gRPC', path, status: 200, code: 'OK', subject: { type: 'administrator' } })
    expect(JSON.stringify(fields)).not.toMatch(`words|${(body as { secret: string }).secret}`)
  })
})
