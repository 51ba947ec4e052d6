import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { type Store, UnavailableError } from '../store/store.ts'
import { recentKeys } from './key-cache.ts'
import { ask, begun, openKeys, restless, row } from './key-cache.testing.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('a key is read once, also for many at a time', async () => {
  const { keys, reads, find } = openKeys()
  const asked = Promise.all(Array.from({ length: 50 }, () => ask(keys, 'hash')))
  await vi.advanceTimersByTimeAsync(20)
  expect(new Set((await asked).map((key) => key?.id))).toEqual(new Set(['first']))
  await vi.advanceTimersByTimeAsync(300)
  await find()
  expect(reads).toHaveLength(1)
})

it('keys that are asked for at the same time are read together, and so are those that are asked for meanwhile', async () => {
  const { table, keys, reads } = openKeys()
  table.set('other', row('second'))
  const asked = ['hash', 'other'].map((hash) => ask(keys, hash))
  await begun()
  asked.push(...['missing', 'unknown'].map((hash) => ask(keys, hash)))
  await vi.advanceTimersByTimeAsync(30)
  expect((await Promise.all(asked)).map((key) => key?.id)).toEqual(['first', 'second', undefined, undefined])
  expect(reads).toEqual([
    ['hash', 'other'],
    ['missing', 'unknown'],
  ])
})

it('a key in use is read again before it is too old, and no check waits for it', async () => {
  const { keys, reads, find } = openKeys()
  await find()
  for (let n = 0; n < 30; n += 1) {
    await vi.advanceTimersByTimeAsync(100)
    let answered = false
    void ask(keys, 'hash').then(() => (answered = true))
    await vi.advanceTimersByTimeAsync(0)
    expect(answered).toBe(true)
  }
  expect(reads.length).toBeGreaterThan(4)
  expect(reads.length).toBeLessThan(10)
})

it('a key that is in use now and then is not waited for either', async () => {
  const { table, keys, find } = openKeys()
  table.set('busy', row('second'))
  await find()
  await find('busy')
  for (let n = 0; n < 10; n += 1) {
    for (let part = 0; part < 15; part += 1) {
      await vi.advanceTimersByTimeAsync(100)
      void ask(keys, 'busy')
    }
    expect(keys.find('hash')).toMatchObject({ id: 'first' })
  }
})

it('a key that was asked for once is soon no longer read again, while others are', async () => {
  const { table, keys, find, reads } = openKeys()
  table.set('busy', row('second'))
  await find()
  for (let n = 0; n < 100; n += 1) {
    await vi.advanceTimersByTimeAsync(100)
    void ask(keys, 'busy')
  }
  const times = (hash: string) => reads.filter((hashes) => hashes.includes(hash)).length
  expect(times('hash')).toBeLessThan(6)
  expect(times('busy')).toBeGreaterThan(10)
})

it('what somebody waits for is read before what is only refreshed', async () => {
  const { table, keys, reads } = openKeys()
  const many = Array.from({ length: 1000 }, (_, n) => `hash-${n}`)
  for (const hash of many) table.set(hash, row(hash))
  await Promise.all([...many.map((hash) => ask(keys, hash)), vi.advanceTimersByTimeAsync(100)])
  await vi.advanceTimersByTimeAsync(500)
  reads.length = 0
  void ask(keys, 'hash-0')
  await vi.advanceTimersByTimeAsync(5)
  void ask(keys, 'missing')
  await vi.advanceTimersByTimeAsync(100)
  expect(reads.findIndex((hashes) => hashes.includes('missing'))).toBe(1)
})

it('a key that is not in use is not read again', async () => {
  const { find, reads } = openKeys()
  await find()
  await vi.advanceTimersByTimeAsync(5000)
  expect(reads).toHaveLength(1)
  await find()
  expect(reads).toHaveLength(2)
})

it.each([0, 100, 450, 890])('a change of another process after %i ms is seen within a second', async (pass) => {
  const { table, find } = openKeys()
  expect(await find()).toBe('first')
  await vi.advanceTimersByTimeAsync(pass)
  table.delete('hash')
  const changed = performance.now()
  while ((await find()) !== undefined) await vi.advanceTimersByTimeAsync(20)
  expect(performance.now() - changed).toBeLessThan(1000)
})

