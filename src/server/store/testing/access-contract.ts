import { describe, expect, it } from 'vitest'

import { accountRow, at, bindingRow, folderRow, hash, policyRow } from './rows.ts'
import type { AccessBindingRow, SessionRow } from '../rows.ts'
import { DuplicateError, MissingParentError, type Store } from '../store.ts'

const second = (n: number) => new Date(Date.parse(at) + n * 1000).toISOString()
const page = { limit: 9, after: null }

/** What every back end must do for bindings, policies, IAM tokens and sessions: see `testStore`. */
export const testAccess = (store: () => Store): void => {
  const insert = async (...rows: readonly Partial<AccessBindingRow>[]) => {
    const made = rows.map((row) => bindingRow(row))
    for (const row of made) expect(await store().accessBindings.insert(row)).toBe(true)
    return made
  }
  const bindings = async (resourceId: string) => (await store().accessBindings.list(resourceId, page)).rows

  describe('access bindings', () => {
    it('list by resource, oldest first, in pages', async () => {
      const made = await insert(
        { roleId: 'b', createdAt: second(1) },
        { roleId: 'a', createdAt: second(2) },
        { roleId: 'c', createdAt: second(0) },
        { resourceId: 'other' },
      )
      expect(await bindings('resource')).toStrictEqual([made[2], made[0], made[1]])
      const first = await store().accessBindings.list('resource', { limit: 2, after: null })
      const rest = await store().accessBindings.list('resource', { limit: 2, after: first.next })
      expect([first.rows, rest.rows, rest.next]).toStrictEqual([[made[2], made[0]], [made[1]], null])
      expect(await bindings('none')).toEqual([])
    })

    it('are unique by resource, role and subject', async () => {
      const [first] = await insert({})
      expect(await store().accessBindings.insert(bindingRow())).toBe(false)
      await insert({ roleId: 'other' }, { subjectType: 'group' }, { subjectId: 'other' }, { resourceId: 'other' })
      expect(await bindings('resource')).toHaveLength(4)
      expect((await bindings('resource'))[0]).toStrictEqual(first)
    })

    it('are deleted by their content', async () => {
      const [first, other] = await insert({}, { subjectType: 'group' })
      expect(await store().accessBindings.delete(bindingRow({ id: 'any' }))).toBe(true)
      expect(await store().accessBindings.delete(bindingRow())).toBe(false)
      expect(await bindings('resource')).toStrictEqual([other])
      expect(await store().accessBindings.insert(bindingRow({ id: first?.id ?? '' }))).toBe(true)
    })

    it('are deleted with the account that they are on or name', async () => {
      const account = accountRow()
      await store().serviceAccounts.insert(account)
      const [, , kept, namesake] = await insert(
        { resourceId: account.id },
        { subjectId: account.id },
        { subjectId: 'other' },
        { subjectType: 'userAccount', subjectId: account.id },
      )
      await insert({ resourceId: account.id, subjectId: account.id })
      await store().serviceAccounts.delete(account.id)
      expect(await bindings(account.id)).toEqual([])
      expect(await bindings('resource')).toStrictEqual([kept, namesake])
    })

    it('of an account are written under its lock, so that none survives its concurrent deletion', async () => {
      for (let round = 0; round < 5; round++) {
        const [account, subject] = [accountRow(), accountRow()]
        for (const row of [account, subject]) await store().serviceAccounts.insert(row)
        const bind = store().transaction(async (tx) => {
          const held = await tx.serviceAccounts.lock([subject.id, account.id])
          if (held.length < 2) return
          await tx.accessBindings.insert(bindingRow({ resourceId: account.id, subjectId: subject.id }))
        })
        await Promise.all([store().serviceAccounts.delete(subject.id), bind])
        expect(await bindings(account.id)).toEqual([])
      }
    })

    it('are added by exactly one of several concurrent inserts', async () => {
      const added = await Promise.all(
        Array.from({ length: 6 }, () => store().transaction((tx) => tx.accessBindings.insert(bindingRow()))),
      )
      expect(added.filter(Boolean)).toHaveLength(1)
      expect(await bindings('resource')).toHaveLength(1)
    })
  })

  describe('bindings of subjects', () => {
    it('include all of a subject on any resource, and only of its type', async () => {
      await insert(
        { roleId: 'a' },
        { roleId: 'b', resourceId: 'other' },
        { roleId: 'c', subjectType: 'system' },
        { roleId: 'd', subjectType: 'userAccount' },
        { roleId: 'e', subjectId: 'other' },
      )
      const grants = await store().accessBindings.grantsTo([
        { subjectType: 'serviceAccount', subjectId: 'subject' },
        { subjectType: 'system', subjectId: 'subject' },
        { subjectType: 'group', subjectId: 'nobody' },
      ])
      expect(grants.toSorted((one, two) => (one.roleId < two.roleId ? -1 : 1))).toEqual([
        { resourceId: 'resource', roleId: 'a', folderId: null, cloudId: null },
        { resourceId: 'other', roleId: 'b', folderId: null, cloudId: null },
        { resourceId: 'resource', roleId: 'c', folderId: null, cloudId: null },
      ])
    })

    it('include the location of each resource', async () => {
      const [account, folder] = [accountRow(), folderRow({ cloudId: 'its' })]
      await store().serviceAccounts.insert(account)
      await store().folders.insert(folder)
      await insert({ roleId: 'a', resourceId: account.id }, { roleId: 'b', resourceId: folder.id })
      const grants = await store().accessBindings.grantsTo([{ subjectType: 'serviceAccount', subjectId: 'subject' }])
      expect(grants.toSorted((one, two) => (one.roleId < two.roleId ? -1 : 1))).toEqual([
        { resourceId: account.id, roleId: 'a', folderId: account.folderId, cloudId: account.cloudId },
        { resourceId: folder.id, roleId: 'b', folderId: folder.id, cloudId: 'its' },
      ])
    })
  })

  describe('locked accounts', () => {
    it('are those that exist', async () => {
      const accounts = [accountRow(), accountRow()]
      for (const row of accounts) await store().serviceAccounts.insert(row)
      const ids = accounts.map(({ id }) => id)
      await store().transaction(async (tx) => {
        expect(await tx.serviceAccounts.lock([...ids, 'none', ...ids])).toStrictEqual(accounts)
        expect(await tx.serviceAccounts.lock([])).toEqual([])
      })
    })
  })

  describe('access policies', () => {
    it('list by resource, with their parameters', async () => {
      const rows = [policyRow({ parameters: { a: '', 'b-c': 'd' } }), policyRow({ templateId: 'second' })]
      for (const row of rows) await store().accessPolicies.insert(row)
      expect(await store().accessPolicies.list('resource', page)).toStrictEqual({ rows, next: null })
      expect(await store().accessPolicies.list('none', page)).toEqual({ rows: [], next: null })
    })

    it('are unique by resource and template', async () => {
      await store().accessPolicies.insert(policyRow())
      await expect(store().accessPolicies.insert(policyRow())).rejects.toThrow(DuplicateError)
      expect(await store().accessPolicies.delete('resource', 'template')).toBe(true)
      expect(await store().accessPolicies.delete('resource', 'template')).toBe(false)
      await store().accessPolicies.insert(policyRow())
    })

    it('can be given other parameters, each separately', async () => {
      const rows = [policyRow({ parameters: { a: 'b' } }), policyRow({ templateId: 'second' })]
      for (const row of rows) await store().accessPolicies.insert(row)
      expect(await store().accessPolicies.update('resource', 'template', { c: 'd' })).toBe(true)
      expect(await store().accessPolicies.update('resource', 'third', {})).toBe(false)
      expect((await store().accessPolicies.list('resource', page)).rows).toStrictEqual([
        { ...rows[0], parameters: { c: 'd' } },
        rows[1],
      ])
    })

    it('are found by the first resource that has one, then by the first template', async () => {
      const find = (...resources: string[]) => store().accessPolicies.find(resources, ['b', 'a'])
      expect(await find('one', 'two')).toBeUndefined()
      const rows = [
        policyRow({ resourceId: 'two', templateId: 'b' }),
        policyRow({ resourceId: 'one', templateId: 'a' }),
        policyRow({ resourceId: 'two', templateId: 'a' }),
        policyRow({ resourceId: 'one', templateId: 'c' }),
      ]
      for (const row of rows) await store().accessPolicies.insert(row)
      expect(await find('one', 'two')).toStrictEqual(rows[1])
      expect(await find('two', 'one')).toStrictEqual(rows[0])
      expect(await find('none')).toBeUndefined()
    })
  })

  describe('IAM tokens', () => {
    const row = (serviceAccountId: string, expiresAt = second(60)) => ({
      serviceAccountId,
      administratorTokenHash: null,
      createdAt: at,
      expiresAt,
    })

    it('are found by their hash, which no read returns, and deleted once', async () => {
      const account = accountRow()
      await store().serviceAccounts.insert(account)
      const tokenHash = hash()
      await store().iamTokens.insert(row(account.id), tokenHash)
      expect(await store().iamTokens.get(tokenHash)).toStrictEqual(row(account.id))
      expect(await store().iamTokens.get(hash())).toBeUndefined()
      const deleted = await Promise.all([1, 2, 3].map(() => store().iamTokens.delete(tokenHash)))
      expect(deleted.filter((one) => one !== undefined)).toStrictEqual([row(account.id)])
      expect(await store().iamTokens.get(tokenHash)).toBeUndefined()
    })

    it('belong to an account, and are deleted with it', async () => {
      const account = accountRow()
      const tokenHash = hash()
      await expect(store().iamTokens.insert(row(account.id), tokenHash)).rejects.toThrow(MissingParentError)
      await store().serviceAccounts.insert(account)
      await store().iamTokens.insert(row(account.id), tokenHash)
      await store().serviceAccounts.delete(account.id)
      expect(await store().iamTokens.get(tokenHash)).toBeUndefined()
    })

    it('may belong to the administrator, with the hash of the token that they are bound to', async () => {
      const token = { serviceAccountId: null, administratorTokenHash: hash(), createdAt: at, expiresAt: second(60) }
      const tokenHash = hash()
      await store().iamTokens.insert(token, tokenHash)
      expect(await store().iamTokens.get(tokenHash)).toStrictEqual(token)
      expect(await store().iamTokens.delete(tokenHash)).toStrictEqual(token)
    })

    it('are deleted when they have expired', async () => {
      const account = accountRow()
      await store().serviceAccounts.insert(account)
      const hashes = [hash(), hash(), hash()]
      for (const [index, one] of hashes.entries()) await store().iamTokens.insert(row(account.id, second(index)), one)
      await store().iamTokens.sweep(second(1))
      const kept = await Promise.all(hashes.map((one) => store().iamTokens.get(one)))
      expect(kept).toStrictEqual([undefined, undefined, row(account.id, second(2))])
    })
  })

  describe('sessions', () => {
    const row = (fields: Partial<SessionRow> = {}): SessionRow => ({
      subjectId: 'somebody',
      tokenHash: null,
      expiresAt: second(60),
      ...fields,
    })
    const insertSessions = async (...rows: readonly SessionRow[]) => {
      const inserted = rows.map((one) => ({ one, idHash: hash() }))
      for (const { one, idHash } of inserted) await store().sessions.insert(one, idHash)
      return inserted.map(({ idHash }) => idHash)
    }
    const all = (idHashes: readonly string[]) => Promise.all(idHashes.map((idHash) => store().sessions.get(idHash)))

    it('are found by the hash of their ID, which no read returns', async () => {
      const rows = [row({ tokenHash: hash() }), row()]
      expect(await all([...(await insertSessions(...rows)), hash()])).toStrictEqual([...rows, undefined])
    })

    it('end one by one, and repeatedly', async () => {
      const [one = '', another = ''] = await insertSessions(row(), row())
      await store().sessions.delete(one)
      await store().sessions.delete(one)
      expect(await all([one, another])).toStrictEqual([undefined, row()])
    })

    it('of a subject end together', async () => {
      const other = row({ subjectId: 'another' })
      const idHashes = await insertSessions(row(), other, row())
      await store().sessions.deleteOf('somebody')
      expect(await all(idHashes)).toStrictEqual([undefined, other, undefined])
    })

    it('are deleted when they have expired', async () => {
      const idHashes = await insertSessions(...[0, 1, 2].map((seconds) => row({ expiresAt: second(seconds) })))
      await store().sessions.sweep(second(1))
      expect(await all(idHashes)).toStrictEqual([undefined, undefined, row({ expiresAt: second(2) })])
    })
  })
}
