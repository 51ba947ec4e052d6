import type { Tables } from '../store.ts'

import { filtered, pageOf } from './page.ts'
import type { Database } from './schema.ts'

const columns = ['id', 'createdAt', 'name', 'description', 'labels', 'organizationId'] as const

export const clouds = (db: Database): Tables['clouds'] => ({
  get: (id) => db.selectFrom('clouds').select(columns).where('id', '=', id).executeTakeFirst(),
  list: (page, filter) => pageOf(filtered(db.selectFrom('clouds').select(columns), filter), page),
  insert: async (row) => {
    await db.insertInto('clouds').values(row).execute()
  },
  lock: async (id, mode) => {
    const cloud = db.selectFrom('clouds').select('id').where('id', '=', id)
    await (mode === 'exclusive' ? cloud.forUpdate() : cloud.forShare()).execute()
  },
})
