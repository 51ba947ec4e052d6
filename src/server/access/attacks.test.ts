import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'

import { api } from '#contract/api.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import { type Answer, openApp } from '../testing/open-app.ts'
import { newSecret } from '../secrets/secret.ts'
import { randomText } from '../secrets/hash.ts'
import { newSignInCode } from '../sessions/administrator.ts'
import { cookieSessions } from '../http/cookie-session.ts'

const session = '/keyrack/v1/session'
const json = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' }

/** The service with cookies. */
const openBrowser = async () => {
  const app = await openApp({ sessions: (now) => cookieSessions(new Uint8Array(32).fill(7), { now }) })
  const signIn = async (body: unknown, headers: Record<string, string> = {}) => {
    const answer = await app.send(session, {
      method: 'POST',
      headers: { ...json, ...headers },
      body: JSON.stringify(body),
    })
    return { ...answer, cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '' }
  }
  const whoIs = (cookie: string) => app.send(session, { headers: { cookie } })
  return { ...app, signIn, whoIs }
}

/** Everything that the caller receives except the request ID. */
const told = ({ status, headers, text }: Answer) => {
  const requestId = headers.get('x-request-id') ?? ''
  return [status, [...headers].filter(([name]) => name !== 'x-request-id'), text.replaceAll(requestId, '')]
}

const fieldsOf = (schema: Endpoint['body']) =>
  Object.keys(schema ? (z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }).properties ?? {}) : {})

type Id = 'serviceAccountId' | 'apiKeyId' | 'operationId' | 'folderId' | 'cloudId'

/** The field with the ID of the endpoint's resource. */
const idOf = ({ path, query, body }: Endpoint): Id => {
  const [, kind = '', name] = /(\w+)\/\{(\w+)\}/.exec(path) ?? []
  const resources: Readonly<Record<string, Id>> = {
    serviceAccounts: 'serviceAccountId',
    folders: 'folderId',
    clouds: 'cloudId',
  }
  const named =
    name === 'resourceId'
      ? resources[kind]
      : (name ?? [...fieldsOf(query), ...fieldsOf(body)].find((one) => one.endsWith('Id')))
  return named as Id
}

/** The other required fields, so that only the ID can be wrong. */
const needed = {
  name: 'intruder',
  accessPolicyTemplateId: 'iam.denyServiceAccountCreation',
  accessPolicyBinding: { accessPolicyTemplateId: 'iam.denyServiceAccountCreation' },
  accessBindingDeltas: [
    { action: 'ADD', accessBinding: { roleId: 'viewer', subject: { id: 'allUsers', type: 'system' } } },
  ],
}

const forEverybody = new Set(['listScopes', 'listRoles', 'getRole', 'listClouds', 'revokeIamToken'])
const guarded = Object.values<Endpoint>(api).filter(
  (endpoint) => endpoint.host !== 'keyrack' && !endpoint.public && !forEverybody.has(endpoint.id),
)

describe('session fixation', () => {
  it('fails, because signing in replaces the earlier session and invalidates it', async () => {
    const { signIn, whoIs, token } = await openBrowser()
    for (const planted of ['keyrack_session=planted', 'keyrack_session=eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0....']) {
      const { status, cookie } = await signIn({ token }, { cookie: planted })
      expect(status).toBe(200)
      expect(cookie).not.toBe(planted)
      expect((await whoIs(planted)).status).toBe(401)
      expect((await whoIs(cookie)).status).toBe(200)
    }
  })

  it('fails even with a valid session, which ends at sign-in', async () => {
    const { signIn, whoIs, token, robot } = await openBrowser()
    const { token: iamToken } = await robot()
    const { cookie: planted } = await signIn({ token: iamToken })
    const { cookie } = await signIn({ token }, { cookie: planted })
    expect((await whoIs(planted)).status).toBe(401)
    expect((await whoIs(cookie)).body).toMatchObject({ subject: { type: 'administrator' } })
  })

  it('fails because each sign-in creates a new session', async () => {
    const { signIn, token } = await openBrowser()
    const cookies = [await signIn({ token }), await signIn({ token })].map(({ cookie }) => cookie)
    expect(new Set(cookies).size).toBe(2)
  })
})

