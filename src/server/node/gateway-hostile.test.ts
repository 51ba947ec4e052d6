import * as fc from 'fast-check'
import { expect, it } from 'vitest'

import { requestIdOf, status as statusSchema } from '#contract/status.ts'
import { forwardedEndpoints } from '../gateway/gateway.ts'
import { openGateway } from '../testing/open-gateway.ts'
import { type Hostile, hostileRequest } from './testing/hostile-requests.ts'
import { filled, type Mark, secretMarks } from './testing/hostile-values.ts'

// A failure prints its seed; HOSTILE_SEED repeats it, and HOSTILE_RUNS looks for longer.
const seed = Number(process.env['HOSTILE_SEED'] ?? 20_261_128)
const runs = Number(process.env['HOSTILE_RUNS'] ?? 80)
const requestsOfRun = 25

/** What the gateway may ask the cloud for: method, host and path. */
const allowed = forwardedEndpoints.flatMap(({ method, host, path, aliases = [] }) =>
  [path, ...aliases].map((one) => {
    const pattern = one.replaceAll(/[.]/g, '\\.').replaceAll(/\{\w+\}/g, '(?!\\.{1,2}[/:])[\\w.@~-]+')
    return new RegExp(`^${method} https://${host}\\.api\\.cloud\\.yandex\\.net${pattern}(?:\\?.*)?$`)
  }),
)

const openWorld = async () => {
  const gateway = await openGateway()
  const { app } = gateway
  const account = await app.account()
  const { apiKey, secret } = await app.key(account)
  await gateway.signIn(app.token)
  gateway.sent.length = 0
  const marks: Readonly<Record<Mark, string>> = {
    account,
    key: apiKey.id,
    folder: app.folder.id,
    cloud: app.cloud.id,
    operation: 'ajeoperation',
    adminToken: app.token,
    iamToken: gateway.iamToken,
    secret,
    cookie: gateway.jar.get('keyrack_gateway_session') ?? '',
    signInCode: '1795345200000.hR3kFAKE0dJ8s_w2-Zq1LmX5vBn7cTyU',
  }
  return { ...gateway, marks }
}

/** A sign-in asks the cloud about the token that it got. */
const isSignInCheck = (url: string) => url.endsWith('/clouds?pageSize=1')

/** Names what it takes to see a failure again; the counterexample itself may be a megabyte. */
const reporter = ({ failed, counterexamplePath, errorInstance: cause }: fc.RunDetails<[Hostile[]]>) => {
  if (failed) throw new Error(`HOSTILE_SEED=${seed}, run ${counterexamplePath}`, { cause })
}

it(
  `of 2,000 bad requests none leaves the list of methods or shows a secret (seed ${seed})`,
  { timeout: 300_000 },
  async () => {
    let forwarded = 0
    const requests = fc.array(hostileRequest, { minLength: requestsOfRun, maxLength: requestsOfRun })
    const property = fc.asyncProperty(requests, async (all) => {
      const { raw, sent, logged, marks } = await openWorld()
      for (const { method, path, headers, body, address } of all) {
        const own = new Headers()
        for (const [name, value] of headers) own.append(name, filled(value, marks))
        // Most would be refused for their credential alone.
        if (own.has('authorization')) {
          own.delete('authorization')
          own.set('cookie', `keyrack_gateway_session=${marks.cookie}`)
          own.set('sec-fetch-site', 'same-origin')
        }
        const init = { method, headers: own, body: typeof body === 'string' ? filled(body, marks) : body }
        const answer = await raw(filled(path, marks), init, address)
        expect(answer.status === 501 || answer.status < 500, `${answer.status}: ${answer.text}`).toBe(true)
        const isRefused = answer.status >= 400
        const told = isRefused && method !== 'HEAD' ? requestIdOf(statusSchema.parse(JSON.parse(answer.text))) : null
        expect([answer.headers.get('x-request-id'), null]).toContain(told)
        for (const one of sent.splice(0)) {
          forwarded += 1
          const line = `${one.method} ${one.url}`
          expect([line, allowed.some((pattern) => pattern.test(line))]).toEqual([line, true])
          expect(one.headers['cookie']).toBeUndefined()
          const expected = isSignInCheck(one.url) ? one.headers['authorization'] : `Bearer ${marks.adminToken}`
          expect(one.headers['authorization']).toBe(expected)
        }
        const shown = `${answer.text}${JSON.stringify([...answer.headers])}${JSON.stringify(logged)}`
        // The secret of a new key is for the browser.
        const hidden = isRefused ? secretMarks : (['adminToken', 'iamToken', 'cookie'] as const)
        for (const name of hidden) expect(shown).not.toContain(marks[name])
      }
    })
    await fc.assert(property, { seed, numRuns: runs, endOnFailure: true, reporter })
    expect(forwarded).toBeGreaterThan(runs)
  },
)
