import { randomInt } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

import { PGlite } from '@electric-sql/pglite'
import { amcheck } from '@electric-sql/pglite/contrib/amcheck'
import { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { call, firstFolder } from './testing/caller.ts'
import { whatIsWrong } from './testing/consistency.ts'
import { Crowd } from './testing/crowd.ts'
import { startPostgresOrSkip } from '#server/node/testing/embedded-postgres.ts'
import { type BuiltService, buildService, sessionSecret } from './testing/service.ts'
import { Writer } from './testing/workload.ts'

/** In the third, both the service and PostgreSQL are killed. `npm run endure` runs 50. */
const rounds = Number(process.env['KILL_ROUNDS'] ?? 3)
const timeout = 60_000 + rounds * 60_000

let built: BuiltService
beforeAll(async () => {
  built = await buildService()
})
afterAll(() => built.remove())

const makeWriters = (folderId: string) => Array.from({ length: 8 }, (_, n) => new Writer(`writer-${n}`, folderId))
const acknowledged = (writers: readonly Writer[]) => writers.reduce((sum, writer) => sum + writer.acknowledged, 0)

/** All write until `kill` interrupts them in the middle of a write. */
const writeUntilKilled = async (
  writers: readonly Writer[],
  crowd: Crowd,
  origin: string,
  kill: () => Promise<void>,
) => {
  const last = acknowledged(writers) + randomInt(10, 60)
  let over = false
  const killed = (async () => {
    while (acknowledged(writers) < last) await pause(1)
    await pause(randomInt(10))
    await kill()
    over = true
  })()
  const isOver = () => over
  await Promise.all([killed, crowd.create(origin, isOver), ...writers.map((writer) => writer.write(origin, isOver))])
}

const settle = async (writers: readonly Writer[], crowd: Crowd, origin: string) => {
  await crowd.check(origin)
  await Promise.all(writers.map((writer) => writer.check(origin)))
  await Promise.all(writers.map((writer) => writer.settle(origin)))
}

const report = (name: string, writers: readonly Writer[]) => {
  if (rounds > 3) process.stderr.write(`${name}: ${rounds} rounds, ${acknowledged(writers)} writes acknowledged\n`)
}

it(
  'on PGlite, keeps acknowledged writes and no partial ones when it is killed',
  async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'keyrack-kill-'))
    try {
      let service = await built.start({ KEYRACK_DATA_DIR: dataDir })
      const folderId = await firstFolder(service.origin)
      const writers = makeWriters(folderId)
      for (let round = 0; round < rounds; round += 1) {
        const crowd = await Crowd.in(service.origin, folderId)
        await writeUntilKilled(writers, crowd, service.origin, () => service.kill())
        service = await built.start({ KEYRACK_DATA_DIR: dataDir })
        await settle(writers, crowd, service.origin)
      }
      for (const writer of writers) await writer.settle(service.origin, 'all')
      await service.kill()
      const database = await PGlite.create(join(dataDir, 'database'), { extensions: { amcheck } })
      expect(await whatIsWrong((text) => database.query(text))).toEqual({})
      await database.close()
      report('PGlite', writers)
    } finally {
      rmSync(dataDir, { recursive: true, force: true })
    }
  },
  timeout,
)

const postgres = await startPostgresOrSkip()

describe.skipIf(postgres === undefined)('on PostgreSQL', () => {
  afterAll(() => postgres?.remove())

  it(
    'keeps acknowledged writes and no partial ones when it, PostgreSQL or both are killed',
    async () => {
      const databaseUrl = (await postgres?.createDatabase('kill')) ?? ''
      const pool = new Pool({ connectionString: databaseUrl }).on('error', () => {})
      const start = () => built.start({ DATABASE_URL: databaseUrl, KEYRACK_SESSION_SECRET: sessionSecret })
      let service = await start()
      const folderId = await firstFolder(service.origin)
      const writers = makeWriters(folderId)
      for (let round = 0; round < rounds; round += 1) {
        const crowd = await Crowd.in(service.origin, folderId)
        const [serviceDies, databaseDies] = [round % 3 !== 1, round % 3 !== 0]
        await writeUntilKilled(writers, crowd, service.origin, async () => {
          if (serviceDies) await service.kill()
          if (databaseDies) await postgres?.kill()
        })
        if (databaseDies) await postgres?.start()
        if (serviceDies) service = await start()
        // If only PostgreSQL was killed, the service reconnects by itself.
        await expect.poll(async () => (await call(`${service.origin}/readyz`)).status).toBe(200)
        await settle(writers, crowd, service.origin)
        expect(await whatIsWrong((text) => pool.query(text))).toEqual({})
      }
      for (const writer of writers) await writer.settle(service.origin, 'all')
      await service.kill()
      await pool.end()
      report('PostgreSQL', writers)
    },
    timeout,
  )
})
