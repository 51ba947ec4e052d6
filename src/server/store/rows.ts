import type { Any, Status } from '#contract/status.ts'

/** Moments are RFC 3339 in UTC with milliseconds, as `Date.prototype.toISOString` writes them. */
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
  /** Of the folder's cloud: names are unique within it, quotas count in it. */
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

/** An API key as it may be read: there is no hash here, so no read can return one. */
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

/** With the SHA-256 of its secret, 64 lower-case hex digits: what no read answers. */
export interface NewApiKeyRow extends ApiKeyRow {
  readonly secretHash: string
}

/** A key with the fields of its account that decide whether it may be used. */
export interface ApiKeyWithAccount extends Pick<
  ApiKeyRow,
  'id' | 'serviceAccountId' | 'scopes' | 'lastUsedAt' | 'expiresAt'
> {
  readonly folderId: string
  readonly accountStatus: ServiceAccountRow['status']
  readonly accountExpiresAt: Instant | null
  readonly lastAuthenticatedAt: Instant | null
}

/** When something was last used. */
export interface Usage {
  readonly id: string
  readonly at: Instant
}

/** Who did what, when and how it ended: the API's Operation, and the audit trail. */
export interface OperationRow {
  readonly id: string
  /** What it was done to: a service account, an API key, a folder. */
  readonly resourceId: string
  /** The account that it was done to, or to whose key; null when it concerns none. It may be gone. */
  readonly serviceAccountId: string | null
  /** The folder of all that; null on rows older than this field whose account was gone already. */
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

/** Who may do what a role allows, on a resource and what is below it. One row a resource, role and subject. */
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

/** A role on a resource, and where that is: an account in its folder and cloud, a folder (as its own) in its cloud. */
export interface Grant extends Pick<AccessBindingRow, 'resourceId' | 'roleId'> {
  /** Null for a cloud, as `cloudId` is. */
  readonly folderId: string | null
  readonly cloudId: string | null
}

/** A policy that forbids something on a resource and what is below it. One row a resource and template. */
export interface AccessPolicyRow {
  readonly id: string
  /** A folder or a cloud. */
  readonly resourceId: string
  readonly templateId: string
  readonly parameters: Readonly<Record<string, string>>
  readonly createdAt: Instant
}

/** What an IAM token opens, and until when. The token itself is kept only as a hash, which no read returns. */
export interface IamTokenRow {
  readonly serviceAccountId: string
  readonly createdAt: Instant
  readonly expiresAt: Instant
}

/** A request that is to be done once: who made it, under which Idempotency-Key, and what it was answered. */
export interface IdempotencyRow {
  readonly actorId: string
  /** SHA-256 of the Idempotency-Key, which itself is nowhere. */
  readonly keyHash: string
  /** SHA-256 of the request: the same key may not stand for another one. */
  readonly requestHash: string
  readonly createdAt: Instant
  /** The answer, encrypted under the Idempotency-Key; null while there is none, or when its secret was blanked. */
  readonly sealedAnswer: string | null
  /** What the secret in the answer belongs to, such as `ApiKey <id>`; null when it has none. */
  readonly secretOf: string | null
}

/** What of an account may change; fields that are absent stay. */
export type ServiceAccountChanges = Partial<
  Pick<ServiceAccountRow, 'name' | 'description' | 'labels' | 'status' | 'expiresAt'>
>

/** What of a key may change; fields that are absent stay. */
export type ApiKeyChanges = Partial<Pick<ApiKeyRow, 'description' | 'scopes' | 'expiresAt'>>
