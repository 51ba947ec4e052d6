import { describe, expect, it } from 'vitest'

import { Hono } from 'hono'
import * as z from 'zod/mini'

import { endpoint } from '#contract/endpoint.ts'
import { id } from '#contract/field.ts'
import { openApp, refused } from '../testing/open-app.ts'
import type { AppEnv } from './exchange.ts'
import { readInput } from './read-input.ts'
import { routeEndpoint } from './routes.ts'

const path = '/iam/v1/apiKeys'
const secret = 'AQVNFAKE-something-that-must-not-be-quoted'

describe('400: a body that is not JSON', () => {
  it.each([
    ['{', 'close brace expected at line 1, column 2'],
    ['{"a": 1,}', 'property name expected at line 1, column 9'],
    [`{\n "description": "${secret}",\n "scopes": [nonsense]\n}`, 'invalid symbol at line 3, column 13'],
    [`{"description": '${secret}'}`, 'invalid symbol at line 1, column 17'],
    [`{"description": "${secret}`, 'unexpected end of string at line 1, column 17'],
    [secret, 'invalid symbol at line 1, column 1'],
    ['{"a": 1} {"b": 2}', 'end of file expected at line 1, column 10'],
    ['{"a": 1 /* why */}', 'invalid comment token at line 1, column 9'],
    ['{"a": NaN}', 'invalid symbol at line 1, column 7'],
    ['{"a": "\t"}', 'invalid character at line 1, column 7'],
    ['{"a": "\\x"}', 'invalid escape character at line 1, column 7'],
    ['{"a": 01}', 'at line 1'],
    ['['.repeat(300_000), 'nested too deeply'],
    [`{"a":${'['.repeat(300_000)}${']'.repeat(300_000)}}`, 'nested too deeply'],
  ])('%.60s: %s', async (body, problem) => {
    const { post, logged } = await openApp()
    const answer = await post(path, body)
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({
      code: 3,
      message: expect.stringMatching(/^The request body is not valid JSON: /),
    })
    expect((answer.body as { message: string }).message).toContain(problem)
    expect(answer.text).not.toContain(secret)
    expect(logged).toEqual([])
  })
})

it.each([
  ['as it is', '{"__proto__": "x"}'],
  ['with an escape', '{"\\u005f_proto__": "x"}'],
  ['with its letters escaped', '{"__\\u0070roto__": "x"}'],
  ['in a long body', `{"a": "${'x'.repeat(63)}",${' '.repeat(20_000)}"__proto__": "x"}`],
])('400: a label that JavaScript would drop, %s', async (_, labels) => {
  const { post, folder } = await openApp()
  const body = `{"folderId": "${folder.id}", "name": "robot", "labels": ${labels}}`
  expect(refused(await post('/iam/v1/serviceAccounts', body))).toEqual({ 'labels.__proto__': 'Unknown field' })
})

describe('400: a body that is not an object', () => {
  it.each(['[]', 'null', '"text"', '5', 'true'])('%s', async (body) => {
    const { post } = await openApp()
    expect(refused(await post(path, body))).toEqual({ body: 'Must be of type object' })
  })

  it.each(['', ' \n'])('an empty body "%s" is an object without fields', async (body) => {
    const { post } = await openApp()
    expect(refused(await post(path, body))).toEqual({ service_account_id: 'Field is required' })
  })
})

describe('413', () => {
  const body = (size: number) => {
    const frame = '{"serviceAccountId": ""}'
    return frame.replace('""', `"${'x'.repeat(size - frame.length)}"`)
  }

  it('is returned for a body of more than 1 MiB', async () => {
    const { post } = await openApp()
    const answer = await post(path, body(1024 * 1024 + 1))
    expect(answer.status).toBe(413)
    expect(answer.body).toMatchObject({ code: 3, message: 'The request body is larger than 1 MiB' })
    expect((await post(path, body(1024 * 1024))).status).toBe(400)
  })

  it('is returned by Content-Length, without reading the body', async () => {
    const { post } = await openApp()
    expect((await post(path, '{}', { 'content-length': '1048577' })).status).toBe(413)
  })

  it('is returned for a stream without a length', async () => {
    const { send, token, logged } = await openApp()
    let sent = 0
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1
        controller.enqueue(new Uint8Array(65_536).fill(32))
      },
    })
    const init = { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: stream, duplex: 'half' }
    expect((await send(path, init)).status).toBe(413)
    expect(sent).toBeLessThan(25)
    expect(logged).toEqual([])
  })
})

