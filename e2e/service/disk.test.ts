import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'

import { mountDiskOrSkip } from '#server/node/testing/disk.ts'
import { call, firstFolder } from './testing/caller.ts'
import { type BuiltService, buildService } from './testing/service.ts'

const disk = mountDiskOrSkip()

describe.skipIf(disk === undefined)('a data folder on a disk', () => {
  const folder = disk?.folder ?? ''
  const dataDir = join(folder, 'data')
  let built: BuiltService
  beforeAll(async () => {
    built = await buildService()
  })
  afterEach(() => disk?.empty())
  afterAll(async () => {
    await built.remove()
    disk?.remove()
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

  it('too full for a new database causes one clear error and leaves no files', async () => {
    disk?.fill(50_000_000)
    const needs = `cannot be opened: No space left on device: 49 MB are free, the database needs 64 MB to start`
    await expect(start()).rejects.toThrow(`keyrack: The database in ${dataDir}/database ${needs}`)
  }, 120_000)

  it('that fills up rejects writes, serves reads, and recovers when there is space', async () => {
    const service = await start()
    const folderId = await firstFolder(service.origin)
    let acknowledged = 0
    disk?.fill(0)
    let answer = await create(service.origin, folderId)
    for (; answer.status === 200; acknowledged += 1) answer = await create(service.origin, folderId)
    expect(answer).toMatchObject({ status: 503, body: { code: 14 } })
    expect(service.log()).toContain('No space left on device')
    expect(await count(service.origin, folderId)).toBe(acknowledged)
    disk?.empty()
    expect(await create(service.origin, folderId)).toMatchObject({ status: 200 })
    expect(await count(service.origin, folderId)).toBe(acknowledged + 1)
    expect(await service.stop()).toBe(0)
  }, 120_000)

  it('that is full or read-only is rejected at startup in one sentence', async () => {
    disk?.fill(0)
    await expect(start()).rejects.toThrow(`keyrack: The data folder ${dataDir} cannot be written: ENOSPC`)
    disk?.empty()
    execFileSync('mount', ['-o', 'remount,ro', folder])
    await expect(start()).rejects.toThrow(`keyrack: The data folder ${dataDir} cannot be written: EROFS`)
    execFileSync('mount', ['-o', 'remount,rw', folder])
  }, 120_000)
})
