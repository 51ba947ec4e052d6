import type { Tables } from '../store.ts'

import { pageOf } from './page.ts'
import type { Database } from './schema.ts'

const columns = [
  'id',
  'resourceId',
  'serviceAccountId',
  'folderId',
  'description',
  'createdAt',
  'createdBy',
  'modifiedAt',
  'done',
  'metadata',
  'response',
  'error',
] as const

export const operations = (db: Database): Tables['operations'] => ({
  get: (id) => db.selectFrom('operations').select(columns).where('id', '=', id).executeTakeFirst(),
  list: (by, id, page) => pageOf(db.selectFrom('operations').select(columns).where(by, '=', id), page, 'newestFirst'),
  insert: async (row) => {
    await db.insertInto('operations').values(row).execute()
  },
})
