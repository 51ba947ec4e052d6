import type { Operation } from '#contract/operation.ts'
import type { Any } from '#contract/status.ts'
import type { Ctx } from '../verb.ts'
import { newId } from '../messages/ids.ts'
import type { CloudRow, FolderRow, OperationRow, ServiceAccountRow } from '../store/rows.ts'
import type { Tables } from '../store/store.ts'

/** An Any with a message of the IAM API, `yandex.cloud.iam.v1.<Message>` (API reference 1.5). */
export const iamMessage = (message: string, fields: object): Any => ({
  '@type': `type.googleapis.com/yandex.cloud.iam.v1.${message}`,
  ...fields,
})

/** An Any with a message of the Resource Manager API, `yandex.cloud.resourcemanager.v1.<Message>`. */
export const resourceManagerMessage = (message: string, fields: object): Any => ({
  '@type': `type.googleapis.com/yandex.cloud.resourcemanager.v1.${message}`,
  ...fields,
})

/** An Any with an access management message, which all services of the cloud share (API reference 1.6). */
export const accessMessage = (message: string, fields: object): Any => ({
  '@type': `type.googleapis.com/yandex.cloud.access.${message}`,
  ...fields,
})

/** The response of a delete. */
export const empty: Any = { '@type': 'type.googleapis.com/google.protobuf.Empty' }

/** The resource an operation acts on, with its account and folder. */
export type Target = Pick<OperationRow, 'resourceId' | 'serviceAccountId' | 'folderId'>
type Account = Pick<ServiceAccountRow, 'id' | 'folderId'>

export const accountTarget = ({ id, folderId }: Account): Target => ({ resourceId: id, serviceAccountId: id, folderId })

export const apiKeyTarget = (apiKeyId: string, account: Account): Target => ({
  ...accountTarget(account),
  resourceId: apiKeyId,
})

export const folderTarget = ({ id }: Pick<FolderRow, 'id'>): Target => ({
  resourceId: id,
  serviceAccountId: null,
  folderId: id,
})

export const cloudTarget = ({ id }: Pick<CloudRow, 'id'>): Target => ({
  resourceId: id,
  serviceAccountId: null,
  folderId: null,
})

interface FinishedOperation {
  readonly target: Target
  readonly description: string
  /** Null for methods that return their result directly: the public API defines no metadata message for them. */
  readonly metadata: Any | null
  readonly response: Any
}

/** Inserts the finished operation of a write, in the same transaction: it is also the audit record. */
export const recordOperation = async (
  tx: Tables,
  { now, actor }: Ctx,
  { target, ...rest }: FinishedOperation,
): Promise<Operation> => {
  const at = now().toISOString()
  const row = {
    id: newId(),
    ...target,
    ...rest,
    createdAt: at,
    createdBy: actor.id,
    modifiedAt: at,
    done: true,
    error: null,
  }
  await tx.operations.insert(row)
  return toOperation(row)
}

/** Converts a row to the API's Operation. */
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
