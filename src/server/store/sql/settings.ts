import type { Tables } from '../store.ts'

import type { Database } from './schema.ts'

export const settings = (db: Database): Tables['settings'] => ({
  get: async (name) => {
    const row = await db.selectFrom('settings').select('value').where('name', '=', name).executeTakeFirst()
    return row?.value
  },
  put: async (name, value) => {
    await db
      .insertInto('settings')
      .values({ name, value })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
      .execute()
  },
  take: async (name, value) => {
    const { numDeletedRows } = await db
      .deleteFrom('settings')
      .where('name', '=', name)
      .where('value', '=', value)
      .executeTakeFirst()
    return numDeletedRows > 0n
  },
})
