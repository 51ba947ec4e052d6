import type {
  CloudRow,
  FolderRow,
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

/** What a list keeps; an absent filter keeps everything. */
export interface RowFilter {
  /** Rows of exactly this name. */
  readonly name?: string | undefined
  readonly ids?: ReadonlySet<string> | undefined
}

/** One page, oldest first unless said otherwise. `next` is null on the last. */
export interface Page<Row> {
  readonly rows: readonly Row[]
  readonly next: Cursor | null
}

/** A row that breaks a unique rule was refused; nothing was written. */
export class DuplicateError extends Error {
  override readonly name = 'DuplicateError'
}

/** The row that a new one belongs to is not there, or no longer; nothing was written. */
export class MissingParentError extends Error {
  override readonly name = 'MissingParentError'
}

/** The back end does not answer. Nothing is known of the call but this: it was not acknowledged. */
export class UnavailableError extends Error {
  override readonly name = 'UnavailableError'
}

/**
 * The narrow methods each storage back end implements, inside and outside of a transaction.
 * Each may reject with UnavailableError. Ids sort by code unit, moments by time.
 */
export interface Tables {
  readonly clouds: {
    get(id: string): Promise<CloudRow | undefined>
    list(page: PageRequest, filter?: RowFilter): Promise<Page<CloudRow>>
    /** @throws DuplicateError when the id is taken */
    insert(row: CloudRow): Promise<void>
    /**
     * Until the transaction ends, others that lock the same cloud wait, except that shared locks do not wait for each
     * other. Quotas are counted, and policies bound and obeyed, under it.
     */
    lock(id: string, mode: 'exclusive' | 'shared'): Promise<void>
  }
  readonly folders: {
    get(id: string): Promise<FolderRow | undefined>
    list(cloudId: string, page: PageRequest, filter?: RowFilter): Promise<Page<FolderRow>>
    /** @throws DuplicateError when the id is taken */
    insert(row: FolderRow): Promise<void>
  }
  readonly serviceAccounts: {
    get(id: string): Promise<ServiceAccountRow | undefined>
    list(folderId: string, page: PageRequest, filter?: RowFilter): Promise<Page<ServiceAccountRow>>
    /** Counts no further than `atMost`. */
    countInCloud(cloudId: string, atMost: number): Promise<number>
    /** @throws DuplicateError when the id, or the name within the cloud, is taken */
    insert(row: ServiceAccountRow): Promise<void>
    /**
     * Answers the account as it became, undefined when there is none. Racing changes of different fields all hold.
     * @throws DuplicateError when the name is taken within the cloud
     */
    update(id: string, changes: ServiceAccountChanges): Promise<ServiceAccountRow | undefined>
    /**
     * Those of the accounts that are there, by id. Until the transaction ends, none of them can be deleted or
     * changed by another: what refers to them is written under it.
     */
    lock(ids: readonly string[]): Promise<readonly ServiceAccountRow[]>
    /** Moves `lastAuthenticatedAt` forward, never back. Each account at most once; one that is gone is left out. */
    recordUsage(usages: readonly Usage[]): Promise<void>
    /** Deletes the account, its API keys and IAM tokens, and the access bindings on it and to it. False without one. */
    delete(id: string): Promise<boolean>
  }
  readonly apiKeys: {
    get(id: string): Promise<ApiKeyRow | undefined>
    /** One index look-up, however many keys there are. */
    findBySecretHash(secretHash: string): Promise<ApiKeyWithAccount | undefined>
    list(serviceAccountId: string, page: PageRequest): Promise<Page<ApiKeyRow>>
    /** Counts no further than `atMost`. */
    countInCloud(cloudId: string, atMost: number): Promise<number>
    /**
     * @throws DuplicateError when the id or the hash is taken
     * @throws MissingParentError when there is no such service account, also when it is being deleted right now
     */
    insert(row: NewApiKeyRow): Promise<void>
    /** Answers the key as it became, undefined when there is none. Racing changes of different fields all hold. */
    update(id: string, changes: ApiKeyChanges): Promise<ApiKeyRow | undefined>
    /** Moves `lastUsedAt` forward, never back. Each key at most once; one that is gone is left out. */
    recordUsage(usages: readonly Usage[]): Promise<void>
    /** False when there was none. */
    delete(id: string): Promise<boolean>
  }
  readonly operations: {
    get(id: string): Promise<OperationRow | undefined>
    /** Newest first: by what they were done to, or by the account they concern. */
    list(by: 'resourceId' | 'serviceAccountId', id: string, page: PageRequest): Promise<Page<OperationRow>>
    /** @throws DuplicateError when the id is taken */
    insert(row: OperationRow): Promise<void>
  }
  readonly accessBindings: {
    list(resourceId: string, page: PageRequest): Promise<Page<AccessBindingRow>>
    /** Every role that the subjects have, and where. */
    grantsTo(subjects: readonly Subject[]): Promise<readonly Grant[]>
    /** False, and nothing is written, when the resource has the same role for the same subject already. */
    insert(row: AccessBindingRow): Promise<boolean>
    /** False when there was none. */
    delete(row: Pick<AccessBindingRow, 'resourceId' | 'roleId' | 'subjectType' | 'subjectId'>): Promise<boolean>
  }
  readonly accessPolicies: {
    list(resourceId: string, page: PageRequest): Promise<Page<AccessPolicyRow>>
    /** The row of a resource for one of the templates, the first of both in the order given. */
    find(resourceIds: readonly string[], templateIds: readonly string[]): Promise<AccessPolicyRow | undefined>
    /** @throws DuplicateError when the resource has the template already */
    insert(row: AccessPolicyRow): Promise<void>
    /** False when there was none. */
    delete(resourceId: string, templateId: string): Promise<boolean>
  }
  readonly iamTokens: {
    /** @param tokenHash SHA-256 of the token, 64 lower-case hex digits */
    get(tokenHash: string): Promise<IamTokenRow | undefined>
    /** @throws MissingParentError when there is no such service account, also when it is being deleted right now */
    insert(row: IamTokenRow, tokenHash: string): Promise<void>
    /** Answers what was deleted: to exactly one of several racing callers. */
    delete(tokenHash: string): Promise<IamTokenRow | undefined>
    /** Deletes what expires at this moment or before. */
    sweep(expired: Instant): Promise<void>
  }
  readonly idempotency: {
    /**
     * Takes a key for a request: undefined when it was free, or taken at `expired` or before; otherwise who has it.
     * While another transaction that took it has not ended, the call waits for it.
     */
    claim(
      claim: Pick<IdempotencyRow, 'actorId' | 'keyHash' | 'requestHash' | 'createdAt'>,
      expired: Instant,
    ): Promise<IdempotencyRow | undefined>
    /** Adds the answer to a key that was taken. */
    answer(
      row: Pick<IdempotencyRow, 'actorId' | 'keyHash'>,
      answer: Pick<IdempotencyRow, 'sealedAnswer' | 'secretOf'>,
    ): Promise<void>
    /** Deletes what is as old as `expired` or older, and blanks answers with a secret as old as `secretsExpired`. */
    sweep(expired: Instant, secretsExpired: Instant): Promise<void>
  }
  /** What an installation knows of itself: hashes of the administrator's credentials. */
  readonly settings: {
    get(name: string): Promise<string | undefined>
    put(name: string, value: string): Promise<void>
    /** Deletes the setting if it holds this value; true for exactly one of several racing callers. */
    take(name: string, value: string): Promise<boolean>
  }
}

/** The tables, and transactions over them. */
export interface TransactionalTables extends Tables {
  /**
   * All of `work` or, when it throws, nothing of it. Calls inside go through `tx`; a transaction of `tx` joins it.
   * A call that failed fails the whole, even when `work` caught its error. `work` may run again
   * after a conflict with another transaction, so it does nothing beyond `tx`.
   */
  transaction<T>(work: (tx: TransactionalTables) => Promise<T>): Promise<T>
}

/** Connections to the database, and the calls that wait for one. */
export interface Connections {
  readonly busy: number
  readonly idle: number
  readonly waiting: number
}

/** A storage back end. `testStore` says what each must do. */
export interface Store extends TransactionalTables {
  /** Whether other processes write to it, too. */
  readonly isShared: boolean
  /** At this moment; a store in the process itself has none. */
  connections(): Connections
  /** Resolves when the back end answers; rejects with UnavailableError otherwise, also after `close`. */
  ping(): Promise<void>
  close(): Promise<void>
}
