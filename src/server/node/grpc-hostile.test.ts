import { type ClientHttp2Session, connect } from 'node:http2'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

import * as fc from 'fast-check'
import { expect, it } from 'vitest'

import { codes } from '#contract/status.ts'
import { framed, openGrpc, statusIn } from '../grpc/testing/open-grpc.ts'
import { grpcListener } from './grpc.ts'
import { listen } from './listen.ts'
import { createLog } from './log.ts'
import { type HostileGrpc, hostileGrpc } from './testing/hostile-grpc.ts'
import { makeMarks } from './testing/hostile-marks.ts'
import { filled, type Mark, secretMarks } from './testing/hostile-values.ts'

// A failure prints its seed; HOSTILE_SEED repeats it, and HOSTILE_RUNS looks for longer.
const seed = Number(process.env['HOSTILE_SEED'] ?? 20_261_128)
const runs = Number(process.env['HOSTILE_RUNS'] ?? 40)
const requestsOfRun = 25

/** The service on a socket, with a key and all credentials. */
const openWorld = async () => {
  const lines: string[] = []
  const app = await openGrpc({ log: createLog('trace', { write: (line) => void lines.push(line) }) })
  const { iamToken, ...others } = await makeMarks(app)
  // Sessions belong to browsers.
  const marks: Readonly<Record<Mark, string>> = { ...others, iamToken, cookie: iamToken }
  const server = await listen(app.app, '127.0.0.1', 0, { grpc: grpcListener(app.answer) })
  return { app, lines, marks, server }
}
type World = Awaited<ReturnType<typeof openWorld>>

interface Answer {
  readonly header: Headers
  readonly trailer: Headers
  readonly body: Buffer
}

const headersOf = (all: object) =>
  new Headers(
    Object.entries(all).flatMap(([name, value]): [string, string][] =>
      name.startsWith(':') ? [[name.slice(1), String(value)]] : [[name, String(value)]],
    ),
  )

/** Sends one request, and waits until its stream is closed. */
const send = async (
  session: ClientHttp2Session,
  headers: Readonly<Record<string, string>>,
  body: Uint8Array,
  reset?: number,
): Promise<Answer> => {
  const stream = session.request({ ...headers }, { endStream: false })
  let [header, trailer] = [new Headers(), new Headers()]
  const parts: Buffer[] = []
  stream.on('response', (all) => (header = headersOf(all)))
  stream.on('trailers', (all) => (trailer = headersOf(all)))
  stream.on('data', (part: Buffer) => void parts.push(part))
  // The server may have answered and closed before it has read everything.
  stream.on('error', () => {})
  const closed = new Promise<void>((resolve) => void stream.once('close', resolve))
  if (reset === undefined) stream.end(body)
  else stream.write(body, () => stream.close(reset))
  await closed
  return { header, trailer, body: Buffer.concat(parts) }
}

/** A call that must succeed. */
const expectUsable = async (session: ClientHttp2Session, { marks }: World) => {
  const headers = {
    ':method': 'POST',
    ':path': '/yandex.cloud.iam.v1.RoleService/List',
    'content-type': 'application/grpc',
    te: 'trailers',
    authorization: `Bearer ${marks.adminToken}`,
  }
  const { trailer } = await send(session, headers, framed(new Uint8Array()))
  expect(trailer.get('grpc-status')).toBe('0')
}

const refusedCodes = new Set([codes.INTERNAL.code, codes.UNKNOWN.code])

/** @returns true if it was rejected */
const expectHarmless = async (hostile: HostileGrpc, session: ClientHttp2Session, world: World): Promise<boolean> => {
  const { app, lines, marks } = world
  const fill = (text: string) => filled(text, marks)
  const before = app.contents()
  const first = lines.length
  const headers = Object.fromEntries(Object.entries(hostile.headers).map(([name, value]) => [name, fill(value)]))
  const { header, trailer, body } = await send(session, headers, hostile.body(fill), hostile.reset)
  const logged = lines.slice(first)
  expect(logged.filter((line) => (JSON.parse(line) as { level: number }).level >= 50)).toEqual([])
  for (const name of secretMarks) expect(logged.join('')).not.toContain(marks[name])

  const status = Number(header.get('status') ?? 0)
  expect(status === 501 || status < 500, `${status}: ${body.toString()}`).toBe(true)
  const isGrpc = trailer.has('grpc-status')
  const code = isGrpc ? Number(trailer.get('grpc-status')) : Number(header.get('grpc-status') ?? 0)
  expect(refusedCodes, `${headers[':path']}: ${trailer.get('grpc-message')}`).not.toContain(code)
  if (isGrpc && code === 0) return false
  if (!isGrpc && status > 0 && status < 400) return false

  expect(app.contents()).toEqual(before)
  const told = `${JSON.stringify([...header, ...trailer])}${body.toString('latin1')}`
  const details = isGrpc ? JSON.stringify(statusIn(trailer)) : ''
  for (const name of secretMarks) expect(told + details).not.toContain(marks[name])
  return true
}

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void
const memory = () => {
  collectGarbage()
  const { heapUsed, external } = process.memoryUsage()
  return (heapUsed + external) / 1024 / 1024
}

/** Prints how to reproduce a failure. The counterexample itself may be a megabyte. */
const reporter = ({ failed, counterexamplePath, errorInstance: cause }: fc.RunDetails<[HostileGrpc[]]>) => {
  if (failed) throw new Error(`HOSTILE_SEED=${seed}, run ${counterexamplePath}`, { cause })
}

it(`1,000 bad requests by gRPC break, change and reveal nothing (seed ${seed})`, { timeout: 300_000 }, async () => {
  let [refused, run, atFirst] = [0, 0, 0]
  const requests = fc.array(hostileGrpc, { minLength: requestsOfRun, maxLength: requestsOfRun })
  const property = fc.asyncProperty(requests, async (all) => {
    const world = await openWorld()
    const session = connect(world.server.origin)
    try {
      for (const hostile of all) if (await expectHarmless(hostile, session, world)) refused += 1
      await expectUsable(session, world)
    } finally {
      session.destroy()
      await world.server.close(0)
    }
    run += 1
    if (run === Math.ceil(runs / 4)) atFirst = memory()
  })
  await fc.assert(property, { seed, numRuns: runs, endOnFailure: true, reporter })
  expect(refused / runs / requestsOfRun).toBeGreaterThan(1 / 2)
  expect(memory() - atFirst).toBeLessThan(50)
})
