import type { ApiKeyRow, IdempotencyRow, ApiKeyWithAccount, ServiceAccountRow } from '../rows.ts'
import { DuplicateError, MissingParentError, type RowFilter, type Tables } from '../store.ts'

import { accessBindings, accessPolicies, iamTokens, sessions } from './memory-access.ts'
import { type MemoryData, type StoredRows, subjectKey, withoutId } from './memory-data.ts'
import type { Run } from './memory-run.ts'

const rejectTaken = (taken: boolean, what: string) => {
  if (taken) throw new DuplicateError(`${what} is taken`)
}

const nameOfFolder = 'The name of the folder'
const nameOfAccount = 'The name of the service account'

const withoutHash = ({ secretHash: _, ...row }: StoredRows['apiKeys']): ApiKeyRow => row

const withAccount = (
  { id, serviceAccountId, scopes, lastUsedAt, expiresAt }: ApiKeyRow,
  { folderId, status, expiresAt: accountExpiresAt, lastAuthenticatedAt }: ServiceAccountRow,
): ApiKeyWithAccount => ({
  id,
  serviceAccountId,
  scopes,
  lastUsedAt,
  expiresAt,
  folderId,
  accountStatus: status,
  accountExpiresAt,
  lastAuthenticatedAt,
})

const matching =
  ({ name, ids }: RowFilter = {}) =>
  (row: { readonly id: string; readonly name: string }) =>
    (name === undefined || row.name === name) && (ids === undefined || ids.has(row.id))

const idOf = ({ actorId, keyHash }: Pick<IdempotencyRow, 'actorId' | 'keyHash'>) => `${actorId} ${keyHash}`

