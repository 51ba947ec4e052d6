import type { Tables } from '../store.ts'

import { pageOf } from './page.ts'
import type { Database } from './schema.ts'

const columns = ['id', 'cloudId', 'createdAt', 'name', 'description', 'labels', 'status'] as const

export const folders = (db: Database): Tables['folders'] => ({
  get: (id) => db.selectFrom('folders').select(columns).where('id', '=', id).executeTakeFirst(),
  list: (cloudId, page, name) =>
    pageOf(
      db
        .selectFrom('folders')
        .select(columns)
        .where('cloudId', '=', cloudId)
        .$if(name !== undefined, (query) => query.where('name', '=', name ?? '')),
      page,
    ),
  insert: async (row) => {
    await db.insertInto('folders').values(row).execute()
  },
})
