import { toBinary } from '@bufbuild/protobuf'
import { describe, expect, it, vi } from 'vitest'

import { UnavailableError } from '../store/store.ts'
import { messageNamed, messageOf } from './registry.ts'
import { framed, openGrpc } from './testing/open-grpc.ts'

describe('a health check', () => {
  const check = async (service: string, options: Parameters<typeof openGrpc>[0] = {}) => {
    const { sendBytes } = await openGrpc(options)
    const request = messageNamed('grpc.health.v1.HealthCheckRequest')
    return sendBytes('/grpc.health.v1.Health/Check', [framed(toBinary(request, messageOf(request, { service })))])
  }

  it.each(['', 'yandex.cloud.iam.v1.ApiKeyService'])('of %j tells that it is served', async (service) => {
    expect((await check(service)).body).toEqual({ status: 'SERVING' })
  })

  it('tells that the database is away', async () => {
    const ping = () => Promise.reject(new UnavailableError('gone'))
    expect((await check('', { broken: (store) => ({ ...store, ping }) })).body).toEqual({ status: 'NOT_SERVING' })
  })

  it('that passes is not logged', async () => {
    const info = vi.fn<() => void>()
    await check('', { log: { info, error() {} } })
    expect(info).not.toHaveBeenCalled()
  })

  it('of another service is NOT_FOUND', async () => {
    expect((await check('yandex.cloud.vpc.v1.NetworkService')).status.code).toBe(5)
  })
})