describe('a request from another site', () => {
  // An exchange uses no cookie: it needs a credential in its body.
  const writes = Object.values<Endpoint>(api).filter(({ method, id }) => method !== 'GET' && id !== 'createIamToken')

  it.each(writes)('cannot write: $method $path', async ({ method, path }) => {
    const { send, signIn, token, contents } = await openBrowser()
    const { cookie } = await signIn({ token })
    const before = contents()
    for (const site of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
    ]) {
      const headers = { 'content-type': 'application/json', cookie, ...site }
      const init = { method, headers, ...(method !== 'DELETE' && { body: '{}' }) }
      const { status, body, headers: answer } = await send(path, init)
      expect(status).toBe(403)
      expect(body).toMatchObject({ message: 'Permission denied: the request comes from another site' })
      expect(answer.get('set-cookie')).toBeNull()
    }
    expect(contents()).toBe(before)
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'application/json'])(
    'cannot sign anybody in with a body sent as %s',
    async (type) => {
      const { signIn, token } = await openBrowser()
      const answer = await signIn({ token }, { 'content-type': type, 'sec-fetch-site': 'cross-site' })
      expect(answer.status).toBe(403)
      expect(answer.headers.get('set-cookie')).toBeNull()
    },
  )

  it('does not use up a sign-in code', async () => {
    const { signIn, store, clock } = await openBrowser()
    const signInCode = await newSignInCode(store, clock.now())
    expect((await signIn({ signInCode }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await signIn({ signInCode })).status).toBe(200)
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])(
    'without Sec-Fetch-Site cannot be a form, which is sent as %s',
    async (type) => {
      const { send, token } = await openBrowser()
      const body = JSON.stringify({ token })
      const answer = await send(session, { method: 'POST', headers: { 'content-type': type }, body })
      expect(answer.status).toBe(415)
    },
  )

  it('gets no CORS headers', async () => {
    const { send } = await openBrowser()
    const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' }
    const answer = await send('/iam/v1/apiKeys', { method: 'OPTIONS', headers })
    expect(answer.status).toBe(501)
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
  })
})

describe('a cookie', () => {
  it('is rejected if any character is changed, without an internal error', async () => {
    const { signIn, whoIs, token, logged } = await openBrowser()
    const { cookie } = await signIn({ token })
    const start = cookie.indexOf('=') + 1
    const statuses = new Map<number, number>()
    for (let at = start; at < cookie.length; at += 1) {
      // The lowest bits of a base64url character may be unused, but never the highest: `A` is 0, `g` is 32.
      const other = /[A-Za-f]/.test(cookie[at] ?? '') ? 'g' : 'A'
      const { status } = await whoIs(cookie.slice(0, at) + other + cookie.slice(at + 1))
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
    }
    expect([...statuses]).toEqual([[401, cookie.length - start]])
    expect(logged).toEqual([])
  })

  it('is rejected if a part is missing, empty, doubled, swapped, or from another cookie', async () => {
    const { signIn, whoIs, token, robot, logged } = await openBrowser()
    const parts = (await signIn({ token })).cookie.replace('keyrack_session=', '').split('.')
    const foreign = (await signIn({ token: (await robot()).token })).cookie.replace('keyrack_session=', '').split('.')
    const none = btoa('{"alg":"none"}').replaceAll('=', '')
    const forged = parts.flatMap((part, index) => [
      parts.toSpliced(index, 1),
      parts.with(index, `${part}${part}A`),
      parts.toSpliced(index, 0, part),
      parts.with(index, part === '' ? 'A' : ''),
      parts.with(index, foreign[index] === part ? `${part}A` : (foreign[index] ?? '')),
    ])
    for (const one of [...forged, parts.toReversed(), [none, ...parts.slice(1)], [none, btoa('{"sub":"x"}'), '']]) {
      const sent = `keyrack_session=${one.join('.')}`
      expect([sent, (await whoIs(sent)).status]).toEqual([sent, 401])
    }
    expect(logged).toEqual([])
  })
})

