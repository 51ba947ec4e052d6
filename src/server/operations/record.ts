import type { Operation } from '#contract/operation.ts'
import type { Any } from '#contract/status.ts'
import type { Ctx } from '../verb.ts'
import { newId } from '../messages/ids.ts'
import type { CloudRow, FolderRow, OperationRow, ServiceAccountRow } from '../store/rows.ts'
import type { Tables } from '../store/store.ts'

/** Messages of the IAM API are named `yandex.cloud.iam.v1.<Message>` inside an Any (API reference 1.5). */
export const iamMessage = (message: string, fields: object): Any => ({
  '@type': `type.googleapis.com/yandex.cloud.iam.v1.${message}`,
  ...fields,
})

/** Messages about the access to anything are shared by all services of the cloud (API reference 1.6). */
export const accessMessage = (message: string, fields: object): Any => ({
  '@type': `type.googleapis.com/yandex.cloud.access.${message}`,
  ...fields,
})

/** What a delete answers with. */
export const empty: Any = { '@type': 'type.googleapis.com/google.protobuf.Empty', value: {} }

/** What an operation was done to, and where that belongs. */
export type Target = Pick<OperationRow, 'resourceId' | 'serviceAccountId' | 'folderId'>
type Account = Pick<ServiceAccountRow, 'id' | 'folderId'>

export const onAccount = ({ id, folderId }: Account): Target => ({ resourceId: id, serviceAccountId: id, folderId })

export const onApiKey = (apiKeyId: string, account: Account): Target => ({
  ...onAccount(account),
  resourceId: apiKeyId,
})

export const onFolder = ({ id }: Pick<FolderRow, 'id'>): Target => ({
  resourceId: id,
  serviceAccountId: null,
  folderId: id,
})

/** A cloud is in nothing that an operation could name. */
export const onCloud = ({ id }: Pick<CloudRow, 'id'>): Target => ({
  resourceId: id,
  serviceAccountId: null,
  folderId: null,
})

interface Done<On = Target> {
  readonly on: On
  readonly description: string
  readonly metadata: Any
  readonly response: Any
}

/** The finished operation of a write, to be stored together with the write: it is the audit row too. */
export const operationOf = <On extends Partial<Target>>(
  { now, actor }: Pick<Ctx, 'now' | 'actor'>,
  { on, ...done }: Done<On>,
): Omit<OperationRow, keyof Target> & On => {
  const at = now().toISOString()
  return { id: newId(), ...on, ...done, createdAt: at, createdBy: actor.id, modifiedAt: at, done: true, error: null }
}

/** Writes the finished operation of a write. */
export const recordOperation = async (tx: Tables, ctx: Ctx, done: Done): Promise<Operation> => {
  const row = operationOf(ctx, done)
  await tx.operations.insert(row)
  return toOperation(row)
}

/** An operation as the API shows it. */
export const toOperation = ({
  resourceId: _,
  serviceAccountId: __,
  folderId: ___,
  metadata,
  response,
  error,
  ...row
}: OperationRow): Operation => ({
  ...row,
  ...(metadata && { metadata }),
  ...(response && { response }),
  ...(error && { error }),
})
