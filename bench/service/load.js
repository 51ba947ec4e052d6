// Sends requests in turn for some seconds, in a process of its own, and prints what came of them.
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

const { folder, ...options } = JSON.parse(await text(process.stdin))
const autocannon = createRequire(join(folder, 'package.json'))('autocannon')
let on=true;const spin=()=>{if(on)setImmediate(spin)};spin()
const { requests, latency, statusCodeStats, errors, timeouts } = await autocannon(options);on=false
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
