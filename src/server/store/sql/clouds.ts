import type { Tables } from '../store.ts'

import { pageOf } from './page.ts'
import type { Database } from './schema.ts'

const columns = ['id', 'createdAt', 'name', 'description', 'labels', 'organizationId'] as const

export const clouds = (db: Database): Tables['clouds'] => ({
  get: (id) => db.selectFrom('clouds').select(columns).where('id', '=', id).executeTakeFirst(),
  list: (page, name) =>
    pageOf(
      db
        .selectFrom('clouds')
        .select(columns)
        .$if(name !== undefined, (query) => query.where('name', '=', name ?? '')),
      page,
    ),
  insert: async (row) => {
    await db.insertInto('clouds').values(row).execute()
  },
  lock: async (id) => {
    await db.selectFrom('clouds').select('id').where('id', '=', id).forUpdate().execute()
  },
})
