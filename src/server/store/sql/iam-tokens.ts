import type { Tables } from '../store.ts'

import type { Database } from './schema.ts'

/** The readable columns: all but the hash. */
const columns = ['serviceAccountId', 'administratorTokenHash', 'createdAt', 'expiresAt'] as const

export const iamTokens = (db: Database): Tables['iamTokens'] => ({
  get: (tokenHash) => db.selectFrom('iamTokens').select(columns).where('tokenHash', '=', tokenHash).executeTakeFirst(),
  insert: async (row, tokenHash) => {
    await db
      .insertInto('iamTokens')
      .values({ ...row, tokenHash })
      .execute()
  },
  delete: (tokenHash) =>
    db.deleteFrom('iamTokens').where('tokenHash', '=', tokenHash).returning(columns).executeTakeFirst(),
  sweep: async (expired) => {
    await db.deleteFrom('iamTokens').where('expiresAt', '<=', expired).execute()
  },
})
