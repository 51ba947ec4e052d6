import type { Tables } from '../store.ts'

import type { Database } from './schema.ts'

const columns = ['actorId', 'keyHash', 'requestHash', 'createdAt', 'sealedAnswer', 'secretOf'] as const

export const idempotency = (db: Database): Tables['idempotency'] => ({
  claim: async (claim, expired) => {
    const row = { ...claim, sealedAnswer: null, secretOf: null }
    // A row that another transaction inserts is waited for, and one that is there stays locked: no sweep takes it.
    const taken = await db
      .insertInto('idempotency')
      .values(row)
      .onConflict((conflict) =>
        conflict.columns(['actorId', 'keyHash']).doUpdateSet(row).where('idempotency.createdAt', '<=', expired),
      )
      .returning('keyHash')
      .executeTakeFirst()
    if (taken) return undefined
    return db
      .selectFrom('idempotency')
      .select(columns)
      .where('actorId', '=', claim.actorId)
      .where('keyHash', '=', claim.keyHash)
      .executeTakeFirstOrThrow()
  },
  answer: async ({ actorId, keyHash }, answer) => {
    await db
      .updateTable('idempotency')
      .set(answer)
      .where('actorId', '=', actorId)
      .where('keyHash', '=', keyHash)
      .execute()
  },
  sweep: async (expired, secretsExpired) => {
    await db.deleteFrom('idempotency').where('createdAt', '<=', expired).execute()
    await db
      .updateTable('idempotency')
      .set({ sealedAnswer: null })
      .where('createdAt', '<=', secretsExpired)
      .where('secretOf', 'is not', null)
      .where('sealedAnswer', 'is not', null)
      .execute()
  },
})
