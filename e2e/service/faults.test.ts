import { setTimeout as pause } from 'node:timers/promises'

import { Pool } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { call, firstFolder } from './testing/caller.ts'
import { whatIsWrong } from './testing/consistency.ts'
import { startPostgresOrSkip } from '#server/node/testing/embedded-postgres.ts'
import { type BuiltService, buildService, sessionSecret, type TestService } from './testing/service.ts'
import { Writer } from './testing/workload.ts'

const postgres = await startPostgresOrSkip()

describe.skipIf(postgres === undefined)('a service on PostgreSQL, under load', () => {
  let built: BuiltService
  let databaseUrl: string
  let pool: Pool
  let service: TestService
  let writers: readonly Writer[]
  let made = 0
  beforeAll(async () => {
    built = await buildService()
  })
  afterAll(async () => {
    await built.remove()
    await postgres?.remove()
  })
  beforeEach(async () => {
    databaseUrl = (await postgres?.createDatabase(`faults_${++made}`)) ?? ''
    pool = new Pool({ connectionString: databaseUrl }).on('error', () => {})
    service = await built.start({ DATABASE_URL: databaseUrl, KEYRACK_SESSION_SECRET: sessionSecret })
    const folderId = await firstFolder(service.origin)
    writers = Array.from({ length: 8 }, (_, n) => new Writer(`writer-${n}`, folderId))
  })
  afterEach(async () => {
    await service.kill()
    await pool.end()
  })

  const acknowledged = () => writers.reduce((sum, writer) => sum + writer.acknowledged, 0)
  const acknowledge = async (more: number) => {
    const last = acknowledged() + more
    while (acknowledged() < last) await pause(5)
  }

  it('returns 503 while PostgreSQL is down, and recovers by itself', async () => {
    let over = false
    const load = Promise.all(writers.map((writer) => writer.insist(service.origin, () => over)))
    await acknowledge(50)
    await postgres?.stop()

    const unavailable = { status: 503, body: { code: 14 } }
    for (const path of ['/readyz', '/resource-manager/v1/clouds', '/authenticate']) {
      const authorization = path === '/authenticate' ? { authorization: `Api-Key AQVN${'x'.repeat(36)}` } : {}
      const answer = await call(service.origin + path, authorization)
      expect(answer).toMatchObject(unavailable)
      expect(answer.body['details']).toContainEqual({
        '@type': 'type.googleapis.com/google.rpc.RetryInfo',
        retryDelay: '1s',
      })
    }
    expect(await call(`${service.origin}/healthz`)).toMatchObject({ status: 200 })

    await postgres?.start()
    await expect.poll(async () => (await call(`${service.origin}/readyz`)).status).toBe(200)
    await acknowledge(50)
    over = true
    await load
    for (const writer of writers) await writer.settle(service.origin, 'all')
    expect(await whatIsWrong((text) => pool.query(text))).toEqual({})
  }, 60_000)

  it('finishes every accepted request when it is stopped, and does nothing else', async () => {
    let over = false
    const load = Promise.all(writers.map((writer) => writer.write(service.origin, () => over)))
    await acknowledge(50)
    expect(await service.stop()).toBe(0)
    over = true
    await load
    expect(service.log()).not.toContain('"level":50')
    const { rows } = await pool.query('select count(*)::int as done from idempotency')
    expect(rows).toEqual([{ done: writers.reduce((sum, writer) => sum + writer.done, 0) }])

    service = await built.start({ DATABASE_URL: databaseUrl, KEYRACK_SESSION_SECRET: sessionSecret })
    for (const writer of writers) await writer.settle(service.origin, 'all')
    expect(await whatIsWrong((text) => pool.query(text))).toEqual({})
  }, 60_000)
})
