// The ceiling: the same server and framework, doing nothing. A constant at /, and a body that is ready-made at /body.
import { readFileSync } from 'node:fs'

import { serve } from '@hono/node-server'
import { Hono } from 'hono'

const body = readFileSync(process.argv[2])
const app = new Hono()
app.get('/', (c) => c.body(null, 200))
app.get('/body', () => new Response(body, { headers: { 'content-type': 'application/json' } }))
serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
  console.log(`Runs at http://127.0.0.1:${port}`),
)
