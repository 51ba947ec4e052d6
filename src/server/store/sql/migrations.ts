import { type Migration, Migrator, type RawBuilder, sql } from 'kysely'

import type { Database } from './schema.ts'

// Collation "C" compares ids by code unit, so that every back end lists in the same order.
const first = [
  sql`create table clouds (
    id text collate "C" primary key,
    created_at timestamptz(3) not null,
    name text not null,
    description text not null,
    labels jsonb not null,
    organization_id text not null
  )`,
  sql`create index clouds_list on clouds (created_at, id)`,
  sql`create table folders (
    id text collate "C" primary key,
    cloud_id text not null,
    created_at timestamptz(3) not null,
    name text not null,
    description text not null,
    labels jsonb not null,
    status text not null
  )`,
  sql`create index folders_list on folders (cloud_id, created_at, id)`,
  sql`create table service_accounts (
    id text collate "C" primary key,
    cloud_id text not null,
    folder_id text not null,
    created_at timestamptz(3) not null,
    name text not null,
    description text not null,
    labels jsonb not null,
    status text not null,
    last_authenticated_at timestamptz(3),
    expires_at timestamptz(3),
    constraint service_accounts_name unique (cloud_id, name)
  )`,
  sql`create index service_accounts_list on service_accounts (folder_id, created_at, id)`,
  sql`create table api_keys (
    id text collate "C" primary key,
    cloud_id text not null,
    service_account_id text collate "C" not null references service_accounts on delete cascade,
    created_at timestamptz(3) not null,
    description text not null,
    scopes text[] not null,
    last_used_at timestamptz(3),
    expires_at timestamptz(3),
    masked_secret text not null,
    secret_hash text collate "C" not null constraint api_keys_secret_hash unique
  )`,
  sql`create index api_keys_list on api_keys (service_account_id, created_at, id)`,
  sql`create index api_keys_cloud on api_keys (cloud_id)`,
  sql`create table operations (
    id text collate "C" primary key,
    resource_id text not null,
    description text not null,
    created_at timestamptz(3) not null,
    created_by text not null,
    modified_at timestamptz(3) not null,
    done boolean not null,
    metadata jsonb,
    response jsonb,
    error jsonb
  )`,
  sql`create table settings (
    name text collate "C" primary key,
    value text not null
  )`,
]

const idempotency = [
  sql`create table idempotency (
    actor_id text collate "C" not null,
    key_hash text collate "C" not null,
    request_hash text not null,
    created_at timestamptz(3) not null,
    sealed_answer text,
    secret_of text,
    primary key (actor_id, key_hash)
  )`,
  sql`create index idempotency_age on idempotency (created_at)`,
]

// Backfills older operations: their metadata names the account, and a key's creation names the key's account.
const operations = [
  sql`alter table operations add column service_account_id text collate "C", add column folder_id text collate "C"`,
  sql`alter table operations alter column resource_id type text collate "C"`,
  sql`update operations set service_account_id = metadata ->> 'serviceAccountId'`,
  sql`update operations set service_account_id = created.response ->> 'serviceAccountId'
    from operations as created
    where operations.service_account_id is null
      and created.resource_id = operations.resource_id and created.response ->> 'serviceAccountId' is not null`,
  sql`update operations set folder_id = created.response ->> 'folderId'
    from operations as created
    where created.resource_id = operations.service_account_id and created.response ->> 'folderId' is not null`,
  sql`update operations set folder_id = account.folder_id
    from service_accounts as account
    where operations.folder_id is null and account.id = operations.service_account_id`,
  sql`create index operations_resource on operations (resource_id, created_at, id)`,
  sql`create index operations_account on operations (service_account_id, created_at, id)`,
]

const access = [
  sql`create table access_bindings (
    id text collate "C" primary key,
    resource_id text collate "C" not null,
    role_id text collate "C" not null,
    subject_type text collate "C" not null,
    subject_id text collate "C" not null,
    created_at timestamptz(3) not null,
    constraint access_bindings_once unique (resource_id, role_id, subject_type, subject_id)
  )`,
  sql`create index access_bindings_list on access_bindings (resource_id, created_at, id)`,
  sql`create index access_bindings_subject on access_bindings (subject_id)`,
  sql`create table access_policies (
    id text collate "C" primary key,
    resource_id text collate "C" not null,
    template_id text collate "C" not null,
    parameters jsonb not null,
    created_at timestamptz(3) not null,
    constraint access_policies_once unique (resource_id, template_id)
  )`,
]

const iamTokens = [
  sql`create table iam_tokens (
    token_hash text collate "C" primary key,
    service_account_id text collate "C" not null references service_accounts on delete cascade,
    created_at timestamptz(3) not null,
    expires_at timestamptz(3) not null
  )`,
  sql`create index iam_tokens_account on iam_tokens (service_account_id)`,
  sql`create index iam_tokens_expiry on iam_tokens (expires_at)`,
]

