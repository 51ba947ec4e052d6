import { expect, it } from 'vitest'

import { createLog, withRequestLog } from './log.ts'

const record = () => {
  const lines: string[] = []
  return { lines, log: createLog('info', { write: (line) => void lines.push(line) }) }
}

it('a request leaves one line, without query, headers and body', async () => {
  const { lines, log } = record()
  const fetch = withRequestLog(() => new Response('an answer', { headers: { 'x-request-id': 'request-1' } }), log)
  const headers = { authorization: 'Bearer secret-token', cookie: 'keyrack_session=secret-cookie' }
  await fetch(new Request('http://localhost/iam/v1/apiKeys?filter=secret', { method: 'POST', headers, body: 'secret' }))
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    {
      level: 30,
      time: expect.stringMatching(/^\d{4}-.*Z$/),
      requestId: 'request-1',
      method: 'POST',
      path: '/iam/v1/apiKeys',
      status: 200,
      ms: expect.any(Number),
      msg: 'request',
    },
  ])
})

it('a failure of the server is an error', async () => {
  const { lines, log } = record()
  await withRequestLog(() => new Response(null, { status: 503 }), log)(new Request('http://localhost/'))
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 50, status: 503 })
})

it('of an error only type, message, stack, code and causes are kept', () => {
  const { lines, log } = record()
  const cause = Object.assign(new Error('duplicate key'), { code: '23505', params: ['secret'], detail: 'secret' })
  log.error({ err: new Error('insert failed', { cause }) }, 'request failed')
  expect(lines[0]).not.toContain('secret')
  expect(JSON.parse(lines[0] ?? '').err).toMatchObject({
    message: 'insert failed',
    cause: { message: 'duplicate key', code: '23505' },
  })
})
