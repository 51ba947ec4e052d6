import type { Tables } from '../store.ts'

import { countInCloud } from './count.ts'
import { filtered, pageOf } from './page.ts'
import type { Database } from './schema.ts'
import { recordUsage } from './usage.ts'

const columns = [
  'id',
  'cloudId',
  'folderId',
  'createdAt',
  'name',
  'description',
  'labels',
  'status',
  'lastAuthenticatedAt',
  'expiresAt',
] as const

export const serviceAccounts = (db: Database): Tables['serviceAccounts'] => ({
  get: (id) => db.selectFrom('serviceAccounts').select(columns).where('id', '=', id).executeTakeFirst(),
  list: (folderId, page, filter) =>
    pageOf(filtered(db.selectFrom('serviceAccounts').select(columns).where('folderId', '=', folderId), filter), page),
  countInCloud: (cloudId, atMost) => countInCloud(db, 'serviceAccounts', cloudId, atMost),
  insert: async (row) => {
    await db.insertInto('serviceAccounts').values(row).execute()
  },
  lock: async (ids) =>
    ids.length === 0
      ? []
      : db
          .selectFrom('serviceAccounts')
          .select(columns)
          .where('id', 'in', ids)
          // A fixed order prevents deadlocks.
          .orderBy('id')
          .forNoKeyUpdate()
          .execute(),
  update: (id, changes) =>
    db.updateTable('serviceAccounts').set(changes).where('id', '=', id).returning(columns).executeTakeFirst(),
  recordUsage: (usages) => recordUsage(db, 'serviceAccounts', usages),
  delete: async (id) => {
    // Keys and tokens cascade. Bindings have no foreign key, so delete them here, after the account: deleting it waits
    // for transactions that add bindings under its lock.
    const { numDeletedRows } = await db.deleteFrom('serviceAccounts').where('id', '=', id).executeTakeFirst()
    await db
      .deleteFrom('accessBindings')
      .where((eb) => eb('resourceId', '=', id).or(eb('subjectId', '=', id).and('subjectType', '=', 'serviceAccount')))
      .execute()
    return numDeletedRows > 0n
  },
})
