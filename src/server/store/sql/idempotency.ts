import type { Tables } from '../store.ts'

import type { Database } from './schema.ts'

const columns = ['actorId', 'keyHash', 'requestHash', 'createdAt', 'sealedAnswer', 'secretOf'] as const

export const idempotency = (db: Database): Tables['idempotency'] => ({
  claim: async (claim, expired) => {
    const row = { ...claim, sealedAnswer: null, secretOf: null }
    // Waits for a concurrent insert of the same row, and locks an existing one so that no sweep deletes it.
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
  saveResponse: async ({ actorId, keyHash }, response) => {
    await db
      .updateTable('idempotency')
      .set(response)
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
