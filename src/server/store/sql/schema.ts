import type { Kysely } from 'kysely'

import type {
  AccessBindingRow,
  AccessPolicyRow,
  CloudRow,
  FolderRow,
  IamTokenRow,
  IdempotencyRow,
  NewApiKeyRow,
  OperationRow,
  ServiceAccountRow,
  SessionRow,
} from '../rows.ts'

/** The tables as Kysely sees them: `api_keys.service_account_id` is `apiKeys.serviceAccountId` in code. */
export interface Schema {
  readonly clouds: CloudRow
  readonly folders: FolderRow
  readonly serviceAccounts: ServiceAccountRow
  readonly apiKeys: NewApiKeyRow
  readonly operations: OperationRow
  readonly accessBindings: AccessBindingRow
  readonly accessPolicies: AccessPolicyRow
  readonly iamTokens: IamTokenRow & { readonly tokenHash: string }
  readonly sessions: SessionRow & { readonly idHash: string }
  readonly idempotency: IdempotencyRow
  readonly settings: { readonly name: string; readonly value: string }
}

/** A connection or a transaction. */
export type Database = Kysely<Schema>

/** The table names in the database. */
export const tableNames = [
  'clouds',
  'folders',
  'service_accounts',
  'api_keys',
  'operations',
  'access_bindings',
  'access_policies',
  'iam_tokens',
  'sessions',
  'idempotency',
  'settings',
] as const
