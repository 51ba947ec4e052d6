import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { install } from '../install.ts'
import {
  forgetCreated,
  growingAccountId,
  keyIdOf,
  listedAccountId,
  listedKeys,
  secretOf,
  seedFolder,
  seedKeys,
  type Sql,
} from './data.ts'
import { type Database, pgliteDatabase, postgresDatabase } from './databases.ts'
import { concurrency, loadWith, type Request, type Span } from './load.ts'
import { inTurn, middle, type Pair, pair, type Run } from './pairs.ts'
import { type Server, startServer } from './processes.ts'
import { print, verdict } from './table.ts'

const allSizes = [1000, 100_000, 1_000_000]
/** Of what does not take turns with anything every other second. */
const alone: Span = { warmUp: 5, duration: 4 }
const starts = 3
/** Of creations and bare inserts, which cannot take turns every other second: PGlite is open in one process alone. */
const creationPairs = 5
/** An hour at a hundred requests a second. */
const hourOfRequests = 360_000
/** Keys that are asked for at the same time are written together: few at a time, and many. */
const createConcurrencies = [16, 64]
const administratorToken = 'administrator-token-of-the-bench'

const asAdministrator = { authorization: `Bearer ${administratorToken}`, 'content-type': 'application/json' }
const check = (n: number): Request => ({ path: '/authenticate', headers: { authorization: `Api-Key ${secretOf(n)}` } })

/** So many different ones, evenly over all keys. */
const hits = (keys: number, different = 1000): Request[] =>
  Array.from({ length: different }, (_, n) => check(Math.floor((n * keys) / different)))
/** More than the service remembers, so that each is looked up. */
const forgotten = 20_000
// Each from another address, or the limit on failures would answer.
const misses = Array.from({ length: 5000 }, (_, n): Request => {
  const { path, headers } = check(10_000_000 + n)
  return { path, headers: { ...headers, 'x-forwarded-for': `10.0.${n >> 8}.${n & 255}` } }
})
const get = (path: string): Request[] => [{ path, headers: asAdministrator }]
const listOf = (pageSize: number) => get(`/iam/v1/apiKeys?serviceAccountId=${listedAccountId}&pageSize=${pageSize}`)
const create: Request = {
  method: 'POST',
  path: '/iam/v1/apiKeys',
  headers: asAdministrator,
  body: JSON.stringify({ serviceAccountId: growingAccountId, scopes: ['yc.postbox.send'] }),
}
/** As the console does it: more than are sent, for one that comes again is only answered again. */
const createOnce = (): Request[] =>
  Array.from({ length: 40_000 }, () => ({
    ...create,
    headers: { ...asAdministrator, 'idempotency-key': crypto.randomUUID() },
  }))

/** Measures the built service on both databases, with so many stored keys, and prints a table. Ratios are of one run; absolute numbers are the machine's. */
export const main = async (given: readonly string[]): Promise<void> => {
  const sizes = given.length > 0 ? given.map(Number) : allSizes
  const installed = install({ autocannon: '^8.0.0' })
  const load = loadWith(installed.folder)
  try {
    for (const make of [pgliteDatabase, postgresDatabase]) {
      const database = await make().catch((error: unknown) => {
        console.log(`Without PostgreSQL, which could not be had: ${String(error)}`)
      })
      if (!database) continue
      try {
        await measure(database, load, sizes)
      } finally {
        await database.remove()
      }
    }
  } finally {
    installed.forget()
  }
}

