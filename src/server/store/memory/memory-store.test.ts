import { describe, expect, it } from 'vitest'

import { accountRow, cloudRow, hash, keyRow, operationRow } from '../testing/rows.ts'
import { testStore } from '../testing/store-contract.ts'

import type { Change } from './memory-data.ts'
import { openMemoryStore } from './memory-store.ts'

testStore('memory', async () => openMemoryStore())

/** A store and its reported commits. */
const recorded = () => {
  const commits: (readonly Change[])[] = []
  const store = openMemoryStore({ onCommit: async (changes) => void commits.push(changes) })
  return { store, commits }
}

describe('onCommit', () => {
  it('reports the final state of each row once', async () => {
    const { store, commits } = recorded()
    const account = accountRow()
    const [kept, gone] = [keyRow(account), keyRow(account)]
    const secretHash = hash()
    await store.transaction(async (tx) => {
      await tx.serviceAccounts.insert(account)
      await tx.apiKeys.insert({ ...kept, secretHash })
      await tx.apiKeys.insert({ ...gone, secretHash: hash() })
      await tx.apiKeys.delete(gone.id)
      await tx.settings.put('name', 'first')
      await tx.settings.put('name', 'second')
    })
    expect(commits).toEqual([
      [
        { table: 'serviceAccounts', id: account.id, row: account },
        { table: 'apiKeys', id: kept.id, row: { ...kept, secretHash } },
        { table: 'apiKeys', id: gone.id, row: null },
        { table: 'settings', id: 'name', row: { id: 'name', value: 'second' } },
      ],
    ])
  })

  it('reports the keys deleted with their account', async () => {
    const { store, commits } = recorded()
    const account = accountRow()
    const key = keyRow(account)
    await store.serviceAccounts.insert(account)
    await store.apiKeys.insert({ ...key, secretHash: hash() })
    await store.serviceAccounts.delete(account.id)
    expect(commits.at(-1)).toEqual([
      { table: 'apiKeys', id: key.id, row: null },
      { table: 'serviceAccounts', id: account.id, row: null },
    ])
  })

  it('is not called for reads, calls without a change and rollbacks', async () => {
    const { store, commits } = recorded()
    await store.clouds.list({ limit: 9, after: null })
    await store.serviceAccounts.delete('none')
    await store.settings.take('name', 'value')
    const work = store.transaction(async (tx) => {
      await tx.clouds.insert(cloudRow())
      throw new Error('stop')
    })
    await expect(work).rejects.toThrow('stop')
    expect(commits).toEqual([])
  })

  it('is awaited before a write is acknowledged or seen', async () => {
    const steps: string[] = []
    const onCommit = async () => {
      // One turn of the event loop, after everything that does not wait.
      await new Promise((resolve) => setTimeout(resolve))
      steps.push('persisted')
    }
    const store = openMemoryStore({ onCommit })
    const cloud = cloudRow()
    const write = store.clouds.insert(cloud).then(() => steps.push('acknowledged'))
    const read = store.clouds.get(cloud.id).then((row) => steps.push(row ? 'seen' : 'not seen'))
    await Promise.all([write, read])
    expect(steps).toEqual(['persisted', 'acknowledged', 'seen'])
  })

  it('rolls the transaction back when it rejects', async () => {
    const full = new Error('The disk is full')
    const store = openMemoryStore({ onCommit: () => Promise.reject(full) })
    const cloud = cloudRow()
    await expect(store.clouds.insert(cloud)).rejects.toBe(full)
    expect(await store.clouds.get(cloud.id)).toBeUndefined()
  })
})

describe('restored rows', () => {
  it('produce the same store, including unique constraints and counts', async () => {
    const { store, commits } = recorded()
    const account = accountRow()
    const key = keyRow(account)
    const secretHash = hash()
    await store.serviceAccounts.insert(account)
    await store.apiKeys.insert({ ...key, secretHash })
    await store.settings.put('name', 'value')

    const again = openMemoryStore({ rows: structuredClone(commits.flat()) })
    expect(await again.serviceAccounts.get(account.id)).toEqual(account)
    expect(await again.apiKeys.list(account.id, { limit: 9, after: null })).toEqual({
      rows: [key],
      next: null,
    })
    expect(await again.apiKeys.countInCloud('cloud', 9)).toBe(1)
    expect(await again.settings.get('name')).toBe('value')
    await expect(again.apiKeys.insert({ ...keyRow(account), secretHash })).rejects.toThrow('The hash')
    await expect(again.serviceAccounts.insert(accountRow({ name: account.name }))).rejects.toThrow('The name')
  })

  it('may lack a newer field', async () => {
    const { serviceAccountId: _, folderId: __, ...old } = operationRow({ resourceId: 'key' })
    const rows = [{ table: 'operations', id: old.id, row: old }] as unknown as Change[]
    const store = openMemoryStore({ rows })
    const page = { limit: 9, after: null }
    expect((await store.operations.list('resourceId', 'key', page)).rows).toEqual([old])
    expect((await store.operations.list('serviceAccountId', 'key', page)).rows).toEqual([])
  })

  it('may come in any order', async () => {
    const account = accountRow()
    const rows: Change[] = [
      {
        table: 'apiKeys',
        id: 'key',
        row: { ...keyRow(account, { id: 'key' }), secretHash: hash() },
      },
      { table: 'serviceAccounts', id: account.id, row: account },
    ]
    const store = openMemoryStore({ rows })
    await store.serviceAccounts.delete(account.id)
    expect(await store.apiKeys.get('key')).toBeUndefined()
  })
})

describe('apply', () => {
  it('applies what another tab committed without reporting it', async () => {
    const other = recorded()
    const { store, commits } = recorded()
    const account = accountRow()
    const key = keyRow(account)
    await other.store.serviceAccounts.insert(account)
    await other.store.apiKeys.insert({ ...key, secretHash: hash() })
    await store.apply(structuredClone(other.commits.flat()))
    expect(await store.apiKeys.get(key.id)).toEqual(key)

    await other.store.apiKeys.delete(key.id)
    await store.apply(other.commits.at(-1) ?? [])
    expect(await store.apiKeys.get(key.id)).toBeUndefined()
    expect(commits).toEqual([])
  })

  it('waits for the running transaction and survives its rollback', async () => {
    const store = openMemoryStore()
    const cloud = cloudRow()
    let applied: Promise<void> = Promise.resolve()
    const work = store.transaction(async (tx) => {
      applied = store.apply([{ table: 'clouds', id: cloud.id, row: cloud }])
      await tx.clouds.insert({ ...cloud, name: 'mine' })
      throw new Error('stop')
    })
    await expect(work).rejects.toThrow('stop')
    await applied
    expect(await store.clouds.get(cloud.id)).toEqual(cloud)
  })
})
