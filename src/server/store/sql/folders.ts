import type { Tables } from '../store.ts'

import { filtered, pageOf } from './page.ts'
import type { Database } from './schema.ts'

const columns = ['id', 'cloudId', 'createdAt', 'name', 'description', 'labels', 'status'] as const

export const folders = (db: Database): Tables['folders'] => ({
  get: (id) => db.selectFrom('folders').select(columns).where('id', '=', id).executeTakeFirst(),
  list: (cloudId, page, filter) =>
    pageOf(filtered(db.selectFrom('folders').select(columns).where('cloudId', '=', cloudId), filter), page),
  insert: async (row) => {
    await db.insertInto('folders').values(row).execute()
  },
  update: (id, changes) =>
    db.updateTable('folders').set(changes).where('id', '=', id).returning(columns).executeTakeFirst(),
  delete: async (id) => {
    await db.deleteFrom('accessBindings').where('resourceId', '=', id).execute()
    await db.deleteFrom('accessPolicies').where('resourceId', '=', id).execute()
    await db.deleteFrom('folders').where('id', '=', id).execute()
  },
})