describe('guessing', () => {
  it('a token is impossible to narrow down, because all wrong ones get the same response', async () => {
    const { send, token, robot } = await openBrowser()
    const { token: iamToken, id } = await robot()
    const near = (text: string) => text.slice(0, -1) + (text.endsWith('A') ? 'B' : 'A')
    const guesses = [near(token), near(iamToken), `${token}A`, token.slice(1), id, 'x', randomText(32)]
    const ask = (guess: string) => send('/iam/v1/roles', { headers: { authorization: `Bearer ${guess}` } })
    const answers = await Promise.all(guesses.map(async (guess) => told(await ask(guess))))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]?.[0]).toBe(401)
  })

  it('the API rejects secrets of keys by their format, whether or not the key exists', async () => {
    const { send, account, key } = await openBrowser()
    const { secret } = await key(await account())
    const ask = (guess: string) => send('/iam/v1/roles', { headers: { authorization: `Bearer ${guess}` } })
    expect(told(await ask(newSecret()))).toEqual(told(await ask(secret)))
  })

  it('at sign-in reveals nothing about existing tokens and codes', async () => {
    const { signIn, token, robot, post, store, clock } = await openBrowser()
    const { token: revoked } = await robot()
    await post('/iam/v1/tokens:revoke', { iamToken: revoked })
    const different = async (bodies: readonly unknown[]) => {
      const answers: string[] = []
      for (const body of bodies) answers.push(JSON.stringify(told(await signIn(body))))
      return new Set(answers).size
    }
    expect(await different([token.slice(1), revoked, newSecret(), 'x'].map((guess) => ({ token: guess })))).toBe(1)
    const code = await newSignInCode(store, clock.now())
    const used = await newSignInCode(store, clock.now())
    await signIn({ signInCode: used })
    expect(await different([`${code}x`, code, used, 'x'].map((guess) => ({ signInCode: guess })))).toBe(1)
  })

  it.each(guarded)('an ID in $id reveals nothing, because hidden resources look nonexistent', async (endpoint) => {
    const app = await openApp()
    const { client, robot, account, key, contents } = app
    const id = await account()
    const { apiKey } = await key(id)
    const { body } = await app.get(`/iam/v1/serviceAccounts/${id}/operations`)
    const hidden = {
      serviceAccountId: id,
      apiKeyId: apiKey.id,
      operationId: (body as { operations: readonly { id: string }[] }).operations[0]?.id ?? '',
      folderId: app.folder.id,
      cloudId: app.cloud.id,
    }
    const { token } = await robot()
    await app.usage.flush()
    const before = contents()
    const name = idOf(endpoint)
    const ask = async (one: string) => {
      const { method, path, query } = endpoint
      const url = `${path.replace(/\{\w+\}/, one)}${query && !path.includes('{') ? `?${name}=${one}` : ''}`
      const fields = fieldsOf(endpoint.body)
      const sent = Object.entries({ ...needed, [name]: one }).filter(([field]) => fields.includes(field))
      if (method === 'GET') return client(token).get(url)
      if (method === 'DELETE') return client(token).del(url)
      return client(token)[method === 'POST' ? 'post' : 'patch'](url, Object.fromEntries(sent))
    }
    const absent = 'ajenone0000000000000'
    const [one, none] = [await ask(hidden[name]), await ask(absent)]
    expect(JSON.stringify(told(one)).replaceAll(hidden[name], absent)).toBe(JSON.stringify(told(none)))
    expect(one.status).toBe(404)
    expect(contents()).toBe(before)
  })
})
