import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { PGlite } from '@electric-sql/pglite'
import * as fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'

import { requestIdOf, status as statusSchema } from '#contract/status.ts'
import { cookieSessions } from '../http/cookie-session.ts'
import { Exchange } from '../http/exchange.ts'
import { openApp } from '../testing/open-app.ts'
import { pglitePool } from '../store/sql/pglite-pool.ts'
import { tableNames } from '../store/sql/schema.ts'
import { openSqlStore } from '../store/sql/sql-store.ts'
import type { Store } from '../store/store.ts'
import { consolePage } from './testing/console-page.ts'
import { type Hostile, hostileRequest, targets } from './testing/hostile-requests.ts'
import { makeMarks } from './testing/hostile-marks.ts'
import { filled, type Mark, secretMarks } from './testing/hostile-values.ts'
import { createLog, withRequestLog } from './log.ts'
import { withConsole } from './static.ts'

// A failure prints its seed; HOSTILE_SEED repeats it, and HOSTILE_RUNS looks for longer.
const seed = Number(process.env['HOSTILE_SEED'] ?? 20_261_122)
const runs = Number(process.env['HOSTILE_RUNS'] ?? 480)
const requestsOfRun = 25

const root = mkdtempSync(join(tmpdir(), 'keyrack-hostile-'))
mkdirSync(join(root, 'assets'))
writeFileSync(join(root, 'index.html'), consolePage)
writeFileSync(join(root, 'assets/main.js'), '1')
afterAll(() => rmSync(root, { recursive: true }))

/** An empty store other than the one in memory, and every row of its tables as text. */
interface EmptyDatabase {
  readonly store: Store
  readonly contents: () => Promise<string>
}

/** The whole service as in Node, without the socket: with a key, an operation and all credentials. */
const openWorld = async (database?: EmptyDatabase) => {
  const sessions = (now: () => Date) => cookieSessions(new Uint8Array(32).fill(7), { now })
  const app = await openApp({ sessions, emptyStore: database?.store })
  const contents = database?.contents ?? (async () => app.contents())
  const lines: string[] = []
  const log = createLog('trace', { write: (line) => void lines.push(line) })
  const served = withConsole(root, app.app)
  const answer = withRequestLog(served, log)

  const made = await makeMarks(app)
  await app.grant('folders', app.folder.id, 'iam.serviceAccounts.apiKeyAdmin', made.account)
  const signedIn = await app.send('/keyrack/v1/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: app.token }),
  })
  const marks: Readonly<Record<Mark, string>> = {
    ...made,
    cookie: /^keyrack_session=([^;]+)/.exec(signedIn.headers.get('set-cookie') ?? '')?.[1] ?? '',
  }
  return { ...app, contents, answer, lines, marks, secrets: secretMarks.map((name) => marks[name]) }
}
type World = Awaited<ReturnType<typeof openWorld>>

const requestOf = ({ method, path, headers, body }: Hostile, { marks }: World): Request => {
  const sent = new Headers()
  for (const [name, value] of headers) sent.append(name, filled(value, marks))
  return new Request(`http://localhost${filled(path, marks)}`, {
    method,
    headers: sent,
    body: typeof body === 'string' ? filled(body, marks) : body,
  })
}

// Field names are returned in snake_case, and so would be a secret that is sent as a field name.
const snakeCase = (text: string) => text.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** Prints how to reproduce a failure. The counterexample itself may be a megabyte. */
const reporter = ({ failed, counterexamplePath, errorInstance: cause }: fc.RunDetails<[Hostile[]]>) => {
  if (failed) throw new Error(`HOSTILE_SEED=${seed}, run ${counterexamplePath}`, { cause })
}

/** The body, decompressed if the request asked for compression. */
const textOf = ({ headers, body }: Response): Promise<string> => {
  const encoding = headers.get('content-encoding')
  const isCompressed = encoding === 'gzip' || encoding === 'deflate'
  return new Response(isCompressed ? body?.pipeThrough(new DecompressionStream(encoding)) : body).text()
}

