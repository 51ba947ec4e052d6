import { describe, expect, it } from 'vitest'

import { at, cloudRow, hash } from './rows.ts'
import type { Store } from '../store.ts'

const claimRow = (row: { readonly actorId?: string; readonly createdAt?: string } = {}) => ({
  actorId: 'ajeactor',
  keyHash: hash(),
  requestHash: hash(),
  createdAt: at,
  ...row,
})
const sealed = { sealedAnswer: 'c2VhbGVk', secretOf: null }
const withSecret = { sealedAnswer: 'c2VjcmV0', secretOf: 'ApiKey aje' }
const long = '1970-01-01T00:00:00.000Z'
const [older, newer] = ['2026-11-22T09:59:59.999Z', '2026-11-22T10:00:00.001Z']

/** What every back end must do for requests that are executed once: see `testStore`. */
export const testIdempotency = (store: () => Store): void => {
  describe('idempotency keys', () => {
    it('are claimed once, and return the stored response to the next claim', async () => {
      const claim = claimRow()
      expect(await store().idempotency.claim(claim, long)).toBeUndefined()
      await store().idempotency.saveResponse(claim, withSecret)
      const other = { ...claim, requestHash: hash(), createdAt: newer }
      expect(await store().idempotency.claim(other, long)).toStrictEqual({ ...claim, ...withSecret })
    })

    it('belong to one actor', async () => {
      const claim = claimRow()
      expect(await store().idempotency.claim(claim, long)).toBeUndefined()
      expect(await store().idempotency.claim({ ...claim, actorId: 'ajeother' }, long)).toBeUndefined()
    })

    it('are free again when they have expired, without their response', async () => {
      const claim = claimRow()
      await store().idempotency.claim(claim, long)
      await store().idempotency.saveResponse(claim, withSecret)
      expect(await store().idempotency.claim(claim, older)).toMatchObject(withSecret)
      const second = { ...claim, requestHash: hash(), createdAt: newer }
      expect(await store().idempotency.claim(second, at)).toBeUndefined()
      expect(await store().idempotency.claim(claim, at)).toStrictEqual({
        ...second,
        sealedAnswer: null,
        secretOf: null,
      })
    })

    it('are free again when their transaction is rolled back', async () => {
      const claim = claimRow()
      const work = store().transaction(async (tx) => {
        await tx.idempotency.claim(claim, long)
        await tx.idempotency.saveResponse(claim, sealed)
        throw new Error('stop')
      })
      await expect(work).rejects.toThrow('stop')
      expect(await store().idempotency.claim(claim, long)).toBeUndefined()
    })

    it('are deleted when they have expired, responses with a secret earlier', async () => {
      const [gone, kept, secret, young] = [
        claimRow({ createdAt: older }),
        claimRow(),
        claimRow(),
        claimRow({ createdAt: newer }),
      ]
      for (const claim of [gone, kept, secret, young]) {
        await store().idempotency.claim(claim, long)
        await store().idempotency.saveResponse(claim, claim === kept ? sealed : withSecret)
      }
      await store().idempotency.sweep(older, at)
      expect(await store().idempotency.claim(gone, long)).toBeUndefined()
      expect(await store().idempotency.claim(kept, long)).toMatchObject(sealed)
      expect(await store().idempotency.claim(secret, long)).toMatchObject({ ...withSecret, sealedAnswer: null })
      expect(await store().idempotency.claim(young, long)).toMatchObject(withSecret)
    })

    it.each([
      ['new', []],
      ['expired', [older]],
    ])(
      'let one of several concurrent transactions do the work and give the others its response: %s',
      async (_, earlier) => {
        const claim = claimRow()
        for (const createdAt of earlier) await store().idempotency.claim({ ...claim, createdAt }, long)
        let done = 0
        const once = () =>
          store().transaction(async (tx) => {
            const before = await tx.idempotency.claim(claim, older)
            if (before) return before.sealedAnswer
            await tx.clouds.insert(cloudRow())
            const sealedAnswer = `answer ${++done}`
            await tx.idempotency.saveResponse(claim, { sealedAnswer, secretOf: null })
            return sealedAnswer
          })
        const answers = await Promise.all(Array.from({ length: 20 }, once))
        expect(new Set(answers)).toEqual(new Set(['answer 1']))
        expect((await store().clouds.list({ limit: 9, after: null })).rows).toHaveLength(1)
      },
    )

    it('go to the next concurrent transaction when the first is rolled back', async () => {
      const claim = claimRow()
      let failures = 0
      const work = () =>
        store().transaction(async (tx) => {
          const before = await tx.idempotency.claim(claim, long)
          if (before) return before.sealedAnswer
          if (++failures < 3) throw new Error('stop')
          await tx.idempotency.saveResponse(claim, sealed)
          return sealed.sealedAnswer
        })
      const outcomes = await Promise.allSettled(Array.from({ length: 8 }, work))
      expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(2)
      expect(failures).toBe(3)
    })
  })
}
