import { serve } from '@hono/node-server'
import { Hono } from 'hono'

import { createApp } from '#server/app.ts'
import { ensureAdministrator } from '#server/sessions/administrator.ts'
import { openSqlStore } from '#server/store/sql/sql-store.ts'
import type { SqlPool, SqlStatement } from '#server/store/sql/sql-pool.ts'
import { trackUsage } from '#server/usage/usage-tracker.ts'

import type { BenchRequest } from '../shared/load.ts'
import { administratorToken, create, list, recordedCloud } from './data.ts'
import { openPool } from './databases.ts'

/**
 * The baselines, over the same database and driver as the service: bare Hono that answers a constant, that runs the SQL
 * of a list and stringifies its rows, and transactions of as many trivial statements as a creation sends.
 */
export const main = async (): Promise<void> => {
  const pool = await openPool(process.env)
  const statementsOf = await recorder(pool)
  const listing = await statementsOf(() => list)
  const transaction = (await statementsOf(() => create(recordedCloud))).map(trivial)

  const app = new Hono()
  app.get('/constant', (c) => c.body(null))
  app.get('/list', async () => {
    const rows = await run(pool, listing)
    return new Response(JSON.stringify(rows), { headers: { 'content-type': 'application/json' } })
  })
  app.get('/transactions/:count', async (c) => {
    const took: number[] = []
    for (let n = 0; n < Number(c.req.param('count')); n += 1) {
      const begun = performance.now()
      await run(pool, transaction)
      took.push(performance.now() - begun)
    }
    return c.json(took)
  })
  serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
    console.log(`Running at http://127.0.0.1:${port}`),
  )
  process.once('SIGTERM', () => void pool.end().finally(() => process.exit()))
}

const run = async (pool: SqlPool, statements: readonly SqlStatement[]): Promise<unknown[]> => {
  const client = await pool.connect()
  try {
    let rows: unknown[] = []
    for (const statement of statements) ({ rows } = await client.query(statement))
    return rows
  } finally {
    client.release()
  }
}

/** Records the statements that the service sends to answer a request. */
const recorder = async (pool: SqlPool) => {
  let sent: SqlStatement[] = []
  const recording: SqlPool = {
    totalCount: 0,
    idleCount: 0,
    waitingCount: 0,
    end: async () => {},
    connect: async () => {
      const client = await pool.connect()
      return {
        query: (statement) => {
          sent.push(statement)
          return client.query(statement)
        },
        release: (broken) => client.release(broken),
      }
    },
  }
  const store = await openSqlStore(recording)
  await ensureAdministrator(store, administratorToken)
  const { fetch: app } = createApp({
    store,
    sessions: { requireSameOrigin: () => {}, read: async () => null, start: async () => {}, end: async () => {} },
    usage: trackUsage(store),
    quotas: { apiKeys: 1000, serviceAccounts: 100 },
    scopes: [],
  })
  return async (request: () => BenchRequest): Promise<readonly SqlStatement[]> => {
    // Record the second request: the first also sweeps, which happens once a minute.
    for (let n = 0; n < 2; n += 1) {
      sent = []
      const { path, ...init } = request()
      const response = await app(new Request(`http://localhost${path}`, init))
      if (response.status !== 200) throw new Error(`${path} answered ${response.status}`)
    }
    return sent
  }
}

/** `select 1` for a read, and for a write an insert of one row, so that the commit waits for the disk too. */
const trivial = ({ text }: SqlStatement): SqlStatement => {
  if (/^(start transaction|commit)/.test(text)) return { text, values: [] }
  return { text: /^(insert|update|delete)/.test(text) ? 'insert into bare default values' : 'select 1', values: [] }
}
