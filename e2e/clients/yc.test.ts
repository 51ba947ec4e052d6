import { randomUUID } from 'node:crypto'

import { describe, expect, inject, it } from 'vitest'

import { administratorToken } from '../service/testing/service.ts'
import { run } from './testing/run.ts'
import { createAccount, listKeys, newName, variables } from './testing/service.ts'

const service = inject('service')
const tool = inject('tools').grpcurl
const program = 'path' in tool ? tool.path : ''

/** The metadata that `yc` sends with a call. */
const newMetadata = () => ({
  'idempotency-key': randomUUID(),
  'x-client-request-id': randomUUID(),
  'x-client-trace-id': randomUUID(),
})

interface Response {
  readonly headers: string
  readonly message: Record<string, unknown>
}

/** Calls a method as `yc` does. @throws Error with what grpcurl prints of a failure */
const send = async (method: string, body: object, metadata: Record<string, string> = newMetadata()) => {
  const headers = Object.entries(metadata).flatMap(([name, value]) => ['-H', `${name}: ${value}`])
  const args = ['-v', ...headers, '-d', JSON.stringify(body), service.address, `yandex.cloud.${method}`]
  const { stdout } = await run(program, args, { env: variables(service) })
  const [, received = '', contents = '{}'] =
    /Response headers received:\n(.*?)\n\n.*?Response contents:\n(.*?)\n\nResponse trailers/s.exec(stdout) ?? []
  return { headers: received, message: JSON.parse(contents) } as Response
}

/** `yc` exchanges its token first, and sends the IAM token with all other calls. */
const signIn = async () => {
  const { message } = await send('iam.v1.IamTokenService/Create', { yandex_passport_oauth_token: administratorToken })
  return { authorization: `Bearer ${String(message['iamToken'])}` }
}

describe.skipIf('missing' in tool)('the calls of yc', () => {
  it('look the addresses up without a token', async () => {
    const { message } = await send('endpoint.ApiEndpointService/List', {})
    const { address } = service
    expect(message['endpoints']).toEqual(
      expect.arrayContaining([
        { id: 'iam', address },
        { id: 'operation', address },
        { id: 'resource-manager', address },
      ]),
    )
  })

  it('create, list, change and delete a key of an account found by its name', async () => {
    const name = newName()
    const accountId = await createAccount(service, name)
    const token = await signIn()
    const call = (method: string, body: object) => send(method, body, { ...newMetadata(), ...token })

    const filter = `name = "${name}"`
    const { message } = await call('iam.v1.ServiceAccountService/List', { folder_id: service.folderId, filter })
    expect(message['serviceAccounts']).toEqual([expect.objectContaining({ id: accountId, name })])

    const creation = { service_account_id: accountId, scopes: ['yc.postbox.send'], description: 'by yc' }
    const { message: created } = await call('iam.v1.ApiKeyService/Create', creation)
    expect(created).toEqual({
      apiKey: expect.objectContaining({ serviceAccountId: accountId, description: 'by yc' }),
      secret: expect.stringMatching(/^AQVN/),
    })
    const { id } = created['apiKey'] as { id: string }

    const change = { api_key_id: id, update_mask: { paths: ['description'] }, description: 'changed' }
    const { message: operation } = await call('iam.v1.ApiKeyService/Update', change)
    const got = await call('operation.OperationService/Get', { operation_id: operation['id'] })
    expect(got.message).toMatchObject({ done: true, response: { id, description: 'changed' } })

    const { message: keys } = await call('iam.v1.ApiKeyService/List', { service_account_id: accountId })
    expect(keys['apiKeys']).toEqual([expect.objectContaining({ id, description: 'changed' })])
    await call('iam.v1.ApiKeyService/Delete', { api_key_id: id })
    expect(await listKeys(service, accountId)).toEqual([])
  })

  it('create one key however often they are repeated', async () => {
    const accountId = await createAccount(service)
    const metadata = { ...newMetadata(), ...(await signIn()) }
    const create = () => send('iam.v1.ApiKeyService/Create', { service_account_id: accountId }, metadata)
    expect((await create()).message).toEqual((await create()).message)
    expect(await listKeys(service, accountId)).toHaveLength(1)
  })

  it('get IDs of the request and the trace in the headers of a response', async () => {
    const { headers } = await send('endpoint.ApiEndpointService/List', {})
    expect(headers).toMatch(/^x-request-id: \S+$/m)
    expect(headers).toMatch(/^x-server-trace-id: \S+$/m)
  })

  it('get the request ID and the invalid fields in the details of an error', async () => {
    const call = send('iam.v1.ApiKeyService/Create', { scopes: ['?'] }, { ...newMetadata(), ...(await signIn()) })
    await expect(call).rejects.toThrow(/Code: InvalidArgument.*google\.rpc\.(BadRequest|RequestInfo)/s)
  })
})
