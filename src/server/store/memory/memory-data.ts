import type {
  AccessBindingRow,
  AccessPolicyRow,
  NewApiKeyRow,
  CloudRow,
  FolderRow,
  IamTokenRow,
  IdempotencyRow,
  OperationRow,
  ServiceAccountRow,
  SessionRow,
  Subject,
} from '../rows.ts'

import { CountIndex, ListIndex, UniqueIndex } from './indexes.ts'
import { MemoryTable } from './memory-table.ts'

/** Rows as they are stored. Those of keys include the hash, which no read returns. */
export interface StoredRows {
  readonly clouds: CloudRow
  readonly folders: FolderRow
  readonly serviceAccounts: ServiceAccountRow
  readonly apiKeys: NewApiKeyRow
  readonly operations: OperationRow
  readonly accessBindings: AccessBindingRow
  readonly accessPolicies: AccessPolicyRow
  readonly iamTokens: IamTokenRow & { readonly id: string }
  readonly sessions: SessionRow & { readonly id: string }
  readonly idempotency: IdempotencyRow & { readonly id: string }
  readonly settings: { readonly id: string; readonly value: string }
}

/** The row as the port has it, of a table whose id is no field of its own. */
export const withoutId = <Row extends { readonly id: string }>({ id: _, ...row }: Row): Omit<Row, 'id'> => row

export type TableName = keyof StoredRows

/** The new state of a row, null if it was deleted. Plain JSON. */
export type Change = {
  readonly [Table in TableName]: {
    readonly table: Table
    readonly id: string
    readonly row: StoredRows[Table] | null
  }
}[TableName]

/** Group of a subject in the index of bindings. */
export const subjectKey = ({ subjectType, subjectId }: Subject): string => JSON.stringify([subjectType, subjectId])

/** Empty tables and their indexes. */
export const memoryData = () => {
  const cloudList = new ListIndex<StoredRows['clouds']>(() => '')
  const foldersOfCloud = new ListIndex<StoredRows['folders']>((row) => row.cloudId)
  const folderNames = new UniqueIndex<StoredRows['folders']>((row) => JSON.stringify([row.cloudId, row.name]))
  const accountsOfFolder = new ListIndex<StoredRows['serviceAccounts']>((row) => row.folderId)
  const accountsInCloud = new CountIndex<StoredRows['serviceAccounts']>((row) => row.cloudId)
  const accountNames = new UniqueIndex<StoredRows['serviceAccounts']>((row) => JSON.stringify([row.cloudId, row.name]))
  const keysOfAccount = new ListIndex<StoredRows['apiKeys']>((row) => row.serviceAccountId ?? null)
  const keysInCloud = new CountIndex<StoredRows['apiKeys']>((row) => row.cloudId)
  const operationsOfResource = new ListIndex<StoredRows['operations']>((row) => row.resourceId)
  const operationsOfAccount = new ListIndex<StoredRows['operations']>((row) => row.serviceAccountId)
  const bindingsOfResource = new ListIndex<AccessBindingRow>((row) => row.resourceId)
  const bindingsOfSubject = new ListIndex<AccessBindingRow>(({ subjectType, subjectId }) =>
    subjectKey({ subjectType, subjectId }),
  )
  const bindingHolders = new UniqueIndex<AccessBindingRow>(({ resourceId, roleId, subjectType, subjectId }) =>
    JSON.stringify([resourceId, roleId, subjectType, subjectId]),
  )
  const tokensOfAccount = new ListIndex<StoredRows['iamTokens']>((row) => row.serviceAccountId)
  const tokens = new ListIndex<StoredRows['iamTokens']>(() => '')
  const policiesOfResource = new ListIndex<AccessPolicyRow>((row) => row.resourceId)
  const idempotencyByAge = new ListIndex<StoredRows['idempotency']>(() => '')
  const keyHashes = new UniqueIndex<StoredRows['apiKeys']>((row) => row.secretHash)
  return {
    clouds: new MemoryTable(cloudList),
    folders: new MemoryTable(foldersOfCloud, folderNames),
    serviceAccounts: new MemoryTable(accountsOfFolder, accountsInCloud, accountNames),
    apiKeys: new MemoryTable(keysOfAccount, keysInCloud, keyHashes),
    operations: new MemoryTable(operationsOfResource, operationsOfAccount),
    accessBindings: new MemoryTable(bindingsOfResource, bindingsOfSubject, bindingHolders),
    accessPolicies: new MemoryTable(policiesOfResource),
    iamTokens: new MemoryTable(tokensOfAccount, tokens),
    sessions: new MemoryTable<StoredRows['sessions']>(),
    idempotency: new MemoryTable(idempotencyByAge),
    settings: new MemoryTable<StoredRows['settings']>(),
    cloudList,
    foldersOfCloud,
    folderNames,
    accountsOfFolder,
    accountsInCloud,
    accountNames,
    keysOfAccount,
    keysInCloud,
    operationsOfResource,
    operationsOfAccount,
    bindingsOfResource,
    bindingsOfSubject,
    bindingHolders,
    policiesOfResource,
    tokensOfAccount,
    tokens,
    idempotencyByAge,
    keyHashes,
  } satisfies { readonly [Table in TableName]: MemoryTable<StoredRows[Table]> } & Record<string, unknown>
}

export type MemoryData = ReturnType<typeof memoryData>

/** Applies a change and returns its inverse. */
export const put = (data: MemoryData, change: Change): Change => {
  const table: MemoryTable<{ readonly id: string }> = data[change.table]
  const before = {
    table: change.table,
    id: change.id,
    row: table.get(change.id) ?? null,
  } as Change
  table.set(change.id, change.row)
  return before
}
