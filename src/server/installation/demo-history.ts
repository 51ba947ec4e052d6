import { accessPolicyTemplates } from '#contract/access-policy.ts'
import { administrator } from '../access/actor.ts'
import { toApiKey } from '../api-keys/to-api-key.ts'
import { iamMessage, accountTarget, apiKeyTarget, type Target } from '../operations/record.ts'
import { suspensionDescription, toServiceAccount } from '../service-accounts/service-account.ts'
import type { ApiKeyRow, OperationRow, ServiceAccountRow } from '../store/rows.ts'
import type { Tables } from '../store/store.ts'

/** The demo data created so far. */
export interface Demo {
  readonly accounts: readonly ServiceAccountRow[]
  readonly keys: readonly ApiKeyRow[]
  readonly cloudId: string
  readonly productionId: string
  readonly lockedDownId: string
  /** The timestamp `days` from now. */
  readonly at: (days: number) => string
}

/** Adds operations, access bindings and an access policy to the demo data. */
export const seedHistory = async (tx: Tables, demo: Demo): Promise<void> => {
  await seedOperations(tx, demo)
  await seedBindings(tx, demo)
  await tx.accessPolicies.insert({
    id: 'ajedemopolicy00000001',
    resourceId: demo.lockedDownId,
    templateId: accessPolicyTemplates.apiKeys,
    parameters: {},
    createdAt: demo.at(-100),
  })
}

const accountNamed = ({ accounts }: Demo, name: string): ServiceAccountRow => {
  const found = accounts.find((account) => account.name === name)
  if (found === undefined) throw new Error(`The demo data have no account ${name}`)
  return found
}

const seedOperations = async (tx: Tables, demo: Demo) => {
  let count = 0
  const record = (
    target: Target,
    at: string,
    details: Pick<OperationRow, 'description' | 'metadata' | 'response'>,
  ): Promise<void> =>
    tx.operations.insert({
      id: `ajedemooperation${String((count += 1)).padStart(4, '0')}`,
      ...target,
      ...details,
      createdAt: at,
      modifiedAt: at,
      createdBy: administrator.id,
      done: true,
      error: null,
    })

  for (const account of demo.accounts) {
    const { id: serviceAccountId, createdAt } = account
    await record(accountTarget(account), createdAt, {
      description: 'Create service account',
      metadata: iamMessage('CreateServiceAccountMetadata', { serviceAccountId }),
      response: iamMessage('ServiceAccount', toServiceAccount(account, new Date(createdAt))),
    })
    // Only ten keys per account, because one for every key would slow down the start.
    const keys = demo.keys.filter((key) => key.serviceAccountId === serviceAccountId)
    for (const key of keys.slice(0, 10)) {
      await record(apiKeyTarget(key.id, account), key.createdAt, {
        description: 'Create API key',
        metadata: null,
        response: iamMessage('ApiKey', toApiKey(key)),
      })
    }
  }

  const suspended = accountNamed(demo, 'suspended-robot')
  const serviceAccountId = suspended.id
  await record(accountTarget(suspended), demo.at(-12), {
    description: suspensionDescription('Its key was in a public log'),
    metadata: iamMessage('SuspendServiceAccountMetadata', { serviceAccountId }),
    response: iamMessage('SuspendServiceAccountResponse', {}),
  })
}

const seedBindings = async (tx: Tables, demo: Demo) => {
  const idOf = (name: string) => accountNamed(demo, name).id
  const billing = idOf('billing-robot')
  const bindings = [
    [demo.cloudId, 'viewer', 'serviceAccount', idOf('demo-viewer')],
    [demo.productionId, 'iam.serviceAccounts.apiKeyAdmin', 'serviceAccount', idOf('demo-key-admin')],
    [billing, 'editor', 'userAccount', 'ajedemouser000000001'],
    [billing, 'iam.serviceAccounts.user', 'serviceAccount', idOf('ci-runner')],
    [billing, 'iam.serviceAccounts.keyAdmin', 'group', 'ajedemogroup00000001'],
    [billing, 'viewer', 'federatedUser', 'ajedemofederated0001'],
    [billing, 'auditor', 'system', 'group:organization:bpfdemoorganization0:users'],
    [idOf('mailer-robot'), 'iam.serviceAccounts.tokenCreator', 'serviceAccount', idOf('deploy-robot')],
  ] as const
  for (const [index, [resourceId, roleId, subjectType, subjectId]] of bindings.entries()) {
    const id = `ajedemobinding${String(index + 1).padStart(6, '0')}`
    await tx.accessBindings.insert({ id, resourceId, roleId, subjectType, subjectId, createdAt: demo.at(-90 + index) })
  }
}