/** Implements the port over `data`. Inserted rows are copied, so that later changes by the caller do not affect them. */
export const memoryTables = (data: MemoryData, run: Run): Tables => ({
  clouds: {
    get: (id) => run(() => data.clouds.get(id)),
    list: (page, filter) => run(() => data.cloudList.page('', page, matching(filter))),
    insert: (row) =>
      run((write) => {
        rejectTaken(data.clouds.get(row.id) !== undefined, 'The id of the cloud')
        write({ table: 'clouds', id: row.id, row: structuredClone(row) })
      }),
    // A no-op, because transactions run one after another.
    lock: () => run(() => undefined),
  },
  folders: {
    get: (id) => run(() => data.folders.get(id)),
    list: (cloudId, page, filter) => run(() => data.foldersOfCloud.page(cloudId, page, matching(filter))),
    insert: (row) =>
      run((write) => {
        rejectTaken(data.folders.get(row.id) !== undefined, 'The id of the folder')
        rejectTaken(data.folderNames.isTaken(row), nameOfFolder)
        write({ table: 'folders', id: row.id, row: structuredClone(row) })
      }),
    update: (id, changes) =>
      run((write) => {
        const before = data.folders.get(id)
        if (before === undefined) return undefined
        const row = { ...before, ...structuredClone(changes) }
        rejectTaken(data.folderNames.isTaken(row), nameOfFolder)
        write({ table: 'folders', id, row })
        return row
      }),
    delete: (id) =>
      run((write) => {
        for (const binding of data.bindingsOfResource.all(id).toReversed()) {
          write({ table: 'accessBindings', id: binding.id, row: null })
        }
        for (const policy of data.policiesOfResource.all(id).toReversed()) {
          write({ table: 'accessPolicies', id: policy.id, row: null })
        }
        if (data.folders.get(id) !== undefined) write({ table: 'folders', id, row: null })
      }),
  },
  serviceAccounts: {
    get: (id) => run(() => data.serviceAccounts.get(id)),
    list: (folderId, page, filter) => run(() => data.accountsOfFolder.page(folderId, page, matching(filter))),
    countInCloud: (cloudId, atMost) => run(() => Math.min(data.accountsInCloud.count(cloudId), atMost)),
    insert: (row) =>
      run((write) => {
        rejectTaken(data.serviceAccounts.get(row.id) !== undefined, 'The id of the service account')
        rejectTaken(data.accountNames.isTaken(row), nameOfAccount)
        write({ table: 'serviceAccounts', id: row.id, row: structuredClone(row) })
      }),
    // Nothing to lock, because transactions run one after another.
    lock: (ids) => run(() => [...new Set(ids)].flatMap((id) => data.serviceAccounts.get(id) ?? [])),
    update: (id, changes) =>
      run((write) => {
        const before = data.serviceAccounts.get(id)
        if (before === undefined) return undefined
        const row = { ...before, ...structuredClone(changes) }
        rejectTaken(data.accountNames.isTaken(row), nameOfAccount)
        write({ table: 'serviceAccounts', id, row })
        return row
      }),
    recordUsage: (usages) =>
      run((write) => {
        for (const { id, at } of usages) {
          const row = data.serviceAccounts.get(id)
          if (row && (row.lastAuthenticatedAt ?? '') < at) {
            write({ table: 'serviceAccounts', id, row: { ...row, lastAuthenticatedAt: at } })
          }
        }
      }),
    delete: (id) =>
      run((write) => {
        if (data.serviceAccounts.get(id) === undefined) return false
        // In reverse, so that no removal shifts the remaining rows.
        for (const key of data.keysOfAccount.all(id).toReversed()) write({ table: 'apiKeys', id: key.id, row: null })
        for (const token of data.tokensOfAccount.all(id)) write({ table: 'iamTokens', id: token.id, row: null })
        const self = subjectKey({ subjectType: 'serviceAccount', subjectId: id })
        // A binding of the account on itself is in both lists.
        const bindings = new Map(
          [...data.bindingsOfResource.all(id), ...data.bindingsOfSubject.all(self)].map((row) => [row.id, row]),
        )
        for (const bindingId of bindings.keys()) write({ table: 'accessBindings', id: bindingId, row: null })
        write({ table: 'serviceAccounts', id, row: null })
        return true
      }),
  },
  accessBindings: accessBindings(data, run),
  accessPolicies: accessPolicies(data, run),
  iamTokens: iamTokens(data, run),
  sessions: sessions(data, run),
  apiKeys: {
    get: (id) =>
      run(() => {
        const stored = data.apiKeys.get(id)
        return stored && withoutHash(stored)
      }),
    findBySecretHash: (secretHash) =>
      run(() => {
        const key = data.apiKeys.get(data.keyHashes.holderOf(secretHash) ?? '')
        const account = key && data.serviceAccounts.get(key.serviceAccountId)
        return account && withAccount(key, account)
      }),
    list: (serviceAccountId, page) =>
      run(() => {
        const { rows, next } = data.keysOfAccount.page(serviceAccountId, page)
        return { rows: rows.map(withoutHash), next }
      }),
    countInCloud: (cloudId, atMost) => run(() => Math.min(data.keysInCloud.count(cloudId), atMost)),
    insert: (row) =>
      run((write) => {
        rejectTaken(data.apiKeys.get(row.id) !== undefined, 'The id of the API key')
        rejectTaken(data.keyHashes.isTaken(row), 'The hash of the API key')
        if (data.serviceAccounts.get(row.serviceAccountId) === undefined) {
          throw new MissingParentError('The service account of the API key does not exist')
        }
        write({ table: 'apiKeys', id: row.id, row: structuredClone(row) })
      }),
    update: (id, changes) =>
      run((write) => {
        const before = data.apiKeys.get(id)
        if (before === undefined) return undefined
        const row = { ...before, ...structuredClone(changes) }
        write({ table: 'apiKeys', id, row })
        return withoutHash(row)
      }),
    recordUsage: (usages) =>
      run((write) => {
        for (const { id, at } of usages) {
          const row = data.apiKeys.get(id)
          if (row && (row.lastUsedAt ?? '') < at) write({ table: 'apiKeys', id, row: { ...row, lastUsedAt: at } })
        }
      }),
    delete: (id) =>
      run((write) => {
        const found = data.apiKeys.get(id) !== undefined
        if (found) write({ table: 'apiKeys', id, row: null })
        return found
      }),
  },
  operations: {
    get: (id) => run(() => data.operations.get(id)),
    list: (by, id, page) =>
      run(() => (by === 'resourceId' ? data.operationsOfResource : data.operationsOfAccount).pageBack(id, page)),
    insert: (row) =>
      run((write) => {
        rejectTaken(data.operations.get(row.id) !== undefined, 'The id of the operation')
        write({ table: 'operations', id: row.id, row: structuredClone(row) })
      }),
  },
  idempotency: {
    claim: (claim, expired) =>
      run((write) => {
        const id = idOf(claim)
        const holder = data.idempotency.get(id)
        if (holder && holder.createdAt > expired) return withoutId(holder)
        write({ table: 'idempotency', id, row: { ...structuredClone(claim), id, sealedAnswer: null, secretOf: null } })
        return undefined
      }),
    saveResponse: (row, response) =>
      run((write) => {
        const holder = data.idempotency.get(idOf(row))
        if (holder) write({ table: 'idempotency', id: holder.id, row: { ...holder, ...structuredClone(response) } })
      }),
    sweep: (expired, secretsExpired) =>
      run((write) => {
        for (const row of data.idempotencyByAge.all('')) {
          const { id, createdAt, sealedAnswer, secretOf } = row
          if (createdAt <= expired) write({ table: 'idempotency', id, row: null })
          else if (createdAt <= secretsExpired && secretOf !== null && sealedAnswer !== null) {
            write({ table: 'idempotency', id, row: { ...row, sealedAnswer: null } })
          }
        }
      }),
  },
  settings: {
    get: (name) => run(() => data.settings.get(name)?.value),
    put: (name, value) => run((write) => write({ table: 'settings', id: name, row: { id: name, value } })),
    take: (name, value) =>
      run((write) => {
        const found = data.settings.get(name)?.value === value
        if (found) write({ table: 'settings', id: name, row: null })
        return found
      }),
  },
})
