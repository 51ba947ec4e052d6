import { randomUUID } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { call, firstFolder } from './testing/caller.ts'
import { whatIsWrong } from './testing/consistency.ts'
import { administratorToken, type BuiltService, buildService, sessionSecret } from './testing/service.ts'
import { startSystemPostgresOrSkip } from '#server/node/testing/system-postgres.ts'
import { Writer } from './testing/workload.ts'

let built: BuiltService
beforeAll(async () => {
  built = await buildService()
})
afterAll(() => built.remove())

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyrack-backup-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Writers that write until `end`, and a way to wait for further responses. */
const startLoad = async (origin: string) => {
  const folderId = await firstFolder(origin)
  const writers = Array.from({ length: 8 }, (_, n) => new Writer(`writer-${n}`, folderId))
  let over = false
  const load = Promise.all(writers.map((writer) => writer.write(origin, () => over)))
  const acknowledged = () => writers.reduce((sum, writer) => sum + writer.acknowledged, 0)
  const acknowledge = async (more: number) => {
    const last = acknowledged() + more
    while (acknowledged() < last) await pause(5)
  }
  const end = async () => {
    over = true
    await load
  }
  return { writers, folderId, acknowledged, acknowledge, end }
}

const session = '/keyrack/v1/session'
const signIn = async (origin: string) => {
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ token: administratorToken })
  const answer = await fetch(origin + session, { method: 'POST', headers, body })
  return answer.headers.get('set-cookie')?.split(';')[0] ?? ''
}
const isSignedIn = async (origin: string, cookie: string) =>
  (await fetch(origin + session, { headers: { cookie } })).status === 200

it('a data folder that is copied after a stop under load and restored has every acknowledged write', async () => {
  const [dataDir, copy] = [join(folder, 'data'), join(folder, 'copy')]
  const env = { KEYRACK_DATA_DIR: dataDir }
  let service = await built.start(env)
  const cookie = await signIn(service.origin)
  const { writers, acknowledge, end } = await startLoad(service.origin)
  await acknowledge(50)
  expect(await service.stop()).toBe(0)
  await end()
  expect(service.log()).not.toContain('"level":50')
  cpSync(dataDir, copy, { recursive: true })

  rmSync(dataDir, { recursive: true })
  renameSync(copy, dataDir)
  service = await built.start(env)
  for (const writer of writers) await writer.check(service.origin)
  for (const writer of writers) await writer.settle(service.origin, 'all')
  expect(await isSignedIn(service.origin, cookie)).toBe(true)
  await service.kill()
}, 120_000)

/** The documented commands. */
const documented = readFileSync('docs/running.md', 'utf8')
const [backUp = '', restore = ''] = ['pg_dump', 'pg_restore'].map(
  (tool) => new RegExp(`\`(${tool} --[^\`]+)\``).exec(documented)?.[1],
)
const postgres = await startSystemPostgresOrSkip()

describe.skipIf(postgres === undefined)("with PostgreSQL's own tools", () => {
  afterAll(() => postgres?.remove())

  it('a database that is dumped under load is restored consistently, without any secret', async () => {
    const start = (databaseUrl: string) =>
      built.start({ DATABASE_URL: databaseUrl, KEYRACK_SESSION_SECRET: sessionSecret })
    const shell = async (line: string, databaseUrl = '') =>
      (await postgres?.shell(line, { DATABASE_URL: databaseUrl }, folder)) ?? ''
    const first = (await postgres?.createDatabase('first')) ?? ''
    const before = await start(first)
    const cookie = await signIn(before.origin)
    const { folderId, acknowledged, acknowledge, end } = await startLoad(before.origin)
    const make = async (name: string) => {
      const post = (path: string, body: object) =>
        call(before.origin + path, { method: 'POST', body, idempotencyKey: randomUUID() })
      const account = await post('/iam/v1/serviceAccounts', { folderId, name })
      const { serviceAccountId } = account.body['metadata'] as { serviceAccountId: string }
      return String((await post('/iam/v1/apiKeys', { serviceAccountId })).body['secret'])
    }
    const kept = await make('made-before')
    await acknowledge(50)
    const soFar = acknowledged()
    await shell(backUp, first)
    expect(acknowledged()).toBeGreaterThan(soFar)
    const late = await make('made-after')
    await end()
    await before.kill()

    const second = (await postgres?.createDatabase('second')) ?? ''
    await shell(restore, second)
    const after = await start(second)
    const check = async (secret: string) =>
      (await call(`${after.origin}/authenticate`, { authorization: `Api-Key ${secret}` })).status
    expect([await check(kept), await check(late)]).toEqual([200, 401])
    expect(await isSignedIn(after.origin, cookie)).toBe(true)
    await after.kill()
    const client = new Client(second)
    await client.connect()
    expect(await whatIsWrong((text) => client.query(text))).toEqual({})
    await client.end()

    const dumped = await shell('pg_restore --file=- keyrack.dump')
    expect(dumped).toContain('made-before')
    expect(dumped).not.toContain(kept)
  }, 120_000)
})
