import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { type BuiltService, buildService } from './testing/service.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyrack-folder-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe.skipIf(process.platform === 'win32')('a started service', () => {
  let built: BuiltService
  beforeAll(async () => {
    built = await buildService()
  })
  afterAll(() => built.remove())

  /** Paths that other users can access. */
  const open = () =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      (path) => (statSync(join(folder, path)).mode & 0o077) !== 0,
    )

  it('keeps its database, session key and lock private', async () => {
    chmodSync(folder, 0o755)
    const previous = process.umask(0)
    const service = await built.start({ KEYRACK_DATA_DIR: folder })
    process.umask(previous)
    expect(open()).toEqual([])
    expect(await service.stop()).toBe(0)
    expect(open()).toEqual([])
    expect(readdirSync(folder).toSorted()).toEqual(['database', 'database.lock', 'lock', 'session.key'])
  }, 120_000)

  it('exits with one line when its lock is lost, without touching the database', async () => {
    const service = await built.start({ KEYRACK_DATA_DIR: folder })
    rmSync(join(folder, 'lock'), { recursive: true })
    expect(await service.ended).toBe(1)
    const lines = service.log().split('\n')
    expect(lines.filter((line) => line.startsWith('keyrack: '))).toEqual([
      expect.stringMatching(/^keyrack: The lock on the data folder .* was lost: .*\.$/),
    ])
    // A close would have removed it.
    expect(readFileSync(join(folder, 'database/postmaster.pid'), 'utf8')).not.toBe('')
  }, 120_000)
})