describe('415', () => {
  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', 'multipart/form-data', ''])(
    'is returned for "%s"',
    async (type) => {
      const { post } = await openApp()
      const answer = await post(path, '{}', { 'content-type': type })
      expect(answer.status).toBe(415)
      expect(answer.body).toMatchObject({ code: 3, message: 'The Content-Type must be application/json' })
    },
  )

  it.each(['application/json', 'application/json; charset=utf-8', 'Application/JSON ;charset=UTF-8'])(
    'is not returned for %s',
    async (type) => {
      const { post, account } = await openApp()
      const body = { serviceAccountId: await account() }
      expect((await post(path, body, { 'content-type': type })).status).toBe(200)
    },
  )
})

describe('a body in another encoding', () => {
  const send = async (body: BodyInit, headers: Record<string, string> = {}) => {
    const { send: sendTo, token, contents } = await openApp()
    const before = contents()
    const type = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
    const answer = await sendTo(path, { method: 'POST', body, headers: { ...type, ...headers } })
    expect(contents()).toBe(before)
    return answer
  }

  const cp1251 = Uint8Array.from([...'{"description": "', 0xca, 0xeb, 0xfe, 0xf7, ...'"}'], (one) =>
    typeof one === 'number' ? one : one.charCodeAt(0),
  )

  it('400: text that is not UTF-8, as a Russian Windows console sends it', async () => {
    expect(await send(cp1251)).toMatchObject({
      status: 400,
      body: { code: 3, message: 'The request body is not valid UTF-8' },
    })
  })

  it.each(['application/json; charset=windows-1251', 'application/json;charset="utf-16"'])('415: %s', async (type) => {
    const answer = await send(cp1251, { 'content-type': type })
    expect(answer).toMatchObject({ status: 415, body: { message: 'The charset of the request body must be UTF-8' } })
  })

  it.each(['gzip', 'br'])('415: compressed by %s', async (encoding) => {
    const answer = await send('{}', { 'content-encoding': encoding })
    expect(answer).toMatchObject({ status: 415, body: { code: 3 } })
  })
})

describe('400: a repeated name', () => {
  it.each([
    ['{"serviceAccountId": "a", "serviceAccountId": "b"}', 'service_account_id'],
    ['{"serviceAccountId": "a", "service\\u0041ccountId": "b"}', 'service_account_id'],
    ['{"serviceAccountId": "a", "scopes": [{"x": 1, "y": {"x": 2}, "x": 3}]}', 'x'],
  ])('%s', async (body, field) => {
    const { post } = await openApp()
    expect(refused(await post(path, body))).toEqual({ [field]: 'Specified more than once' })
  })
})

it('80,000 unknown fields get a short response', async () => {
  const { post } = await openApp()
  const fields = Object.fromEntries(Array.from({ length: 80_000 }, (_, n) => [`f${n}`, 1]))
  const { status, text, body } = await post(path, fields)
  expect(status).toBe(400)
  expect(text.length).toBeLessThan(20_000)
  expect((body as { message: string }).message).toMatch(/\n {2}- f99: Unknown field\n {2}- and 79900 more$/)
})

describe('a custom verb', () => {
  const params = z.object({ id: id() })
  const response = z.object({})
  const get = endpoint({ id: 'get', summary: '', host: 'iam', method: 'GET', path: '/x/{id}', params, response })
  const list = endpoint({ ...get, id: 'list', path: '/x/{id}:list' })
  const app = new Hono<AppEnv>()
  for (const one of [get, list]) {
    routeEndpoint(app, one, async (c) => c.json({ ...(await readInput(c, one)).params, verb: one.id }))
  }

  it.each([
    ['/x/abc:list', { id: 'abc', verb: 'list' }],
    ['/x/a:b:list', { id: 'a:b', verb: 'list' }],
    ['/x/abc', { id: 'abc', verb: 'get' }],
    ['/x/abc%3Alist', { id: 'abc:list', verb: 'get' }],
  ])('%s is %j', async (url, answer) => {
    const got: unknown = await (await app.request(url)).json()
    expect(got).toEqual(answer)
  })

  it('that does not exist is not read as part of the ID', async () => {
    expect((await app.request('/x/abc:other')).status).toBe(404)
  })
})
