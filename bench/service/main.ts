import { parseArgs } from 'node:util'

import { install } from '../install.ts'
import { type Load, loadWith } from '../shared/load.ts'
import { type Server, startServer, withServer } from '../shared/processes.ts'
import { memoryLine } from '../shared/memory.ts'
import { atLeast, atMostTimes, type Line, median, percentile, tableOf } from '../shared/table.ts'
import {
  administratorToken,
  checks,
  create,
  getOne,
  list,
  list100,
  newKey,
  recordedCloud,
  seedGrowingCloud,
  seedKeys,
  type Sql,
} from './data.ts'
import { type Database, openPool, pgliteDatabase, postgresDatabase } from './databases.ts'
import { grpcCall, type GrpcCall, loadGrpc } from './grpc.ts'
import { pace } from './pace.ts'

/** The size of a run. */
interface Plan {
  readonly rounds: number
  /** Seconds. */
  readonly warmUp: number
  readonly duration: number
  /** Creations and baseline transactions, each after the same number to warm up. */
  readonly creations: number
  readonly watchedChecks: number
}
const full: Plan = { rounds: 5, warmUp: 2, duration: 2, creations: 200, watchedChecks: 300_000 }
const quick: Plan = { rounds: 2, warmUp: 1, duration: 1, creations: 20, watchedChecks: 12_000 }

/**
 * Measures the built service on both databases beside bare baselines, and prints one table. Only its ratios are
 * meaningful.
 *
 * @param args how many keys to store, smallest first; `--quick` only shows that the benchmark works
 */
export const main = async (args: string[]): Promise<void> => {
  const options = { quick: { type: 'boolean', default: false } } as const
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
  const sizes = positionals.length > 0 ? positionals.map(Number) : [1000, 100_000]
  const installed = install({ autocannon: '^8.0.0' })
  const lines: Line[] = []
  try {
    const load = loadWith(installed.folder)
    for (const make of [pgliteDatabase, postgresDatabase]) {
      const database = await make().catch((error: unknown) => {
        console.log(`Without PostgreSQL, which cannot run here: ${String(error)}`)
      })
      if (!database) continue
      try {
        lines.push(...(await measure(database, load, sizes, values.quick ? quick : full)))
      } finally {
        await database.remove()
      }
    }
  } finally {
    installed.forget()
  }
  console.log(`\n${tableOf(lines)}`)
}

const measure = async (
  database: Database,
  load: Load,
  sizes: readonly number[],
  plan: Plan,
): Promise<readonly Line[]> => {
  const lines: Line[] = []
  const shares: number[] = []
  let [stored, clouds] = [0, recordedCloud]
  for (const size of sizes) {
    const name = `${database.name}, ${size.toLocaleString('en')} keys`
    const firstCloud = clouds + 1
    await onSql(database, async (run) => {
      if (stored === 0) {
        await run('create table bare (id bigint generated always as identity primary key)')
        await seedGrowingCloud(run, recordedCloud)
      }
      await seedKeys(run, stored, size)
      // Two for each round, one of them for gRPC: otherwise the created keys would reach the quota.
      for (let cloud = 0; cloud < 2 * plan.rounds; cloud += 1) await seedGrowingCloud(run, (clouds += 1))
    })
    stored = size
    const rounds: Round[] = []
    for (let round = 0; round < plan.rounds; round += 1) {
      console.log(`${name}: round ${round + 1} of ${plan.rounds}`)
      rounds.push(await measureRound(database, load, plan, { size, cloud: firstCloud + 2 * round }))
    }
    const { share, ...more } = linesOf(name, rounds)
    shares.push(share)
    lines.push(...more.lines)
  }
  if (shares.length > 1) {
    const stays = Math.min(...shares) / Math.max(...shares)
    const shown = shares.map((share) => `${(share * 100).toFixed(0)} %`).join(', ')
    lines.push(
      atLeast(`${database.name}: share of /authenticate by number of keys, lowest of highest`, stays, 0.9, shown),
    )
  }
  console.log(`${database.name}: memory`)
  lines.push(await watchMemory(database, load, plan))
  return lines
}

/** Requests a second, or milliseconds. */
interface Round {
  readonly checks: number
  readonly constant: number
  readonly p50: number
  readonly p99: number
  readonly lists: number
  readonly bareLists: number
  readonly creation: number
  /** By gRPC, of the same by HTTP. */
  readonly grpc: { readonly get: number; readonly list: number; readonly create: number }
  readonly transaction: number
}

const listsAtATime = 4

