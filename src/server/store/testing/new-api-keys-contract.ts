import { describe, expect, it } from 'vitest'

import { accountRow, hash, keyRow, operationRow, policyRow } from './rows.ts'
import type { ServiceAccountRow } from '../rows.ts'
import { DuplicateError, MissingParentError, type Store } from '../store.ts'

/** What every back end must do when several keys are created at once: see `testStore`. */
export const testNewApiKeys = (store: () => Store): void => {
  const newAccount = async () => {
    const account = accountRow({ cloudId: 'its cloud', folderId: 'its folder' })
    await store().serviceAccounts.insert(account)
    return account
  }

  /** Keys as they will be, and as they are given; the same of their operations. */
  const made = (account: ServiceAccountRow, count: number) => {
    const keys = Array.from({ length: count }, (_, n) =>
      keyRow(account, {
        description: 'quote " and \\ and ключ',
        scopes: n === 0 ? [] : ['a', 'b, c'],
        expiresAt: n === 0 ? null : '2030-01-01T00:00:00.123Z',
      }),
    )
    const operations = keys.map(({ id }, n) =>
      operationRow({
        resourceId: id,
        serviceAccountId: account.id,
        folderId: account.folderId,
        metadata: { '@type': 'x', a: [1, null, { b: 'ключ' }] },
        response: n === 0 ? null : { '@type': 'y', scopes: [] },
      }),
    )
    return {
      keys,
      operations,
      newKeys: keys.map(({ serviceAccountId: _, cloudId: __, ...key }) => ({ ...key, secretHash: hash() })),
      newOperations: operations.map(({ serviceAccountId: _, folderId: __, ...operation }) => operation),
    }
  }

  const expectNothing = async ({ keys, operations }: ReturnType<typeof made>) => {
    for (const { id } of keys) expect(await store().apiKeys.get(id)).toBeUndefined()
    for (const { id } of operations) expect(await store().operations.get(id)).toBeUndefined()
  }

  describe('keys that are created at once', () => {
    it('are written with their operations, in the cloud and the folder of their account', async () => {
      const account = await newAccount()
      const { keys, operations, newKeys, newOperations } = made(account, 3)
      expect(await store().apiKeys.insertAll(account.id, newKeys, newOperations, [])).toBe(true)
      for (const key of keys) expect(await store().apiKeys.get(key.id)).toStrictEqual(key)
      for (const row of operations) expect(await store().operations.get(row.id)).toStrictEqual(row)
      const hashes = newKeys.map(({ secretHash }) => secretHash)
      expect([...(await store().apiKeys.present(hashes)).keys()].toSorted()).toEqual(hashes.toSorted())
    })

    it('may be none', async () => {
      const account = await newAccount()
      expect(await store().apiKeys.insertAll(account.id, [], [], [])).toBe(true)
      expect(await store().apiKeys.countInCloud(account.cloudId)).toBe(0)
    })

    it('are not written without their account', async () => {
      const all = made(accountRow(), 2)
      expect(await store().apiKeys.insertAll('nobody', all.newKeys, all.newOperations, [])).toBe(false)
      await expectNothing(all)
    })

    it.each(['its folder', 'its cloud'])('are not written while a policy against it is bound to %s', async (place) => {
      const account = await newAccount()
      const all = made(account, 2)
      const create = () =>
        store().apiKeys.insertAll(account.id, all.newKeys, all.newOperations, ['no keys', 'no credentials'])
      await store().accessPolicies.insert(policyRow({ resourceId: place, templateId: 'no credentials' }))
      expect(await create()).toBe(false)
      await expectNothing(all)
      await store().accessPolicies.delete(place, 'no credentials')
      await store().accessPolicies.insert(policyRow({ resourceId: place, templateId: 'no accounts' }))
      await store().accessPolicies.insert(policyRow({ resourceId: 'another folder', templateId: 'no keys' }))
      expect(await create()).toBe(true)
    })

    it('wait for a transaction that locks them, and see what it committed', async () => {
      for (let round = 0; round < 5; round++) {
        const account = await newAccount()
        const { newKeys, newOperations } = made(account, 1)
        let creation: Promise<unknown> = Promise.resolve('not asked')
        const policy = policyRow({ resourceId: 'its folder', templateId: `template ${round}` })
        await store().transaction(async (tx) => {
          await tx.apiKeys.lock()
          creation = store().apiKeys.insertAll(account.id, newKeys, newOperations, [policy.templateId])
          await tx.apiKeys.countInCloud(account.cloudId)
          await tx.accessPolicies.insert(policy)
        })
        expect(await creation).toBe(false)
      }
    })

    it.each([
      ['a hash is taken', { secretHash: hash() }, {}],
      ['an id is taken', { id: 'taken' }, {}],
      ['the id of an operation is taken', {}, { id: 'taken' }],
    ])('are none of them written when %s', async (_, key, operation) => {
      const account = await newAccount()
      const all = made(account, 2)
      const newKeys = all.newKeys.map((each) => ({ ...each, ...key }))
      const newOperations = all.newOperations.map((each) => ({ ...each, ...operation }))
      await expect(store().apiKeys.insertAll(account.id, newKeys, newOperations, [])).rejects.toThrow(DuplicateError)
      await expectNothing(all)
      expect(await store().apiKeys.countInCloud(account.cloudId)).toBe(0)
      expect(await store().operations.get('taken')).toBeUndefined()
    })

    it('do not outlive their account when it is deleted meanwhile', async () => {
      for (let round = 0; round < 10; round++) {
        const account = await newAccount()
        const turns = [made(account, 2), made(account, 2), made(account, 2)]
        const insert = ({ newKeys, newOperations }: ReturnType<typeof made>) =>
          store().apiKeys.insertAll(account.id, newKeys, newOperations, [])
        const outcomes = await Promise.allSettled([
          ...turns.slice(0, 1).map(insert),
          store().serviceAccounts.delete(account.id),
          ...turns.slice(1).map(insert),
        ])
        const errors = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []))
        for (const error of errors) expect(error).toBeInstanceOf(MissingParentError)
        for (const { id } of turns.flatMap(({ keys }) => keys)) expect(await store().apiKeys.get(id)).toBeUndefined()
      }
    })
  })
}
