import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'

import { pglitePool } from '../store/sql/pglite-pool.ts'
import { openSqlStore } from '../store/sql/sql-store.ts'
import { UnavailableError } from '../store/store.ts'
import { call, firstFolder } from './caller.testing.ts'
import { openEmbeddedDatabase } from './embedded-database.ts'
import { lastingDatabase } from './lasting-database.ts'
import { type BuiltService, buildService } from './service.testing.ts'

/** A small disk of its own, or undefined where this user may mount none: said in one sentence. */
const mountOrSkip = (): string | undefined => {
  const folder = mkdtempSync(join(tmpdir(), 'keyrack-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=160m', 'tmpfs', folder], { stdio: 'pipe' })
    return folder
  } catch (error) {
    rmSync(folder, { recursive: true })
    const [reason] = String(error).split('\n')
    process.stderr.write(`The tests of a full disk are skipped, because none can be mounted here: ${reason}\n`)
    return undefined
  }
}

const disk = mountOrSkip()

describe.skipIf(disk === undefined)('a data folder on a disk', () => {
  const folder = disk ?? ''
  const filler = join(folder, 'filler')
  const dataDir = join(folder, 'data')
  const fill = (left: number) => {
    const { bavail, bsize } = statfsSync(folder)
    writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - left)))
  }
  const empty = () => rmSync(filler, { force: true })
  afterEach(empty)
  let built: BuiltService
  beforeAll(async () => {
    built = await buildService()
  })
  afterAll(async () => {
    await built.remove()
    execFileSync('umount', ['-l', folder])
    rmSync(folder, { recursive: true })
  })

  const start = () => built.start({ KEYRACK_DATA_DIR: dataDir })
  const create = (origin: string, folderId: string) => {
    const body = { folderId, name: `robot-${randomUUID()}`, description: 'x'.repeat(200) }
    return call(`${origin}/iam/v1/serviceAccounts`, { method: 'POST', body, idempotencyKey: randomUUID() })
  }
  const count = async (origin: string, folderId: string) => {
    const { body } = await call(`${origin}/iam/v1/serviceAccounts?folderId=${folderId}&pageSize=1000`)
    return ((body['serviceAccounts'] ?? []) as unknown[]).length
  }

  it('too full for a new database says so and leaves nothing', async () => {
    fill(50_000_000)
    const needs = `cannot be opened: No space left on device: 49 MB are free, the database needs 64 MB to start`
    await expect(start()).rejects.toThrow(`keyrack: The database in ${dataDir}/database ${needs}`)
  }, 120_000)

  it('that fills up refuses writes, answers reads, and goes on when there is space', async () => {
    const service = await start()
    const folderId = await firstFolder(service.origin)
    let acknowledged = 0
    fill(0)
    let answer = await create(service.origin, folderId)
    for (; answer.status === 200; acknowledged += 1) answer = await create(service.origin, folderId)
    expect(answer).toMatchObject({ status: 503, body: { code: 14 } })
    expect(service.log()).toContain('No space left on device')
    expect(await count(service.origin, folderId)).toBe(acknowledged)
    empty()
    expect(await create(service.origin, folderId)).toMatchObject({ status: 200 })
    expect(await count(service.origin, folderId)).toBe(acknowledged + 1)
    expect(await service.stop()).toBe(0)
  }, 120_000)

  it('that is full or read-only is refused at the start in one sentence', async () => {
    fill(0)
    await expect(start()).rejects.toThrow(`keyrack: The data folder ${dataDir} cannot be written: ENOSPC`)
    empty()
    execFileSync('mount', ['-o', 'remount,ro', folder])
    await expect(start()).rejects.toThrow(`keyrack: The data folder ${dataDir} cannot be written: EROFS`)
    execFileSync('mount', ['-o', 'remount,rw', folder])
  }, 120_000)

  it('that cannot take the next file of the log is unavailable until it can', async () => {
    const open = () => openEmbeddedDatabase(join(dataDir, 'database'))
    const pglite = lastingDatabase(await open(), open)
    const store = await openSqlStore(pglitePool(pglite))
    await store.settings.put('before', 'kept')
    fill(8_000_000)
    await pglite.query('select pg_switch_wal()', [])
    const failed = await store.settings.put('lost', 'value').catch((error: unknown) => error)
    expect(failed).toBeInstanceOf(UnavailableError)
    expect(failed).toMatchObject({ message: expect.stringContaining('No space left on device') })
    await expect(store.settings.get('before')).rejects.toThrow('the database needs 32 MB to start')
    await expect(store.transaction((tx) => tx.settings.put('lost', 'value'))).rejects.toThrow(UnavailableError)
    empty()
    expect(await store.settings.get('before')).toBe('kept')
    expect(await store.settings.get('lost')).toBeUndefined()
    await store.transaction((tx) => tx.settings.put('after', 'kept'))
    await store.close()
    await expect(store.ping()).rejects.toThrow(UnavailableError)

    const again = await openSqlStore(pglitePool(await open()))
    expect(await again.settings.get('before')).toBe('kept')
    expect(await again.settings.get('after')).toBe('kept')
    await again.close()
  }, 120_000)
})
