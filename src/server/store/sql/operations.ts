import type { Tables } from '../store.ts'

import type { Database } from './schema.ts'

const columns = [
  'id',
  'resourceId',
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
  insert: async (row) => {
    await db.insertInto('operations').values(row).execute()
  },
})
