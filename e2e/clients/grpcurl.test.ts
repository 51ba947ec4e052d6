import { dirname, delimiter } from 'node:path'

import { describe, expect, inject, it } from 'vitest'

import { examples } from './testing/document.ts'
import { run } from './testing/run.ts'
import { createAccount, rest, variables } from './testing/service.ts'

const service = inject('service')
const tool = inject('tools').grpcurl
const program = 'path' in tool ? tool.path : ''

describe.skipIf('missing' in tool)('grpcurl', () => {
  it('runs the examples of the documentation', async () => {
    const id = await createAccount(service)
    await rest(service, '/iam/v1/apiKeys', { method: 'POST', body: { serviceAccountId: id, description: 'listed' } })
    const [example = ''] = examples('grpcurl', 'sh')
    const PATH = dirname(program) + delimiter + process.env['PATH']
    const env = { ...variables(service), SERVICEACCOUNT_ID: id, PATH }
    const { stdout } = await run('bash', ['-ec', example], { env })
    expect(stdout).toContain('yandex.cloud.resourcemanager.v1.FolderService\n')
    expect(stdout).toContain('rpc Create ( .yandex.cloud.iam.v1.CreateApiKeyRequest )')
    expect(stdout).toContain('"description": "listed"')
  })

  it('describes and lists every service by reflection', async () => {
    const env = variables(service)
    const names = (await run(program, [service.address, 'list'], { env })).stdout.trimEnd().split('\n')
    expect(names).toEqual(
      expect.arrayContaining([
        'grpc.health.v1.Health',
        'yandex.cloud.endpoint.ApiEndpointService',
        'yandex.cloud.iam.v1.ApiKeyService',
        'yandex.cloud.iam.v1.IamTokenService',
        'yandex.cloud.iam.v1.RoleService',
        'yandex.cloud.iam.v1.ServiceAccountService',
        'yandex.cloud.operation.OperationService',
        'yandex.cloud.resourcemanager.v1.CloudService',
        'yandex.cloud.resourcemanager.v1.FolderService',
      ]),
    )
    for (const name of names) {
      const { stdout } = await run(program, [service.address, 'describe', name], { env })
      expect(stdout).toContain(`${name} is a service`)
    }
  })

  it('reads the health of the service', async () => {
    const { stdout } = await run(program, [service.address, 'grpc.health.v1.Health/Check'], { env: variables(service) })
    expect(JSON.parse(stdout)).toEqual({ status: 'SERVING' })
  })
})
