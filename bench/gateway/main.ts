import { parseArgs } from 'node:util'

import { install } from '../install.ts'
import { type BenchRequest, type Load, loadWith } from '../shared/load.ts'
import { memoryLine } from '../shared/memory.ts'
import { type Server, startServer, withServer } from '../shared/processes.ts'
import { atLeast, atMostTimes, median, percentile, tableOf } from '../shared/table.ts'

/** The size of a run. */
interface Plan {
  readonly rounds: number
  /** Seconds. */
  readonly warmUp: number
  readonly duration: number
  readonly watchedRequests: number
}
const full: Plan = { rounds: 5, warmUp: 2, duration: 3, watchedRequests: 100_000 }
const quick: Plan = { rounds: 2, warmUp: 1, duration: 1, watchedRequests: 6000 }

/**
 * Measures the built gateway beside a bare proxy, both in front of the same cloud, and prints one table. Only its ratios
 * are meaningful.
 *
 * @param args `--quick` only shows that the benchmark works
 */
export const main = async (args: string[]): Promise<void> => {
  const options = { quick: { type: 'boolean', default: false } } as const
  const plan = parseArgs({ args, options }).values.quick ? quick : full
  const installed = install({ autocannon: '^8.0.0' })
  try {
    const load = loadWith(installed.folder)
    await withServer(startServer(['bench/run.js', 'bench/gateway/cloud.ts']), async ({ origin }) => {
      await measure(origin, load, plan)
    })
  } finally {
    installed.forget()
  }
}

const measure = async (cloud: string, load: Load, plan: Plan): Promise<void> => {
  const rounds: { readonly gateway: Measured; readonly bare: Measured }[] = []
  for (let round = 0; round < plan.rounds; round += 1) {
    console.log(`Round ${round + 1} of ${plan.rounds}`)
    // New processes: one keeps its faster or slower compilation of the same code.
    const gateway = await withServer(startGateway(cloud), async ({ origin }) =>
      measureOne(origin, await listing(origin), load, plan),
    )
    const bare = await withServer(startServer(['bench/run.js', 'bench/gateway/bare.ts', cloud]), ({ origin }) =>
      measureOne(origin, { method: 'GET', path, headers: {} }, load, plan),
    )
    rounds.push({ gateway, bare })
  }
  console.log('Memory')
  const what = `memory at first, of that after ${plan.watchedRequests.toLocaleString('en')} requests`
  const memory = await withServer(startGateway(cloud), async (server) => {
    const request = await listing(server.origin)
    return memoryLine(what, server, plan.watchedRequests, (origin, amount) => load(origin, [request], { amount }))
  })

  const middle = (of: (round: (typeof rounds)[number]) => number) => median(rounds.map(of))
  const [ours, theirs] = [middle(({ gateway }) => gateway.perSecond), middle(({ bare }) => bare.perSecond)]
  const [slow, bareSlow] = [middle(({ gateway }) => gateway.p99), middle(({ bare }) => bare.p99)]
  const lines = [
    atLeast(
      'list of 20 accounts, of a bare proxy',
      middle(({ gateway, bare }) => gateway.perSecond / bare.perSecond),
      0.7,
      `${ours.toFixed(0)} of ${theirs.toFixed(0)} a second`,
    ),
    atMostTimes(
      'p99, of that of the bare proxy',
      middle(({ gateway, bare }) => gateway.p99 / bare.p99),
      2,
      `${slow.toFixed(1)} of ${bareSlow.toFixed(1)} ms`,
    ),
    memory,
  ]
  console.log(`\n${tableOf(lines)}`)
}

interface Measured {
  readonly perSecond: number
  /** Milliseconds. */
  readonly p99: number
}

const measureOne = async (
  origin: string,
  request: BenchRequest,
  load: Load,
  { warmUp, duration }: Plan,
): Promise<Measured> => {
  await load(origin, [request], { duration: warmUp })
  const { perSecond, took } = await load(origin, [request], { duration })
  const sorted = took.toSorted((a, b) => a - b)
  return { perSecond, p99: percentile(sorted, 0.99) }
}

const path = '/iam/v1/serviceAccounts?folderId=b1gbench00000000000&pageSize=100'

const startGateway = (cloud: string): Promise<Server> =>
  startServer(['dist/server/main.js'], { PORT: '0', KEYRACK_UPSTREAM: cloud })

/** A list, as a browser that has signed in asks for it. */
const listing = async (origin: string): Promise<BenchRequest> => {
  const response = await fetch(`${origin}/keyrack/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    // As long as the cloud's are.
    body: JSON.stringify({ token: `t1.${'FAKE'.repeat(50)}.${'FAKE'.repeat(21)}AB` }),
  })
  if (!response.ok) throw new Error(`The sign-in answered ${response.status}`)
  const cookie = response.headers.getSetCookie().map((line) => line.split(';')[0])
  return { method: 'GET', path, headers: { cookie: cookie.join('; '), 'sec-fetch-site': 'same-origin' } }
}