/** Starts new processes, because a process keeps its faster or slower compilation of the same code. */
const measureRound = async (
  database: Database,
  load: Load,
  { warmUp, duration, creations }: Plan,
  { size, cloud }: { readonly size: number; readonly cloud: number },
): Promise<Round> => {
  const rate = async (origin: string, requests: Parameters<Load>[1], atATime?: number) => {
    await load(origin, requests, { duration: warmUp }, atATime)
    return (await load(origin, requests, { duration }, atATime)).perSecond
  }
  const service = await withServer(startService(database), async ({ origin }) => {
    const checked = await rate(origin, checks(size))
    const latencies = (await pace(origin, checks(size), checked / 2, duration)).toSorted((a, b) => a - b)
    const lists = await rate(origin, [list], listsAtATime)
    const requests = Array.from({ length: 2 * creations }, () => create(cloud))
    const { took } = await load(origin, requests, { amount: requests.length }, 1)
    const grpcRate = async (call: GrpcCall) => {
      await loadGrpc(origin, call, { duration: warmUp })
      return (await loadGrpc(origin, call, { duration })).perSecond
    }
    const createdByGrpc = await loadGrpc(
      origin,
      grpcCall('createApiKey', newKey(cloud + 1)),
      { amount: requests.length },
      1,
    )
    return {
      grpc: {
        get: (await grpcRate(grpcCall('getApiKey', getOne.fields))) / (await rate(origin, [getOne.request])),
        list: (await grpcRate(grpcCall('listApiKeys', list100.fields))) / (await rate(origin, [list100.request])),
        create: median(took.slice(creations)) / median(createdByGrpc.took.slice(creations)),
      },
      checks: checked,
      p50: percentile(latencies, 0.5),
      p99: percentile(latencies, 0.99),
      lists,
      creation: median(took.slice(creations)),
    }
  })
  const bare = startServer(['bench/run.js', 'bench/service/bare.ts'], database.env)
  const baselines = await withServer(bare, async ({ origin }) => {
    const get = (path: string) => [{ method: 'GET', path, headers: {} }] as const
    const constant = await rate(origin, get('/constant'))
    const bareLists = await rate(origin, get('/list'), listsAtATime)
    const took: readonly number[] = await (await fetch(`${origin}/transactions/${2 * creations}`)).json()
    return { constant, bareLists, transaction: median(took.slice(creations)) }
  })
  return { ...service, ...baselines }
}

const grpcNames = { get: 'Get', list: 'List of 100', create: 'Create' }

const linesOf = (
  name: string,
  rounds: readonly Round[],
): { readonly share: number; readonly lines: readonly Line[] } => {
  const middle = (of: (round: Round) => number) => median(rounds.map(of))
  const whole = (of: (round: Round) => number) => middle(of).toFixed(0)
  const share = middle(({ checks: ours, constant }) => ours / constant)
  const lines = [
    atLeast(
      `${name}: /authenticate, of a constant by bare Hono`,
      share,
      0.5,
      `${whole((round) => round.checks)} of ${whole((round) => round.constant)} a second`,
    ),
    {
      what: `${name}: /authenticate, p50 and p99 at half of that load`,
      value: `${whole(({ p50 }) => p50 * 1000)}, ${whole(({ p99 }) => p99 * 1000)} us`,
      measured: '',
    },
    atMostTimes(
      `${name}: Create, of a transaction of trivial statements`,
      middle(({ creation, transaction }) => creation / transaction),
      4,
      `${middle(({ creation }) => creation).toFixed(2)} of ${middle(({ transaction }) => transaction).toFixed(2)} ms`,
    ),
    atLeast(
      `${name}: List of 1,000, of its bare SQL and JSON`,
      middle(({ lists, bareLists }) => lists / bareLists),
      0.5,
      `${whole((round) => round.lists)} of ${whole((round) => round.bareLists)} a second`,
    ),
    ...(['get', 'list', 'create'] as const).map((call) =>
      atLeast(
        `${name}: ${grpcNames[call]} by gRPC, of the same by HTTP`,
        middle(({ grpc }) => grpc[call]),
        0.6,
        '',
      ),
    ),
  ]
  return { share, lines }
}

/** Compares the memory after the first part of the checks with that after the last. */
const watchMemory = async (database: Database, load: Load, { watchedChecks }: Plan): Promise<Line> => {
  const part = (origin: string, amount: number) => load(origin, checks(1000), { amount })
  const what = `${database.name}: memory at first, of that after ${watchedChecks.toLocaleString('en')} checks`
  return withServer(startService(database), async (server) => memoryLine(what, server, watchedChecks, part))
}

/** With its default settings, so with a quota. */
const startService = ({ env }: Database): Promise<Server> =>
  startServer(['dist/server/main.js'], { ...env, PORT: '0', KEYRACK_ADMIN_TOKEN: administratorToken })

const onSql = async (database: Database, act: (run: Sql) => Promise<void>): Promise<void> => {
  const pool = await openPool(database.env)
  const client = await pool.connect()
  try {
    await act((text) => client.query({ text, values: [] }))
  } finally {
    client.release()
    await pool.end()
  }
}