const measure = async (
  database: Database,
  load: ReturnType<typeof loadWith>,
  sizes: readonly number[],
): Promise<void> => {
  const sharesBySize: number[] = []
  const onSql = async <T>(act: (query: Sql) => Promise<T>) => {
    const pool = await database.open()
    try {
      return await act(async (text, values = []) => {
        const client = await pool.connect()
        try {
          return await client.query({ text, values })
        } finally {
          client.release()
        }
      })
    } finally {
      await pool.end()
    }
  }

  let stored = 0
  for (const size of sizes) {
    await onSql(async (query) => {
      if (stored === 0) await seedFolder(query)
      await query('create table bare (id text primary key, value text not null)')
      await seedKeys(query, stored, size)
    })
    stored = size
    const checks: Pair[] = []
    // Of the same code the engine makes something faster or slower, by chance, for as long as a process lives.
    for (let n = 0; n < starts; n += 1) {
      checks.push(
        ...(await withServers(database, load, ({ onService, onCeiling }) =>
          inTurn(onService(hits(size)), onCeiling('/')),
        )),
      )
    }
    const checked = middle(checks)
    sharesBySize.push(checked.share)
    await withServers(database, load, async ({ service, onService, onCeiling }) => {
      const forgottenHits = size > forgotten ? await onService(hits(size, forgotten))(alone) : undefined
      const miss = await onService(misses, 401)(alone)
      const one = await onService(get(`/iam/v1/apiKeys/${keyIdOf(size / 2)}`))(alone)
      const hundred = await onService(listOf(100))(alone)
      const lists = middle(await inTurn(onService(listOf(listedKeys)), onCeiling('/body')))
      const afterCreations = await onService([create, ...listOf(listedKeys)])(alone)
      print(`${database.name}, ${size.toLocaleString('en')} keys, ${concurrency} requests at a time`, [
        ['bare Hono, a constant', checked.theirs],
        ['/authenticate, one of 1,000 keys', checked.ours, verdict(checked.share, 'of the constant', 0.6)],
        ...(forgottenHits ? [['/authenticate, one of 20,000 keys', forgottenHits] as const] : []),
        ['/authenticate, no such key', miss],
        ['Get', one],
        ['List of 100, unchanged', hundred],
        ['List of 1,000, unchanged', lists.ours, verdict(lists.share, 'of the ready-made bytes', 0.5)],
        ['bare Hono, those bytes ready-made', lists.theirs],
        ['List of 1,000 and Create, in turn', afterCreations],
      ])
      if (size === sizes[0]) await watchMemory(service, load)
    })
    // Last, for there are more keys then.
    for (const connections of createConcurrencies) {
      const creations: Pair[] = []
      for (let n = 0; n < creationPairs; n += 1) {
        const theirs = await onSql((query) => bareInserts(query, connections)(alone))
        const ours = await withServers(database, load, ({ onService }) => onService([create], 200, connections)(alone))
        creations.push(pair(ours, theirs))
      }
      const { ours, theirs, share } = middle(creations)
      const once = await withServers(database, load, ({ onService }) =>
        onService(createOnce(), 200, connections)(alone),
      )
      print(`${database.name}, ${size.toLocaleString('en')} keys and the new, ${connections} requests at a time`, [
        ['Create, all in one account, no quota', ours, verdict(share, 'of bare inserts', 0.4)],
        ['bare one-row inserts, not prepared', theirs],
        ['Create under an Idempotency-Key each', once],
      ])
    }
    await onSql(forgetCreated)
  }
  if (sizes.length === 1) return
  const stays = Math.min(...sharesBySize) / Math.max(...sharesBySize)
  const named = sizes.map((size) => size.toLocaleString('en')).join(' to ')
  console.log(`\n${database.name}: /authenticate from ${named} keys: ${verdict(stays, 'of the fastest', 0.9)}`)
}

interface Servers {
  readonly service: Server
  readonly onService: (requests: readonly Request[], code?: number, connections?: number) => Run
  readonly onCeiling: (path: string) => Run
}

/** The service and the ceiling, in new processes. */
const withServers = async <T>(
  database: Database,
  load: ReturnType<typeof loadWith>,
  act: (servers: Servers) => Promise<T>,
): Promise<T> => {
  const service = await startServer(['dist/server/main.js'], {
    ...database.env,
    PORT: '0',
    KEYRACK_ADMIN_TOKEN: administratorToken,
    KEYRACK_TRUSTED_PROXIES: '127.0.0.1',
    KEYRACK_API_KEYS_QUOTA: '0',
  })
  const bodyFolder = mkdtempSync(join(tmpdir(), 'keyrack-bench-'))
  try {
    const bodyFile = join(bodyFolder, 'body')
    const page = await fetch(service.origin + listOf(listedKeys)[0]?.path, { headers: asAdministrator })
    writeFileSync(bodyFile, await page.text())
    const ceiling = await startServer(['bench/service/ceiling.js', bodyFile])
    const on =
      (server: Server) =>
      (requests: readonly Request[], code = 200, connections = concurrency): Run =>
      async (span) => ({
        ...(await load(server.origin, requests, code, span, connections)),
        memory: server.memory(),
      })
    try {
      return await act({
        service,
        onService: on(service),
        onCeiling: (path) => on(ceiling)([{ path }]),
      })
    } finally {
      await ceiling.stop()
    }
  } finally {
    await service.stop()
    rmSync(bodyFolder, { recursive: true })
  }
}

/** How many one-row inserts a second the driver does, and how long each takes. */
const bareInserts =
  (query: Sql, atATime: number): Run =>
  async ({ warmUp, duration }) => {
    const insertFor = async (seconds: number): Promise<number[]> => {
      const end = performance.now() + seconds * 1000
      const took: number[] = []
      const worker = async () => {
        for (let begun = performance.now(); begun < end; begun = performance.now()) {
          await query('insert into bare values ($1, $2)', [crypto.randomUUID(), 'value'])
          took.push(performance.now() - begun)
        }
      }
      await Promise.all(Array.from({ length: atATime }, worker))
      return took.toSorted((a, b) => a - b)
    }
    await insertFor(warmUp)
    const took = await insertFor(duration)
    const percentile = (share: number) => Math.round(took[Math.floor(took.length * share)] ?? Number.NaN)
    return { perSecond: took.length / duration, total: took.length, p50: percentile(0.5), p99: percentile(0.99) }
  }

const parts = 6

const watchMemory = async (service: Server, load: ReturnType<typeof loadWith>) => {
  const seen: number[] = []
  for (let part = 0; part < parts; part += 1) {
    await load(service.origin, hits(1000), 200, { amount: hourOfRequests / parts })
    seen.push(service.memory())
  }
  const row = seen.map((megabytes) => megabytes.toFixed(0)).join(', ')
  console.log(`memory over ${hourOfRequests.toLocaleString('en')} checks, an hour at 100 a second: ${row} MB`)
  // What leaks with each check grows from part to part; a heap breathes.
  console.log(`  first ${verdict((seen[0] ?? 0) / (seen.at(-1) ?? 0), 'of the last', 0.9)}`)
}
