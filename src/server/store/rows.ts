import type { Any, Status } from '#contract/status.ts'

/** An RFC 3339 timestamp in UTC with milliseconds, as `Date.prototype.toISOString` formats it. */
export type Instant = string

export interface CloudRow {
  readonly id: string
  readonly createdAt: Instant
  readonly name: string
  readonly description: string
  readonly labels: Readonly<Record<string, string>>
  readonly organizationId: string
}

export interface FolderRow {
  readonly id: string
  readonly cloudId: string
  readonly createdAt: Instant
  readonly name: string
  readonly description: string
  readonly labels: Readonly<Record<string, string>>
  readonly status: string
}

export interface ServiceAccountRow {
  readonly id: string
  /** The folder's cloud. Names are unique, and quotas apply, per cloud. */
  readonly cloudId: string
  readonly folderId: string
  readonly createdAt: Instant
  readonly name: string
  readonly description: string
  readonly labels: Readonly<Record<string, string>>
  readonly status: 'ACTIVE' | 'SUSPENDED'
  readonly lastAuthenticatedAt: Instant | null
  readonly expiresAt: Instant | null
}

/** A readable API key. It has no hash, so that no read can return one. */
export interface ApiKeyRow {
  readonly id: string
  readonly cloudId: string
  readonly serviceAccountId: string
  readonly createdAt: Instant
  readonly description: string
  readonly scopes: readonly string[]
  readonly lastUsedAt: Instant | null
  readonly expiresAt: Instant | null
  readonly maskedSecret: string
}

/** An API key to insert, with the SHA-256 of its secret as 64 lower-case hex digits. */
export interface NewApiKeyRow extends ApiKeyRow {
  readonly secretHash: string
}

/** A key with the account fields that a check needs. */
export interface ApiKeyWithAccount extends Pick<
  ApiKeyRow,
  'id' | 'serviceAccountId' | 'scopes' | 'lastUsedAt' | 'expiresAt'
> {
  readonly folderId: string
  readonly accountStatus: ServiceAccountRow['status']
  readonly accountExpiresAt: Instant | null
  readonly lastAuthenticatedAt: Instant | null
}

/** The last use of a key or an account. */
export interface Usage {
  readonly id: string
  readonly at: Instant
}

/** The API's Operation, which is also the audit record: who did what, when and with what result. */
export interface OperationRow {
  readonly id: string
  /** A service account, an API key, a folder or a cloud. */
  readonly resourceId: string
  /** The account, or the key's account; null for folders and clouds. It may have been deleted. */
  readonly serviceAccountId: string | null
  /** Null for clouds, and for old rows whose account was deleted before this column existed. */
  readonly folderId: string | null
  readonly description: string
  readonly createdAt: Instant
  readonly createdBy: string
  readonly modifiedAt: Instant
  readonly done: boolean
  readonly metadata: Any | null
  readonly response: Any | null
  readonly error: Status | null
}

/** Grants a role to a subject, on a resource and everything below it. Unique per resource, role and subject. */
export interface AccessBindingRow {
  readonly id: string
  /** A service account, a folder or a cloud. */
  readonly resourceId: string
  readonly roleId: string
  readonly subjectType: string
  readonly subjectId: string
  readonly createdAt: Instant
}

export type Subject = Pick<AccessBindingRow, 'subjectType' | 'subjectId'>

/** A role on a resource, with the resource's folder and cloud. A folder is its own `folderId`. */
export interface Grant extends Pick<AccessBindingRow, 'resourceId' | 'roleId'> {
  /** Null for a cloud, like `cloudId`. */
  readonly folderId: string | null
  readonly cloudId: string | null
}

/** A policy that forbids an action on a resource and everything below it. Unique per resource and template. */
export interface AccessPolicyRow {
  readonly id: string
  /** A folder or a cloud. */
  readonly resourceId: string
  readonly templateId: string
  readonly parameters: Readonly<Record<string, string>>
  readonly createdAt: Instant
}

/** An IAM token's subject and expiry. Only a hash of the token is stored, and no read returns it. */
export interface IamTokenRow {
  /** Null for the administrator. */
  readonly serviceAccountId: string | null
  /** SHA-256 of the administrator's token that it was exchanged for. Null for a service account. */
  readonly administratorTokenHash: string | null
  readonly createdAt: Instant
  readonly expiresAt: Instant
}

/** A browser's session. Only a hash of its id is stored, and no read returns it. */
export interface SessionRow {
  readonly subjectId: string
  /** SHA-256 of the token it was started with. Null if that was a sign-in link. */
  readonly tokenHash: string | null
  readonly expiresAt: Instant
}

/** A claimed Idempotency-Key and the saved response. */
export interface IdempotencyRow {
  readonly actorId: string
  /** SHA-256 of the Idempotency-Key, which itself is never stored. */
  readonly keyHash: string
  /** SHA-256 of the request, to detect a key that is reused for a different one. */
  readonly requestHash: string
  readonly createdAt: Instant
  /** The response, encrypted with the Idempotency-Key. Null until it is saved, and after its secret was erased. */
  readonly sealedAnswer: string | null
  /** The owner of the secret in the response, such as `ApiKey <id>`. Null if it has none. */
  readonly secretOf: string | null
}

/** Changes to a folder. Absent fields keep their value. */
export type FolderChanges = Partial<Pick<FolderRow, 'name' | 'description' | 'labels'>>

/** Changes to an account. Absent fields keep their value. */
export type ServiceAccountChanges = Partial<
  Pick<ServiceAccountRow, 'name' | 'description' | 'labels' | 'status' | 'expiresAt'>
>

/** Changes to a key. Absent fields keep their value. */
export type ApiKeyChanges = Partial<Pick<ApiKeyRow, 'description' | 'scopes' | 'expiresAt'>>
