import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import * as fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'

import { requestIdOf, status as statusSchema } from '#contract/status.ts'
import { newSignInCode } from '../access/administrator.ts'
import { cookieSessions } from '../access/cookie-session.ts'
import { openApp } from '../app.testing.ts'
import { filled, type Hostile, hostileRequest, type Mark, secretMarks, targets } from './hostile-requests.testing.ts'
import { createLog, withRequestLog } from './log.ts'
import { withConsole } from './static.ts'

// A failure prints its seed; HOSTILE_SEED repeats it, and HOSTILE_RUNS looks for longer.
const seed = Number(process.env['HOSTILE_SEED'] ?? 20_261_122)
const runs = Number(process.env['HOSTILE_RUNS'] ?? 480)
const requestsOfRun = 25

const root = mkdtempSync(join(tmpdir(), 'keyrack-hostile-'))
mkdirSync(join(root, 'assets'))
writeFileSync(join(root, 'index.html'), '<html><meta name="csp-nonce" content="" /></html>')
writeFileSync(join(root, 'assets/main.js'), '1')
afterAll(() => rmSync(root, { recursive: true }))

/** The whole service as Node serves it, but for the socket: with a key, an operation, and all that opens something. */
const openWorld = async () => {
  const app = await openApp({ sessions: (now) => cookieSessions(new Uint8Array(32).fill(7), now) })
  const lines: string[] = []
  const log = createLog('trace', { write: (line) => void lines.push(line) })
  const served = withConsole(root, (request, env) => app.app.fetch(request, env))
  const answer = withRequestLog(served, log)

  const account = await app.account()
  const { apiKey, secret } = await app.key(account)
  const iamToken = await app.tokenFor(account)
  await app.grant('folders', app.folder.id, 'iam.serviceAccounts.apiKeyAdmin', account)
  const operations = await app.get(`/iam/v1/serviceAccounts/${account}/operations`)
  const signedIn = await app.send('/keyrack/v1/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: app.token }),
  })
  const marks: Readonly<Record<Mark, string>> = {
    account,
    key: apiKey.id,
    folder: app.folder.id,
    cloud: app.cloud.id,
    operation: (operations.body as { operations: { id: string }[] }).operations[0]?.id ?? '',
    adminToken: app.token,
    iamToken,
    secret,
    cookie: /^keyrack_session=([^;]+)/.exec(signedIn.headers.get('set-cookie') ?? '')?.[1] ?? '',
    signInCode: await newSignInCode(app.store, app.clock.now()),
  }
  return { ...app, answer, lines, marks, secrets: secretMarks.map((name) => marks[name]) }
}
type World = Awaited<ReturnType<typeof openWorld>>

const requestOf = ({ method, path, headers, body }: Hostile, { marks }: World): Request => {
  const sent = new Headers()
  for (const [name, value] of headers) sent.append(name, filled(value, marks))
  return new Request(`http://localhost${filled(path, marks)}`, {
    method,
    headers: sent,
    body: typeof body === 'string' ? filled(body, marks) : body,
  })
}

// A field's name is answered in snake_case, and so would a secret be that stands where a name belongs.
const snakeCase = (text: string) => text.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** Names what it takes to see a failure again; the counterexample itself may be a megabyte. */
const reporter = ({ failed, counterexamplePath, errorInstance: cause }: fc.RunDetails<[Hostile[]]>) => {
  if (failed) throw new Error(`HOSTILE_SEED=${seed}, run ${counterexamplePath}`, { cause })
}

const refusedBy: Map<string, number> = new Map(targets.map((target) => [target, 0]))

const expectHarmless = async (hostile: Hostile, world: World): Promise<void> => {
  const before = world.contents()
  const lines = world.lines.length
  const response = await world.answer(requestOf(hostile, world), { address: hostile.address })
  const text = await response.text()
  const { status, headers } = response

  expect(status === 501 || status < 500, `${status}: ${text}`).toBe(true)
  const logged = world.lines.slice(lines).join('') + JSON.stringify(world.logged)
  for (const secret of world.secrets) expect(logged).not.toContain(secret)
  expect(world.logged).toEqual([])
  if (status < 400) return

  refusedBy.set(hostile.target, (refusedBy.get(hostile.target) ?? 0) + 1)
  expect(world.contents()).toBe(before)
  const told = `${[...headers].join('\n')}\n${text}`
  for (const secret of world.secrets) {
    expect(told).not.toContain(secret)
    expect(told).not.toContain(snakeCase(secret))
  }
  expect(headers.get('x-request-id')).toMatch(/^[\w-]{8,64}$/)
  expect(headers.get('cache-control')).toBe('no-store')
  if (/^HEAD$/i.test(hostile.method)) return
  const body = statusSchema.parse(JSON.parse(text))
  expect(body.code).toBeGreaterThan(0)
  expect(body.message).not.toBe('')
  expect(requestIdOf(body)).toBe(headers.get('x-request-id'))
}

it(`of 10,000 bad requests none breaks, changes or betrays anything (seed ${seed})`, { timeout: 300_000 }, async () => {
  const requests = fc.array(hostileRequest, { minLength: requestsOfRun, maxLength: requestsOfRun })
  const property = fc.asyncProperty(requests, async (all) => {
    const world = await openWorld()
    try {
      for (const one of all) {
        await expectHarmless(one, world).catch((cause: unknown) => {
          throw new Error(`After ${JSON.stringify(one).slice(0, 1000)}`, { cause })
        })
      }
    } finally {
      await world.lastSeen.flush()
    }
  })
  await fc.assert(property, { seed, numRuns: runs, endOnFailure: true, reporter })
  // Some are good by chance; they were looked at, but do not count.
  const refused = [...refusedBy.values()].reduce((sum, count) => sum + count, 0)
  expect(refused).toBeGreaterThan((runs * requestsOfRun * 5) / 6)
  expect([...refusedBy].filter(([, count]) => count === 0)).toEqual([])
})
