import type {
  CloudRow,
  FolderRow,
  FolderChanges,
  ServiceAccountRow,
  ApiKeyRow,
  NewApiKeyRow,
  OperationRow,
  ApiKeyWithAccount,
  Usage,
  AccessBindingRow,
  Subject,
  Grant,
  AccessPolicyRow,
  IamTokenRow,
  SessionRow,
  IdempotencyRow,
  ServiceAccountChanges,
  ApiKeyChanges,
  Instant,
} from './rows.ts'

/** Keyset cursor: the last row of the previous page, in the order of creation. */
export interface Cursor {
  readonly createdAt: Instant
  readonly id: string
}

export interface PageRequest {
  readonly limit: number
  readonly after: Cursor | null
}

/** Conditions on listed rows. Absent ones match everything. */
export interface RowFilter {
  /** Exact match. */
  readonly name?: string | undefined
  readonly ids?: ReadonlySet<string> | undefined
}

/** One page, oldest first unless stated otherwise. `next` is null on the last one. */
export interface Page<Row> {
  readonly rows: readonly Row[]
  readonly next: Cursor | null
}

/** The row violates a unique constraint. Nothing was written. */
export class DuplicateError extends Error {
  override readonly name = 'DuplicateError'
}

/** The parent of the new row does not exist. Nothing was written. */
export class MissingParentError extends Error {
  override readonly name = 'MissingParentError'
}

/** The back end is unreachable. The call was not acknowledged, but may have been executed. */
export class UnavailableError extends Error {
  override readonly name = 'UnavailableError'
}

/**
 * The methods that every storage back end implements, inside and outside of transactions.
 * Each may reject with UnavailableError. Ids sort by code unit, timestamps by time.
 */