/** @returns true if it was rejected */
const expectHarmless = async (hostile: Hostile, world: World): Promise<boolean> => {
  const before = await world.contents()
  const lines = world.lines.length
  const started = performance.now()
  const response = await world.answer(requestOf(hostile, world), new Exchange(hostile.address))
  const text = await textOf(response)
  // Far above a normal response, far below an unbounded one, which took 8 MB and 160 seconds.
  expect(performance.now() - started).toBeLessThan(5000)
  expect(text.length).toBeLessThan(200_000)
  const { status, headers } = response

  expect(status === 501 || status < 500, `${status}: ${text}`).toBe(true)
  const logged = world.lines.slice(lines).join('') + JSON.stringify(world.logged)
  for (const secret of world.secrets) expect(logged).not.toContain(secret)
  expect(world.logged).toEqual([])
  if (status < 400) return false

  expect(await world.contents()).toBe(before)
  const told = `${[...headers].join('\n')}\n${text}`
  for (const secret of world.secrets) {
    expect(told).not.toContain(secret)
    expect(told).not.toContain(snakeCase(secret))
  }
  expect(headers.get('x-request-id')).toMatch(/^[\w-]{8,64}$/)
  expect(headers.get('cache-control')).toBe('no-store')
  if (/^HEAD$/i.test(hostile.method)) return true
  const body = statusSchema.parse(JSON.parse(text))
  expect(body.code).toBeGreaterThan(0)
  expect(body.message).not.toBe('')
  expect(requestIdOf(body)).toBe(headers.get('x-request-id'))
  return true
}

/**
 * Sends requests to a new service in each run.
 *
 * @returns the share of rejected requests. Some are valid by chance, and are checked too
 */
const expectAllHarmless = async (numRuns: number, open: () => Promise<World>): Promise<number> => {
  const refusedBy = new Map(targets.map((target) => [target, 0]))
  const requests = fc.array(hostileRequest, { minLength: requestsOfRun, maxLength: requestsOfRun })
  const property = fc.asyncProperty(requests, async (all) => {
    const world = await open()
    try {
      for (const one of all) {
        const isRefused = await expectHarmless(one, world).catch((cause: unknown) => {
          throw new Error(`After ${JSON.stringify(one).slice(0, 1000)}`, { cause })
        })
        if (isRefused) refusedBy.set(one.target, (refusedBy.get(one.target) ?? 0) + 1)
      }
    } finally {
      await world.usage.flush()
    }
  })
  await fc.assert(property, { seed, numRuns, endOnFailure: true, reporter })
  expect([...refusedBy].filter(([, count]) => count === 0)).toEqual([])
  return [...refusedBy.values()].reduce((sum, count) => sum + count, 0) / (numRuns * requestsOfRun)
}

const timeout = 300_000

it(`10,000 bad requests break, change and reveal nothing (seed ${seed})`, { timeout }, async () => {
  expect(await expectAllHarmless(runs, () => openWorld())).toBeGreaterThan(5 / 6)
})

const repeat = <T>(length: number, make: (n: number) => T): T[] => Array.from({ length }, (_, n) => make(n))
const crowded = {
  fields: Object.fromEntries(repeat(80_000, (n) => [`f${n}`, 1])),
  elements: { scopes: repeat(200_000, () => 'x'), accessBindings: repeat(200_000, () => 1) },
  'map entries': { labels: Object.fromEntries(repeat(80_000, (n) => [`L${n}`, 1])) },
  'names given twice': { accessBindings: repeat(9000, () => ({ roleId: 'a', role_id: 'b', subject: {}, x: 1 })) },
}

it.each(Object.entries(crowded))('a body full of %s gets a short response quickly', async (_, fields) => {
  const world = await openWorld()
  const body = JSON.stringify(fields)
  const headers = [
    ['authorization', 'Bearer ~adminToken~'],
    ['content-type', 'application/json'],
  ] as const
  const paths = ['/iam/v1/serviceAccounts', '/iam/v1/apiKeys', '/iam/v1/tokens', '/keyrack/v1/session']
  for (const path of [...paths, '/resource-manager/v1/folders/~folder~:setAccessBindings']) {
    const hostile = { target: 'crowded', method: 'POST', path, headers, body, address: '10.0.0.1' }
    expect(await expectHarmless(hostile, world)).toBe(true)
  }
  await world.usage.flush()
})

const rowsOf = (table: string) => `(select json_agg(one order by one::text) from ${table} one)`
const everyRow = `select json_build_array(${tableNames.map(rowsOf).join()})`

// The memory store accepts values that SQL rejects: NUL, and timestamps and numbers out of range.
it(`1,000 bad requests on SQL break, change and reveal nothing (seed ${seed})`, { timeout }, async () => {
  const pool = pglitePool(await PGlite.create())
  const query = async (text: string): Promise<string> => {
    const connection = await pool.connect()
    try {
      return JSON.stringify((await connection.query({ text, values: [] })).rows)
    } finally {
      connection.release()
    }
  }
  // One database, because it takes seconds to start. Many stores, because a store caches its administrator.
  try {
    const refused = await expectAllHarmless(Math.ceil(runs / 8), async () => {
      const store = await openSqlStore(pool, false)
      for (const table of tableNames) await query(`delete from ${table}`)
      return openWorld({ store, contents: () => query(everyRow) })
    })
    expect(refused).toBeGreaterThan(5 / 6)
  } finally {
    await pool.end()
  }
})
