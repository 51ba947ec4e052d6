import { serve } from '@hono/node-server'
import { Hono } from 'hono'

/** The baseline: a proxy that adds a token and passes everything else on unseen, by the same `fetch` with a time limit. */
export const main = async ([cloud = '']: string[]): Promise<void> => {
  const app = new Hono()
  app.get('*', (c) => {
    const { pathname, search } = new URL(c.req.url)
    return fetch(`${cloud}${pathname}${search}`, {
      headers: { authorization: 'Bearer t1.FAKE', accept: 'application/json' },
      signal: AbortSignal.timeout(25_000),
    })
  })
  serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
    console.log(`Running at http://127.0.0.1:${port}`),
  )
  process.once('SIGTERM', () => process.exit())
}