export interface Tables {
  readonly clouds: {
    get(id: string): Promise<CloudRow | undefined>
    list(page: PageRequest, filter?: RowFilter): Promise<Page<CloudRow>>
    /** @throws DuplicateError if the id is taken */
    insert(row: CloudRow): Promise<void>
    /**
     * Locks the cloud until the transaction ends. Shared locks do not block each other. Counting quotas, and binding and
     * enforcing policies, needs this lock.
     */
    lock(id: string, mode: 'exclusive' | 'shared'): Promise<void>
  }
  readonly folders: {
    get(id: string): Promise<FolderRow | undefined>
    list(cloudId: string, page: PageRequest, filter?: RowFilter): Promise<Page<FolderRow>>
    /** @throws DuplicateError if the id is taken, or the name within the cloud */
    insert(row: FolderRow): Promise<void>
    /**
     * Returns the updated folder, undefined if it does not exist. Concurrent changes of different fields all apply.
     * @throws DuplicateError if the name is taken within the cloud
     */
    update(id: string, changes: FolderChanges): Promise<FolderRow | undefined>
    /** Deletes the folder, and bindings and policies on it. Call it under the cloud's lock, for an empty folder. */
    delete(id: string): Promise<void>
  }
  readonly serviceAccounts: {
    get(id: string): Promise<ServiceAccountRow | undefined>
    list(folderId: string, page: PageRequest, filter?: RowFilter): Promise<Page<ServiceAccountRow>>
    /** Stops counting at `atMost`. */
    countInCloud(cloudId: string, atMost: number): Promise<number>
    /** @throws DuplicateError if the id is taken, or the name within the cloud */
    insert(row: ServiceAccountRow): Promise<void>
    /**
     * Returns the updated account, undefined if it does not exist. Concurrent changes of different fields all apply.
     * @throws DuplicateError if the name is taken within the cloud
     */
    update(id: string, changes: ServiceAccountChanges): Promise<ServiceAccountRow | undefined>
    /**
     * Locks the existing ones of these accounts until the transaction ends, and returns them. Lock an account before
     * writing a row that refers to it.
     */
    lock(ids: readonly string[]): Promise<readonly ServiceAccountRow[]>
    /** Moves `lastAuthenticatedAt` forward, never back. Ids must be unique. Ignores accounts that do not exist. */
    recordUsage(usages: readonly Usage[]): Promise<void>
    /** Deletes the account, its keys, its tokens, and bindings on it or to it. False if it does not exist. */
    delete(id: string): Promise<boolean>
  }
  readonly apiKeys: {
    get(id: string): Promise<ApiKeyRow | undefined>
    /** A single index lookup. */
    findBySecretHash(secretHash: string): Promise<ApiKeyWithAccount | undefined>
    list(serviceAccountId: string, page: PageRequest): Promise<Page<ApiKeyRow>>
    /** Stops counting at `atMost`. */
    countInCloud(cloudId: string, atMost: number): Promise<number>
    /**
     * @throws DuplicateError if the id or the hash is taken
     * @throws MissingParentError if the service account does not exist or is concurrently deleted
     */
    insert(row: NewApiKeyRow): Promise<void>
    /** Returns the updated key, undefined if it does not exist. Concurrent changes of different fields all apply. */
    update(id: string, changes: ApiKeyChanges): Promise<ApiKeyRow | undefined>
    /** Moves `lastUsedAt` forward, never back. Ids must be unique. Ignores keys that do not exist. */
    recordUsage(usages: readonly Usage[]): Promise<void>
    /** False if it does not exist. */
    delete(id: string): Promise<boolean>
  }
  readonly operations: {
    get(id: string): Promise<OperationRow | undefined>
    /** Newest first, by resource or by account. */
    list(by: 'resourceId' | 'serviceAccountId', id: string, page: PageRequest): Promise<Page<OperationRow>>
    /** @throws DuplicateError if the id is taken */
    insert(row: OperationRow): Promise<void>
  }
  readonly accessBindings: {
    list(resourceId: string, page: PageRequest): Promise<Page<AccessBindingRow>>
    /** All roles of the subjects, on any resource. */
    grantsTo(subjects: readonly Subject[]): Promise<readonly Grant[]>
    /** False, without writing, if the same binding exists. */
    insert(row: AccessBindingRow): Promise<boolean>
    /** False if it does not exist. */
    delete(row: Pick<AccessBindingRow, 'resourceId' | 'roleId' | 'subjectType' | 'subjectId'>): Promise<boolean>
  }
  readonly accessPolicies: {
    list(resourceId: string, page: PageRequest): Promise<Page<AccessPolicyRow>>
    /** The first match, in the order of the resource ids and then of the template ids. */
    find(resourceIds: readonly string[], templateIds: readonly string[]): Promise<AccessPolicyRow | undefined>
    /** @throws DuplicateError if the resource already has the template */
    insert(row: AccessPolicyRow): Promise<void>
    /** Replaces the parameters. False if it does not exist. */
    update(resourceId: string, templateId: string, parameters: AccessPolicyRow['parameters']): Promise<boolean>
    /** False if it does not exist. */
    delete(resourceId: string, templateId: string): Promise<boolean>
  }
  readonly iamTokens: {
    /** @param tokenHash SHA-256 of the token, 64 lower-case hex digits */
    get(tokenHash: string): Promise<IamTokenRow | undefined>
    /** @throws MissingParentError if the service account does not exist or is concurrently deleted */
    insert(row: IamTokenRow, tokenHash: string): Promise<void>
    /** Returns the deleted row, to exactly one of several concurrent callers. */
    delete(tokenHash: string): Promise<IamTokenRow | undefined>
    /** Deletes tokens that expire at or before this time. */
    sweep(expired: Instant): Promise<void>
  }
  readonly sessions: {
    /** @param idHash SHA-256 of the session's id, 64 lower-case hex digits */
    get(idHash: string): Promise<SessionRow | undefined>
    insert(row: SessionRow, idHash: string): Promise<void>
    /** Ignores a session that does not exist. */
    delete(idHash: string): Promise<void>
    deleteOf(subjectId: string): Promise<void>
    /** Deletes sessions that expire at or before this time. */
    sweep(expired: Instant): Promise<void>
  }
  readonly idempotency: {
    /**
     * Claims a key. Returns undefined on success, otherwise the existing claim. Claims from `expired` or before do not
     * count. Waits for a concurrent transaction that claimed the same key.
     */
    claim(
      claim: Pick<IdempotencyRow, 'actorId' | 'keyHash' | 'requestHash' | 'createdAt'>,
      expired: Instant,
    ): Promise<IdempotencyRow | undefined>
    /** Saves the response of a claimed key. */
    saveResponse(
      row: Pick<IdempotencyRow, 'actorId' | 'keyHash'>,
      response: Pick<IdempotencyRow, 'sealedAnswer' | 'secretOf'>,
    ): Promise<void>
    /** Deletes rows from `expired` or before, and erases responses with a secret from `secretsExpired` or before. */
    sweep(expired: Instant, secretsExpired: Instant): Promise<void>
  }
  /** Installation-wide values, such as hashes of the administrator's credentials. */
  readonly settings: {
    get(name: string): Promise<string | undefined>
    put(name: string, value: string): Promise<void>
    /** Deletes the setting if it has this value. True for exactly one of several concurrent callers. */
    take(name: string, value: string): Promise<boolean>
  }
}

/** The tables, and transactions over them. */
export interface TransactionalTables extends Tables {
  /**
   * Runs `work` atomically. Calls must go through `tx`, whose own transactions join this one. A failed call fails the
   * transaction, even if `work` catches the error. `work` may be retried after a conflict, so it must have no other
   * side effects.
   */
  transaction<T>(work: (tx: TransactionalTables) => Promise<T>): Promise<T>
}

/** Number of pool connections, and of callers waiting for one. */
export interface Connections {
  readonly busy: number
  readonly idle: number
  readonly waiting: number
}

/** A storage back end. `testStore` is its specification. */
export interface Store extends TransactionalTables {
  /** True if other processes write to it as well. */
  readonly isShared: boolean
  /** All zero for a store that has no connections. */
  connections(): Connections
  /** @throws UnavailableError if the back end is unreachable or closed */
  ping(): Promise<void>
  close(): Promise<void>
}
