import type { Tables } from '../store.ts'

import { countInCloud } from './count.ts'
import { pageOf } from './page.ts'
import type { Database } from './schema.ts'
import { recordUsage } from './usage.ts'

/** The readable columns: all but the hash. */
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
  findBySecretHash: (secretHash) =>
    db
      .selectFrom('apiKeys')
      .innerJoin('serviceAccounts', 'serviceAccounts.id', 'apiKeys.serviceAccountId')
      .select([
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
      .where('apiKeys.secretHash', '=', secretHash)
      .executeTakeFirst(),
  list: (serviceAccountId, page) =>
    pageOf(db.selectFrom('apiKeys').select(columns).where('serviceAccountId', '=', serviceAccountId), page),
  countInCloud: (cloudId, atMost) => countInCloud(db, 'apiKeys', cloudId, atMost),
  insert: async (row) => {
    await db.insertInto('apiKeys').values(row).execute()
  },
  update: (id, changes) =>
    db.updateTable('apiKeys').set(changes).where('id', '=', id).returning(columns).executeTakeFirst(),
  recordUsage: (usages) => recordUsage(db, 'apiKeys', usages),
  delete: async (id) => {
    const { numDeletedRows } = await db.deleteFrom('apiKeys').where('id', '=', id).executeTakeFirst()
    return numDeletedRows > 0n
  },
})
