import { mkdtempSync, rmSync } from 'node:fs'
import { get } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { Session, waitForOperation } from '@yandex-cloud/nodejs-sdk'
import { apiKeyService, iamTokenService, serviceAccountService } from '@yandex-cloud/nodejs-sdk/iam-v1'
import { cloudService, folderService } from '@yandex-cloud/nodejs-sdk/resourcemanager-v1'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { makeCertificate } from '#server/node/testing/certificate.ts'
import { administratorToken, type BuiltService, buildService, type TestService } from './testing/service.ts'

interface NewKey {
  readonly serviceAccountId: string
  readonly description?: string
  readonly scopes?: string[]
  readonly expiresAt?: Date
}

const certificate = makeCertificate(['localhost', '127.0.0.1'])
const ssl = { rootCerts: Buffer.from(certificate.pem) }
const folder = mkdtempSync(join(tmpdir(), 'keyrack-sdk-'))

describe('the official Node SDK', () => {
  let built: BuiltService
  let service: TestService
  let address = ''
  let session: Session
  let folderId = ''
  let accounts = 0

  const start = async () => {
    service = await built.start({
      KEYRACK_DATA_DIR: join(folder, 'data'),
      KEYRACK_TLS_CERT: certificate.certificateFile,
      KEYRACK_TLS_KEY: certificate.keyFile,
    })
    address = `localhost:${new URL(service.origin).port}`
  }

  beforeAll(async () => {
    built = await buildService()
    await start()
    const anybody = new Session({ iamToken: '', ssl })
    const { iamToken } = await anybody
      .client(iamTokenService.IamTokenServiceClient, address)
      .create(iamTokenService.CreateIamTokenRequest.fromPartial({ yandexPassportOauthToken: administratorToken }))
    session = new Session({ iamToken, ssl })
    const { clouds } = await session
      .client(cloudService.CloudServiceClient, address)
      .list(cloudService.ListCloudsRequest.fromPartial({}))
    const { folders } = await session
      .client(folderService.FolderServiceClient, address)
      .list(folderService.ListFoldersRequest.fromPartial({ cloudId: clouds[0]?.id ?? '' }))
    folderId = folders[0]?.id ?? ''
  })
  afterAll(async () => {
    await built.remove()
    certificate.remove()
    rmSync(folder, { recursive: true })
  })

  const keys = () => session.client(apiKeyService.ApiKeyServiceClient, address)
  const account = async (): Promise<string> => {
    const client = session.client(serviceAccountService.ServiceAccountServiceClient, address)
    const request = { folderId, name: `from-the-sdk-${++accounts}`, labels: { team: 'billing' } }
    const operation = await client.create(serviceAccountService.CreateServiceAccountRequest.fromPartial(request))
    const done = await waitForOperation(operation, session, 10_000, address)
    expect(done.metadata?.typeUrl).toBe('type.googleapis.com/yandex.cloud.iam.v1.CreateServiceAccountMetadata')
    return serviceAccountService.CreateServiceAccountMetadata.decode(done.metadata?.value ?? Buffer.of())
      .serviceAccountId
  }
  const create = (fields: NewKey) => keys().create(apiKeyService.CreateApiKeyRequest.fromPartial(fields))
  const check = (secret: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const options = { ca: certificate.pem, agent: false, headers: { authorization: `Api-Key ${secret}` } }
      get(`${service.origin}/authenticate`, options, ({ statusCode }) => resolve(statusCode)).once('error', reject)
    })

  it('creates a key that opens what it may, and deletes it', async () => {
    const expiresAt = new Date('2100-01-01T00:00:00Z')
    const { apiKey, secret } = await create({
      serviceAccountId: await account(),
      scopes: ['yc.postbox.send'],
      expiresAt,
    })
    expect(apiKey).toMatchObject({ scopes: ['yc.postbox.send'], expiresAt })
    expect(await check(secret)).toBe(200)
    const id = { apiKeyId: apiKey?.id ?? '' }
    const deleted = await keys().delete(apiKeyService.DeleteApiKeyRequest.fromPartial(id))
    expect(deleted.done).toBe(true)
    expect(await check(secret)).toBe(401)
  })

  it('changes only what the mask names', async () => {
    const { apiKey } = await create({ serviceAccountId: await account(), description: 'before' })
    const id = { apiKeyId: apiKey?.id ?? '' }
    const change = { ...id, updateMask: { paths: ['scopes'] }, description: 'after', scopes: ['yc.postbox.send'] }
    await keys().update(apiKeyService.UpdateApiKeyRequest.fromPartial(change))
    const changed = await keys().get(apiKeyService.GetApiKeyRequest.fromPartial(id))
    expect(changed).toMatchObject({ description: 'before', scopes: ['yc.postbox.send'] })
  })

  it('reads lists page by page', async () => {
    const serviceAccountId = await account()
    for (const description of ['one', 'two', 'three']) await create({ serviceAccountId, description })
    const list = (pageToken: string) =>
      keys().list(apiKeyService.ListApiKeysRequest.fromPartial({ serviceAccountId, pageSize: 2, pageToken }))
    const first = await list('')
    const second = await list(first.nextPageToken)
    expect([first, second].map(({ apiKeys }) => apiKeys.length)).toEqual([2, 1])
    expect(second.nextPageToken).toBe('')
  })

  it('shows an error with its reason', async () => {
    const asked = keys().get(apiKeyService.GetApiKeyRequest.fromPartial({ apiKeyId: 'ключ: 1/2?' }))
    await expect(asked).rejects.toThrow('NOT_FOUND: ApiKey ключ: 1/2? not found')
  })

  it('gets the answer of every call that runs when the service stops', async () => {
    const serviceAccountId = await account()
    const running = Array.from({ length: 50 }, () =>
      create({ serviceAccountId }).then(
        () => 'made',
        () => 'not made',
      ),
    )
    await Promise.race(running)
    const stopped = service.stop()
    const made = (await Promise.all(running)).filter((outcome) => outcome === 'made')
    expect(await stopped).toBe(0)
    await start()
    const { apiKeys } = await keys().list(
      apiKeyService.ListApiKeysRequest.fromPartial({ serviceAccountId, pageSize: 1000 }),
    )
    expect(apiKeys).toHaveLength(made.length)
  })
})