// Operations keep only messages and fields that the public API has. The reason of a suspension moves to the description.
const publicMessages = [
  sql`update operations set description = left('Suspend service account: ' || (metadata ->> 'reason'), 256)
    where metadata ->> 'reason' <> ''`,
  sql`update operations set metadata = metadata - 'reason' where metadata ? 'reason'`,
  sql`update operations set metadata = null where metadata ->> '@type' in (
    'type.googleapis.com/yandex.cloud.iam.v1.CreateApiKeyMetadata',
    'type.googleapis.com/yandex.cloud.iam.v1.CreateIamTokenForServiceAccountMetadata',
    'type.googleapis.com/yandex.cloud.iam.v1.RevokeIamTokenMetadata'
  )`,
  sql`update operations set response = response - 'value'
    where response ->> '@type' = 'type.googleapis.com/google.protobuf.Empty'`,
]

const sessions = [
  sql`create table sessions (
    id_hash text collate "C" primary key,
    subject_id text collate "C" not null,
    token_hash text collate "C",
    expires_at timestamptz(3) not null
  )`,
  sql`create index sessions_subject on sessions (subject_id)`,
  sql`create index sessions_expiry on sessions (expires_at)`,
  sql`alter table iam_tokens alter column service_account_id drop not null`,
  sql`alter table iam_tokens add column administrator_token_hash text collate "C"`,
  sql`alter table iam_tokens add constraint iam_tokens_one_subject
    check (num_nonnulls(service_account_id, administrator_token_hash) = 1)`,
]

const folderNames = [sql`alter table folders add constraint folders_name unique (cloud_id, name)`]

// The public API has no message of the earlier name, so it could not be sent by gRPC.
const tokenResponse = [
  sql`update operations
    set response = response || '{"@type": "type.googleapis.com/yandex.cloud.iam.v1.CreateIamTokenResponse"}'
    where response ->> '@type' = 'type.googleapis.com/yandex.cloud.iam.v1.CreateIamTokenForServiceAccountResponse'`,
]

/** Run in the order of their names. Never rename or edit a released migration. */
const migrations: Readonly<Record<string, readonly RawBuilder<unknown>[]>> = {
  '0001-first': first,
  '0002-idempotency': idempotency,
  '0003-operations': operations,
  '0004-access': access,
  '0005-iam-tokens': iamTokens,
  '0006-public-messages': publicMessages,
  '0007-sessions': sessions,
  '0008-folder-names': folderNames,
  '0009-token-response': tokenResponse,
}

const asMigration = (statements: readonly RawBuilder<unknown>[]): Migration => ({
  up: async (db) => {
    for (const statement of statements) await statement.execute(db)
  },
})

/**
 * Migrates the tables to the latest version, in one transaction. The migrator holds an advisory lock, so replicas that
 * start at once wait for each other.
 *
 * @param last the last migration to run, for tests of later ones
 * @throws Error with one readable line if a newer version has already migrated the database
 */
export const migrate = async (db: Database, last?: string): Promise<void> => {
  const migrator = new Migrator({
    db,
    provider: {
      getMigrations: async () =>
        Object.fromEntries(Object.entries(migrations).map(([name, statements]) => [name, asMigration(statements)])),
    },
    // Own names, so that other programs can use the same database.
    migrationTableName: 'keyrack_migration',
    migrationLockTableName: 'keyrack_migration_lock',
  })
  const { error } = await (last === undefined ? migrator.migrateToLatest() : migrator.migrateTo(last))
  if (error !== undefined) throw explainNewerVersion(error)
}

/**
 * How many migrations the tables still need. Changes nothing.
 *
 * @throws Error with one readable line if a newer version has already migrated the database
 */
export const pendingMigrations = async (db: Database): Promise<number> => {
  const exists = await sql<{ found: boolean }>`select to_regclass('keyrack_migration') is not null as found`.execute(db)
  if (exists.rows[0]?.found !== true) return Object.keys(migrations).length
  const { rows } = await sql<{ name: string }>`select name from keyrack_migration`.execute(db)
  const newer = rows.find(({ name }) => !(name in migrations))
  if (newer !== undefined) throw newerVersion(newer.name)
  return Object.keys(migrations).length - rows.length
}

/** Kysely reports the tables of a newer version as corrupted. */
const explainNewerVersion = (error: unknown): unknown => {
  const [, newer] = /previously executed migration (\S+) is missing/.exec(String(error)) ?? []
  if (newer === undefined) return error
  return newerVersion(newer, error)
}

const newerVersion = (newer: string, cause?: unknown) =>
  new Error(
    `The database was upgraded to ${newer} by a newer version. Start that version, or restore the backup from before the upgrade`,
    { cause },
  )
