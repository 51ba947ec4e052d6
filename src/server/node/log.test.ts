import { describe, expect, it } from 'vitest'

import { openApp } from '../testing/open-app.ts'
import type { Exchange } from '../http/exchange.ts'
import { probePaths } from '../http/probes.ts'
import { createLog, withRequestLog } from './log.ts'

const record = (level: 'info' | 'debug' = 'info') => {
  const lines: string[] = []
  return { lines, log: createLog(level, { write: (line) => void lines.push(line) }) }
}

it('a request writes one line, without query, headers and body', async () => {
  const { lines, log } = record()
  const answer = (_: Request, exchange: Partial<Exchange> = {}) => {
    exchange.requestId = 'request-1'
    exchange.upstreamRequestId = 'cloud-1'
    return new Response('an answer')
  }
  const fetch = withRequestLog(answer, log)
  const headers = { authorization: 'Bearer secret-token', cookie: 'keyrack_session=secret-cookie' }
  await fetch(new Request('http://localhost/iam/v1/apiKeys?filter=secret', { method: 'POST', headers, body: 'secret' }))
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    {
      level: 30,
      time: expect.stringMatching(/^\d{4}-.*Z$/),
      requestId: 'request-1',
      upstreamRequestId: 'cloud-1',
      method: 'POST',
      path: '/iam/v1/apiKeys',
      status: 200,
      ms: expect.any(Number),
      msg: 'request',
    },
  ])
})

it('a server failure is logged as an error', async () => {
  const { lines, log } = record()
  await withRequestLog(() => new Response(null, { status: 503 }), log)(new Request('http://localhost/'))
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 50, status: 503 })
})

it('is buffered, except for errors', () => {
  const told: string[] = []
  const log = createLog('info', { write: () => void told.push('line'), flush: () => void told.push('flush') })
  log.info({}, 'request')
  log.error({}, 'request failed')
  expect(told).toEqual(['line', 'line', 'flush'])
})

it('an error is logged with only its type, message, stack, code and causes', () => {
  const { lines, log } = record()
  const cause = Object.assign(new Error('duplicate key'), { code: '23505', params: ['secret'], detail: 'secret' })
  log.error({ err: new Error('insert failed', { cause }) }, 'request failed')
  expect(lines[0]).not.toContain('secret')
  expect(JSON.parse(lines[0] ?? '').err).toMatchObject({
    message: 'insert failed',
    cause: { message: 'duplicate key', code: '23505' },
  })
})

describe('the log line of a request', () => {
  /** The service behind its log, and the logged lines. */
  const openLogged = async (level?: 'debug') => {
    const { lines, log } = record(level)
    const app = await openApp()
    const fetch = withRequestLog(app.app, log)
    const line = async (path: string, init: RequestInit = {}): Promise<unknown> => {
      await fetch(new Request(`http://localhost${path}`, init))
      return JSON.parse(lines.at(-1) ?? '')
    }
    return { ...app, lines, line }
  }
  const post = (body: unknown) => ({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const administrator = { type: 'administrator', id: 'ajeadministrator0000' }
  const session = '/keyrack/v1/session'

  it('names the caller of a token or a session, even without permission', async () => {
    const { line, lines, token, robot, folder } = await openLogged()
    const someone = await robot()
    const as = (bearer: string) => ({ headers: { authorization: `Bearer ${bearer}` } })
    const path = `/resource-manager/v1/folders/${folder.id}`
    expect(await line(path, as(token))).toMatchObject({ status: 200, subject: administrator })
    const subject = { type: 'serviceAccount', id: someone.id }
    expect(await line(path, as(someone.token))).toMatchObject({ status: 404, subject })
    expect(await line(session, post({ token: someone.token }))).toMatchObject({ status: 200, subject })
    expect(await line(session)).toMatchObject({ status: 200, subject })
    for (const secret of [token, someone.token]) expect(lines.join('')).not.toContain(secret)
  })

  it('quotes at most 100 characters of the path', async () => {
    const { line } = await openLogged()
    expect(await line(`/${'eyJ/'.repeat(3000)}`)).toMatchObject({ path: `/${'eyJ/'.repeat(25).slice(0, 99)}…` })
  })

  it.each([
    ['without a credential', {}],
    ['with a wrong one', { headers: { authorization: 'Bearer wrong' } }],
  ])('has no caller %s', async (_, init) => {
    const { line } = await openLogged()
    const found = await line('/resource-manager/v1/clouds', init)
    expect(found).toMatchObject({ status: 401 })
    expect(found).not.toHaveProperty('subject')
  })

  it('of a check names the key and its account while the key is valid', async () => {
    const { line, lines, account, key, del } = await openLogged('debug')
    const id = await account()
    const { apiKey, secret } = await key(id)
    const check = (scope = '') => line(`/authenticate${scope}`, { headers: { authorization: `Api-Key ${secret}` } })
    const names = { subject: { type: 'serviceAccount', id }, apiKeyId: apiKey.id }
    expect(await check()).toMatchObject({ status: 200, ...names })
    expect(await check('?scope=yc.none')).toMatchObject({ status: 403, ...names })
    await del(`/iam/v1/apiKeys/${apiKey.id}`)
    const refused = await check()
    expect(refused).toMatchObject({ status: 401 })
    expect(refused).not.toHaveProperty('subject')
    expect(refused).not.toHaveProperty('apiKeyId')
    expect(lines.join('')).not.toContain(secret)
  })
})

it.each(probePaths)('%s is logged only for failures or at the debug level', async (path) => {
  const levels = async (threshold: 'info' | 'debug', status: number) => {
    const { lines, log } = record(threshold)
    await withRequestLog(() => new Response(null, { status }), log)(new Request(`http://localhost${path}`))
    return lines.map((line) => (JSON.parse(line) as { level: number }).level)
  }
  expect(await levels('info', 200)).toEqual([])
  expect(await levels('debug', 200)).toEqual([20])
  expect(await levels('info', 503)).toEqual([50])
})
