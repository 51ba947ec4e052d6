import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { openMemoryStore } from '../store/memory/memory-store.ts'
import { accountRow, hash, keyRow } from '../store/testing/rows.ts'
import { UnavailableError } from '../store/store.ts'
import { trackUsage } from './usage-tracker.ts'

const start = Date.parse('2026-11-22T10:00:00.000Z')
const after = (seconds: number) => new Date(start + seconds * 1000).toISOString()

beforeEach(() => void vi.useFakeTimers({ now: start }))
afterEach(() => void vi.useRealTimers())

const open = async () => {
  const commits: string[][] = []
  let down = false
  const store = openMemoryStore({
    onCommit: async (changes) => {
      if (down) throw new UnavailableError('down')
      commits.push(changes.map(({ table, id }) => `${table} ${id}`))
    },
  })
  const account = accountRow()
  await store.serviceAccounts.insert(account)
  const insertKey = async () => {
    const row = keyRow(account)
    const secretHash = hash()
    await store.apiKeys.insert({ ...row, secretHash })
    return { id: row.id, secretHash }
  }
  const key = await insertKey()
  commits.length = 0
  const errors: unknown[] = []
  const usage = trackUsage(store, { info() {}, error: ({ err }) => void errors.push(err) })
  const use = async ({ secretHash } = key) => {
    const found = await store.apiKeys.findBySecretHash(secretHash)
    if (found) usage.recordKey(found, new Date())
  }
  return {
    store,
    account,
    key,
    insertKey,
    usage,
    use,
    commits,
    errors,
    setDown: (value: boolean) => void (down = value),
    pass: (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000),
    kept: async () => [
      (await store.apiKeys.get(key.id))?.lastUsedAt,
      (await store.serviceAccounts.get(account.id))?.lastAuthenticatedAt,
    ],
  }
}

describe('the last use', () => {
  it('is written a second later, for the key and for its account', async () => {
    const { use, kept, pass, commits, key, account } = await open()
    await use()
    expect(commits).toEqual([])
    await pass(1)
    expect(await kept()).toEqual([after(0), after(0)])
    expect(commits).toEqual([[`apiKeys ${key.id}`], [`serviceAccounts ${account.id}`]])
  })

  it('is written at most once a minute, and the latest is never lost', async () => {
    const { use, kept, pass, commits } = await open()
    for (let second = 0; second < 180; second += 1) {
      await use()
      await pass(1)
    }
    expect(commits.length).toBeLessThanOrEqual(2 * 3)
    await pass(60)
    expect(await kept()).toEqual([after(179), after(179)])
    expect(commits.length).toBeLessThanOrEqual(2 * 4)
    const before = commits.length
    await pass(600)
    expect(commits).toHaveLength(before)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('is written at most once a minute for an account, however many keys it has', async () => {
    const { insertKey, use, pass, commits } = await open()
    const keys = [await insertKey(), await insertKey(), await insertKey()]
    commits.length = 0
    for (const key of keys) await use(key)
    await pass(1)
    expect(commits.map((rows) => rows.length)).toEqual([3, 1])
    for (const key of keys) await use(key)
    await pass(50)
    expect(commits).toHaveLength(2)
  })

  it('is not written again within a minute by a restarted process', async () => {
    const { store, use, pass, commits, key } = await open()
    await use()
    await pass(1)
    const again = trackUsage(store)
    const found = await store.apiKeys.findBySecretHash(key.secretHash)
    if (found) again.recordKey(found, new Date())
    await pass(30)
    expect(commits).toHaveLength(2)
    await pass(30)
    expect(commits).toHaveLength(4)
  })

  it('is written at most once a minute, even if the clock jumps', async () => {
    const { use, kept, pass, commits } = await open()
    await use()
    await pass(1)
    vi.setSystemTime(start + 3_600_000)
    await use()
    await pass(50)
    expect(commits).toHaveLength(2)
    await pass(11)
    expect(await kept()).toEqual([after(3600), after(3600)])
  })

  it('is written immediately when the process is stopped', async () => {
    const { use, kept, pass, usage } = await open()
    await use()
    await pass(1)
    await pass(9)
    await use()
    await usage.flush()
    expect(await kept()).toEqual([after(10), after(10)])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('is kept while the database is down, without delaying callers', async () => {
    const { use, kept, pass, errors, setDown, usage } = await open()
    setDown(true)
    await use()
    await pass(1)
    expect(errors).toHaveLength(1)
    await usage.flush()
    expect(errors).toHaveLength(2)
    setDown(false)
    await use()
    await pass(20)
    expect(await kept()).toEqual([after(1), after(1)])
  })

  it('does not restore a key that is deleted meanwhile', async () => {
    const { use, store, key, pass, errors } = await open()
    await use()
    await store.apiKeys.delete(key.id)
    await pass(1)
    expect(await store.apiKeys.get(key.id)).toBeUndefined()
    expect(errors).toEqual([])
  })
})
