// Sends requests in turn for some seconds, in a process of its own, and prints what came of them.
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

const { folder, bound, requests, connections, ...options } = JSON.parse(await text(process.stdin))
const autocannon = createRequire(join(folder, 'package.json'))('autocannon')

// To wake a process that waits costs the server more than to answer it: between answers that come close after each
// other this one looks instead of waiting.
const closeMilliseconds = 0.1
let answeredAt = -Infinity
let looks = false
const look = () => {
  looks = performance.now() - answeredAt < closeMilliseconds
  if (looks) setImmediate(look)
}

// Each connection has requests of its own, or all would ask for the same at the same time.
let connected = 0
const setupClient = (client) => {
  const nth = connected++ % connections
  client.setRequests(requests.length < connections ? requests : requests.filter((_, n) => n % connections === nth))
}

const run = (stop) => {
  const running = autocannon({ ...options, ...stop, connections, setupClient })
  running.on('response', () => {
    answeredAt = performance.now()
    if (!looks) look()
  })
  return running
}

const { warmUp, ...stop } = bound
const before = warmUp === undefined ? [] : [await run({ duration: warmUp })]
const measured = await run(stop)
const all = [...before, measured]
console.log(
  JSON.stringify({
    perSecond: measured.requests.average,
    total: measured.requests.total,
    p50: measured.latency.p50,
    p99: measured.latency.p99,
    codes: [...new Set(all.flatMap(({ statusCodeStats }) => Object.keys(statusCodeStats)))],
    errors: all.reduce((sum, { errors, timeouts }) => sum + errors + timeouts, 0),
  }),
)
