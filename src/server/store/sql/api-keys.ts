import { sql } from 'kysely'

import type { Tables } from '../store.ts'

import { countInCloud } from './count.ts'
import { insertAll } from './new-api-keys.ts'
import { pageOf } from './page.ts'
import type { Database } from './schema.ts'
import { markSeen } from './sightings.ts'

/** What may leave the table: not the hash. */
const columns = [
  'id',
  'cloudId',
  'serviceAccountId',
  'createdAt',
  'description',
  'scopes',
  'lastUsedAt',
  'expiresAt',
  'maskedSecret',
] as const

export const apiKeys = (db: Database): Tables['apiKeys'] => ({
  get: (id) => db.selectFrom('apiKeys').select(columns).where('id', '=', id).executeTakeFirst(),
  present: async (secretHashes) => {
    const rows = await db
      .selectFrom('apiKeys')
      .innerJoin('serviceAccounts', 'serviceAccounts.id', 'apiKeys.serviceAccountId')
      .select([
        'apiKeys.secretHash',
        'apiKeys.id',
        'apiKeys.serviceAccountId',
        'apiKeys.scopes',
        'apiKeys.lastUsedAt',
        'apiKeys.expiresAt',
        'serviceAccounts.folderId',
        'serviceAccounts.status as accountStatus',
        'serviceAccounts.expiresAt as accountExpiresAt',
        'serviceAccounts.lastAuthenticatedAt',
      ])
      .where('apiKeys.secretHash', '=', sql<string>`any(${[...secretHashes]})`)
      .execute()
    return new Map(rows.map(({ secretHash, ...row }) => [secretHash, row]))
  },
  list: (serviceAccountId, page) =>
    pageOf(db.selectFrom('apiKeys').select(columns).where('serviceAccountId', '=', serviceAccountId), page),
  countInCloud: (cloudId) => countInCloud(db, 'apiKeys', cloudId),
  insert: async (row) => {
    await db.insertInto('apiKeys').values(row).execute()
  },
  insertAll: insertAll(db),
  lock: async () => {
    await sql`lock table api_keys in share mode`.execute(db)
  },
  update: (id, changes) =>
    db.updateTable('apiKeys').set(changes).where('id', '=', id).returning(columns).executeTakeFirst(),
  markSeen: (sightings) => markSeen(db, 'apiKeys', sightings),
  delete: async (id) => {
    const { numDeletedRows } = await db.deleteFrom('apiKeys').where('id', '=', id).executeTakeFirst()
    return numDeletedRows > 0n
  },
})
