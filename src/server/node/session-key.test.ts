import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, it } from 'vitest'

import { sessionKey } from './session-key.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyrack-session-key-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

it('is derived from the secret alone, so that replicas share it', async () => {
  const secret = 'a secret of at least 32 characters'
  const key = await sessionKey(secret, folder)
  expect(key).toHaveLength(32)
  expect(await sessionKey(secret, join(folder, 'other'))).toEqual(key)
  expect(await sessionKey(`${secret}!`, folder)).not.toEqual(key)
  expect(readdirSync(folder)).toEqual([])
})

it('is otherwise generated once, readable only by the owner', async () => {
  const dataDir = join(folder, 'new', 'data')
  const key = await sessionKey(undefined, dataDir)
  expect(key).toHaveLength(32)
  expect(await sessionKey(undefined, dataDir)).toEqual(key)
  expect(readdirSync(dataDir)).toEqual(['session.key'])
  expect(statSync(join(dataDir, 'session.key')).mode & 0o777).toBe(0o600)
})

it('is the same for concurrent callers that create it', async () => {
  const keys = await Promise.all(Array.from({ length: 8 }, () => sessionKey(undefined, folder)))
  expect(new Set(keys.map((key) => Buffer.from(key).toString('hex'))).size).toBe(1)
})

it('is not silently replaced when it is damaged', async () => {
  writeFileSync(join(folder, 'session.key'), 'short')
  await expect(sessionKey(undefined, folder)).rejects.toThrow('damaged')
})
