import { sql } from 'kysely'

import type { NewApiKeyRow, OperationRow } from '../rows.ts'
import type { Tables } from '../store.ts'

import type { Database } from './schema.ts'
import { prepared } from './sql-pool.ts'

/** Columns and what they hold, as PostgreSQL names it. */
type Columns<Name extends string> = Readonly<Record<Name, 'text' | 'text[]' | 'timestamptz' | 'boolean' | 'jsonb'>>

const keyColumns: Columns<keyof Omit<NewApiKeyRow, 'serviceAccountId' | 'cloudId'>> = {
  id: 'text',
  createdAt: 'timestamptz',
  description: 'text',
  scopes: 'text[]',
  lastUsedAt: 'timestamptz',
  expiresAt: 'timestamptz',
  maskedSecret: 'text',
  secretHash: 'text',
}

const operationColumns: Columns<keyof Omit<OperationRow, 'serviceAccountId' | 'folderId'>> = {
  id: 'text',
  resourceId: 'text',
  description: 'text',
  createdAt: 'timestamptz',
  createdBy: 'text',
  modifiedAt: 'timestamptz',
  done: 'boolean',
  metadata: 'jsonb',
  response: 'jsonb',
  error: 'jsonb',
}

const storedName = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** The parts of `insert into table (…) select … from account, json_to_recordset(<rows>)`, around the rows. */
const insertion = (table: string, columns: Columns<string>, place: 'cloud_id' | 'folder_id') => {
  const names = Object.keys(columns)
  const stored = ['service_account_id', place, ...names.map(storedName)].join(', ')
  const given = ['account.id', `account.${place}`, ...names.map((name) => `given."${name}"`)].join(', ')
  const typed = Object.entries(columns).map(([name, type]) => `"${name}" ${type}`)
  return {
    before: sql.raw(`insert into ${table} (${stored}) select ${given} from account, json_to_recordset(`),
    after: sql.raw(`::json) as given (${typed.join(', ')})`),
  }
}

const intoKeys = insertion('api_keys', keyColumns, 'cloud_id')
const intoOperations = insertion('operations', operationColumns, 'folder_id')

/**
 * One statement, and one text however many rows there are, prepared once: what each statement costs for itself, in the
 * driver and in the database, is most of what creating a key costs.
 */
export const insertAll =
  (db: Database): Tables['apiKeys']['insertAll'] =>
  async (serviceAccountId, keys, operations, unlessBound) => {
    const { rows } = await sql`${prepared('new-api-keys')}with account as (
        select id, cloud_id, folder_id from service_accounts
        where id = ${serviceAccountId} and not exists (
          select from access_policies where resource_id in (folder_id, cloud_id) and template_id = any(${unlessBound})
        )
      ),
      keys as (${intoKeys.before}${JSON.stringify(keys)}${intoKeys.after}),
      done as (${intoOperations.before}${JSON.stringify(operations)}${intoOperations.after})
      select id from account`.execute(db)
    return rows.length > 0
  }
