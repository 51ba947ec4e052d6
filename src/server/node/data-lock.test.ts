import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, it } from 'vitest'

import { DataFolderInUseError, lockDataFolder } from './data-lock.ts'

let folder: string
let locks: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyrack-lock-'))
  locks = join(folder, 'lock')
})
afterEach(() => rmSync(folder, { recursive: true }))

/** The lock file of this process, modified. */
const leaveLockOf = async (change: Record<string, unknown>) => {
  const lock = await lockDataFolder(folder)
  const mine = JSON.parse(readFileSync(join(locks, readdirSync(locks)[0] ?? ''), 'utf8')) as Record<string, unknown>
  lock.release()
  const file = join(locks, 'left.json')
  writeFileSync(file, JSON.stringify({ ...mine, ...change }))
  return file
}

it('is held by one caller, and by the next after its release', async () => {
  const lock = await lockDataFolder(folder)
  await expect(lockDataFolder(folder)).rejects.toThrow(DataFolderInUseError)
  lock.release()
  const again = await lockDataFolder(folder)
  again.release()
  expect(readdirSync(locks)).toEqual([])
})

it('says who holds the folder, in one sentence', async () => {
  const lock = await lockDataFolder(folder)
  await expect(lockDataFolder(folder)).rejects.toThrow(
    new RegExp(`^The data folder ${folder} is in use by process ${process.pid} on .+: stop it first, or [^.]+\\.$`),
  )
  lock.release()
})

it('is given to one of many concurrent callers', async () => {
  const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => lockDataFolder(folder)))
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(readdirSync(locks)).toHaveLength(1)
  for (const outcome of outcomes) if (outcome.status === 'fulfilled') outcome.value.release()
})

it('creates the folder', async () => {
  const lock = await lockDataFolder(join(folder, 'a', 'b'))
  expect(readdirSync(join(folder, 'a', 'b'))).toEqual(['database.lock', 'lock'])
  lock.release()
})

it.each(['1', ''])('is taken over from a dead process that started at "%s"', async (started) => {
  // The largest pid of Linux is 4194304, and macOS and Windows stay below this one too.
  await leaveLockOf({ pid: 99_999_999, started })
  const lock = await lockDataFolder(folder)
  expect(readdirSync(locks)).not.toContain('left.json')
  lock.release()
})

it.runIf(process.platform === 'linux')('is taken over when another process has reused the pid', async () => {
  await leaveLockOf({ pid: process.ppid, started: '1' })
  const lock = await lockDataFolder(folder)
  expect(readdirSync(locks)).not.toContain('left.json')
  lock.release()
})

it('is taken over from another container without a heartbeat', async () => {
  await leaveLockOf({ place: 'elsewhere' })
  const lock = await lockDataFolder(folder, { watchTime: 1 })
  expect(readdirSync(locks)).not.toContain('left.json')
  lock.release()
})

it('is taken over when its file is truncated and has no heartbeat', async () => {
  mkdirSync(locks)
  writeFileSync(join(locks, 'cut.json'), '')
  const lock = await lockDataFolder(folder, { watchTime: 1 })
  expect(readdirSync(locks)).not.toContain('cut.json')
  lock.release()
})

it('is not taken over from an earlier version running in another container', async () => {
  const file = await leaveLockOf({ place: 'elsewhere' })
  let time = 1
  const heart = setInterval(() => utimesSync(file, time, time++), 1)
  await expect(lockDataFolder(folder, { watchTime: 50 })).rejects.toThrow(DataFolderInUseError)
  clearInterval(heart)
})