it('a change of this process is seen at once, also one that was made while the key was read', async () => {
  const { table, keys, find } = openKeys()
  const asked = ask(keys, 'hash')
  await begun()
  table.set('hash', row('second'))
  keys.forget()
  const after = ask(keys, 'hash')
  await vi.advanceTimersByTimeAsync(30)
  expect((await asked)?.id).toBe('first')
  expect((await after)?.id).toBe('second')
  table.set('hash', row('third'))
  keys.forget()
  expect(await find()).toBe('third')
})

it('a change that is made while a key is read again is seen at once', async () => {
  const { table, keys, find } = openKeys()
  await find()
  await vi.advanceTimersByTimeAsync(500)
  const asked = ask(keys, 'hash')
  await begun()
  table.set('hash', row('second'))
  keys.forget()
  await vi.advanceTimersByTimeAsync(10)
  expect((await asked)?.id).toBe('first')
  expect(await find()).toBe('second')
})

it('a check does not join a reading that began too long ago', async () => {
  const table = new Map([['hash', row('first')]])
  const answers: (() => void)[] = []
  const present = async () => {
    const found = new Map(table)
    await new Promise<void>((resolve) => void answers.push(resolve))
    return found
  }
  const keys = recentKeys({ apiKeys: { present }, isShared: true, version: restless })
  const early = ask(keys, 'hash')
  await begun()
  table.delete('hash')
  await vi.advanceTimersByTimeAsync(900)
  const late = ask(keys, 'hash')
  answers[0]?.()
  await vi.advanceTimersByTimeAsync(0)
  answers[1]?.()
  expect([(await early)?.id, await late]).toEqual(['first', undefined])
})

it('a reading that hangs is given up, and the next one is not held up by it', async () => {
  let hangs = true
  const present = async () => {
    if (hangs) await new Promise(() => {})
    return new Map([['hash', row('first')]])
  }
  const keys = recentKeys({ apiKeys: { present }, isShared: true, version: restless })
  const hanging = ask(keys, 'hash')
  hanging.catch(() => undefined)
  await begun()
  hangs = false
  await vi.advanceTimersByTimeAsync(2000)
  const next = ask(keys, 'hash')
  await vi.advanceTimersByTimeAsync(3010)
  await expect(hanging).rejects.toThrow(UnavailableError)
  expect((await next)?.id).toBe('first')
})

it('where no other process changes keys, one is read once, until this process changes something', async () => {
  const { table, keys, find, reads } = openKeys({ isShared: false })
  await find()
  for (let n = 0; n < 100; n += 1) {
    await vi.advanceTimersByTimeAsync(1000)
    expect(await find()).toBe('first')
  }
  expect(reads).toHaveLength(1)
  table.set('hash', row('second'))
  keys.forget()
  expect(await find()).toBe('second')
})

it('what is not there is looked for each time', async () => {
  const { table, find, reads } = openKeys()
  expect(await find('other')).toBeUndefined()
  table.set('other', row('new'))
  expect(await find('other')).toBe('new')
  expect(reads).toHaveLength(2)
})

it('a failure is told to all who waited, and not remembered', async () => {
  const { keys, find, setDown } = openKeys()
  setDown(true)
  const asked = Promise.allSettled(['hash', 'hash', 'other'].map((hash) => ask(keys, hash)))
  await vi.advanceTimersByTimeAsync(20)
  expect((await asked).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
  setDown(false)
  expect(await find()).toBe('first')
})

it('a key that cannot be read again is not passed for longer than it is fresh', async () => {
  const { find, setDown } = openKeys()
  await find()
  setDown(true)
  await vi.advanceTimersByTimeAsync(500)
  expect(await find()).toBe('first')
  await vi.advanceTimersByTimeAsync(400)
  await expect(find()).rejects.toThrow('down')
})

it('no more than 10,000 are remembered, the latest', async () => {
  const reads: string[] = []
  const present: Store['apiKeys']['present'] = async (hashes) => {
    reads.push(...hashes)
    return new Map(hashes.map((hash) => [hash, row(hash)]))
  }
  const keys = recentKeys({ apiKeys: { present }, isShared: true, version: restless })
  const hashes = Array.from({ length: 10_001 }, (_, n) => `hash-${n}`)
  const askAll = (all: readonly string[]) =>
    Promise.all([...all.map((hash) => ask(keys, hash)), vi.advanceTimersByTimeAsync(100)])
  await askAll(hashes)
  await askAll(hashes.slice(1))
  expect(reads).toHaveLength(10_001)
  await askAll(['hash-0'])
  expect(reads).toHaveLength(10_002)
})
