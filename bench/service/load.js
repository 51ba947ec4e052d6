// Sends requests in turn for some seconds, in a process of its own, and prints what came of them.
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

const { folder, bound, ...options } = JSON.parse(await text(process.stdin))
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

const run = (stop) => {
  const running = autocannon({ ...options, ...stop })
  running.on('response', () => {
    answeredAt = performance.now()
    if (!looks) look()
  })
  return running
}

const { warmUp, ...measured } = bound
if (warmUp !== undefined) await run({ duration: warmUp })
const { requests, latency, statusCodeStats, errors, timeouts } = await run(measured)
console.log(
  JSON.stringify({
    perSecond: requests.average,
    total: requests.total,
    p50: latency.p50,
    p99: latency.p99,
    codes: Object.fromEntries(Object.entries(statusCodeStats).map(([code, { count }]) => [code, count])),
    errors: errors + timeouts,
  }),
)
