import type { Tables } from '../store.ts'

import type { Database } from './schema.ts'

export const sessions = (db: Database): Tables['sessions'] => ({
  get: (idHash) =>
    db
      .selectFrom('sessions')
      .select(['subjectId', 'tokenHash', 'expiresAt'])
      .where('idHash', '=', idHash)
      .executeTakeFirst(),
  insert: async (row, idHash) => {
    await db
      .insertInto('sessions')
      .values({ ...row, idHash })
      .execute()
  },
  delete: async (idHash) => {
    await db.deleteFrom('sessions').where('idHash', '=', idHash).execute()
  },
  deleteOf: async (subjectId) => {
    await db.deleteFrom('sessions').where('subjectId', '=', subjectId).execute()
  },
  sweep: async (expired) => {
    await db.deleteFrom('sessions').where('expiresAt', '<=', expired).execute()
  },
})
