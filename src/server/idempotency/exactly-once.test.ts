import { describe, expect, it } from 'vitest'

import { openApp, refused } from '../testing/open-app.ts'
import { type Store, UnavailableError } from '../store/store.ts'

const path = '/iam/v1/apiKeys'
const idempotencyKey = '0d6b5f7e-6c1c-4a52-9a3e-3f1f4b6a2c11'
const [minute, hour] = [60_000, 3_600_000]

/** The service, one account, and Create of a key for it under an Idempotency-Key. */
const openAccount = async (options?: Parameters<typeof openApp>[0]) => {
  const app = await openApp(options)
  const serviceAccountId = await app.account()
  const create = (fields: Record<string, unknown> = {}, key = idempotencyKey) =>
    app.post(path, { serviceAccountId, ...fields }, { 'idempotency-key': key })
  const count = async () => {
    const { rows } = await app.store.apiKeys.list(serviceAccountId, { limit: 100, after: null })
    return rows.length
  }
  return { ...app, serviceAccountId, create, count }
}

const secretOf = (body: unknown) => (body as { secret: string }).secret
const idOf = (body: unknown) => (body as { apiKey: { id: string } }).apiKey.id

describe('the same request under the same key', () => {
  it('is executed once and gets an identical response, secret included', async () => {
    const { create, count } = await openAccount()
    const [first, second] = [await create({ description: 'ключ' }), await create({ description: 'ключ' })]
    expect(first.status).toBe(200)
    expect(secretOf(first.body)).toMatch(/^AQVN/)
    expect(second).toMatchObject({ status: 200, text: first.text })
    expect(second.headers.get('content-type')).toBe(first.headers.get('content-type'))
    expect(await count()).toBe(1)
  })

  it('has a different request ID each time', async () => {
    const { create } = await openAccount()
    const ids = [await create(), await create()].map(({ headers }) => headers.get('x-request-id'))
    expect(new Set(ids).size).toBe(2)
  })

  it('creates one key for 20 concurrent requests, which all get its secret', async () => {
    const { create, count } = await openAccount()
    const answers = await Promise.all(Array.from({ length: 20 }, () => create()))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expect(await count()).toBe(1)
  })

  it('records one operation', async () => {
    const { create, committed } = await openAccount()
    await create()
    await create()
    const described = committed.filter((change) => JSON.stringify(change).includes('Create API key'))
    expect(described).toHaveLength(1)
  })

  it('deletes once and succeeds twice', async () => {
    const { key, del, serviceAccountId } = await openAccount()
    const { apiKey } = await key(serviceAccountId)
    const headers = { 'idempotency-key': idempotencyKey }
    const first = await del(`${path}/${apiKey.id}`, headers)
    const second = await del(`${path}/${apiKey.id}`, headers)
    expect(first.status).toBe(200)
    expect(second).toMatchObject({ status: 200, text: first.text })
    expect((await del(`${path}/${apiKey.id}`)).status).toBe(404)
  })

  it('creates one service account, although its name is then taken', async () => {
    const { post, folder } = await openApp()
    const create = () =>
      post('/iam/v1/serviceAccounts', { folderId: folder.id, name: 'robot' }, { 'idempotency-key': idempotencyKey })
    const first = await create()
    expect(first.status).toBe(200)
    expect(await create()).toMatchObject({ status: 200, text: first.text })
  })
})

describe('another request', () => {
  it.each([{ description: 'other' }, { scopes: [] }])('under the same key is 400: %j', async (fields) => {
    const { create, count } = await openAccount()
    await create()
    const answer = await create(fields)
    expect(answer).toMatchObject({ status: 400, body: { code: 3 } })
    expect(refused(answer)).toEqual({ 'Idempotency-Key': 'Already used for another request' })
    expect(await count()).toBe(1)
  })

  it('includes one with another path or verb', async () => {
    const { del, create, key, serviceAccountId } = await openAccount()
    await create()
    const { apiKey } = await key(serviceAccountId)
    expect((await del(`${path}/${apiKey.id}`, { 'idempotency-key': idempotencyKey })).status).toBe(400)
  })

  it('under another key, or under none, is executed again', async () => {
    const { create, key, count, serviceAccountId } = await openAccount()
    const secrets = new Set([
      secretOf((await create()).body),
      secretOf((await create({}, 'another key')).body),
      (await key(serviceAccountId)).secret,
      (await key(serviceAccountId)).secret,
    ])
    expect(secrets.size).toBe(4)
    expect(await count()).toBe(4)
  })

  it('of another caller under the same key is independent', async () => {
    const { create, grant, account, tokenFor, client, serviceAccountId, count } = await openAccount()
    const robot = await account()
    await grant('serviceAccounts', serviceAccountId, 'iam.serviceAccounts.apiKeyAdmin', robot)
    const { post } = client(await tokenFor(robot))
    const createAsRobot = () => post(path, { serviceAccountId }, { 'idempotency-key': idempotencyKey })
    const [one, other] = [await create(), await createAsRobot()]
    expect(secretOf(one.body)).not.toBe(secretOf(other.body))
    expect([(await create()).text, (await createAsRobot()).text]).toEqual([one.text, other.text])
    expect(await count()).toBe(2)
  })

  it('is the same with its fields in another order or formatted differently', async () => {
    const { post, serviceAccountId, count } = await openAccount()
    const headers = { 'idempotency-key': idempotencyKey }
    const first = await post(path, `{"serviceAccountId": "${serviceAccountId}", "description": "a"}`, headers)
    const again = await post(path, `{ "description":"\\u0061","serviceAccountId":"${serviceAccountId}" }`, headers)
    expect(again).toMatchObject({ status: 200, text: first.text })
    expect(await count()).toBe(1)
  })
})

describe('a caller that lost its permission', () => {
  it('does not get the stored response with the secret', async () => {
    const { post, grant, account, tokenFor, client, serviceAccountId, del } = await openAccount()
    const robot = await account()
    const roleId = 'iam.serviceAccounts.apiKeyAdmin'
    await grant('serviceAccounts', serviceAccountId, roleId, robot)
    const { post: postAsRobot } = client(await tokenFor(robot))
    const create = () => postAsRobot(path, { serviceAccountId }, { 'idempotency-key': idempotencyKey })
    const first = await create()
    expect(first.status).toBe(200)
    const accessBinding = { roleId, subject: { id: robot, type: 'serviceAccount' } }
    await post(`/iam/v1/serviceAccounts/${serviceAccountId}:updateAccessBindings`, {
      accessBindingDeltas: [{ action: 'REMOVE', accessBinding }],
    })
    const again = await create()
    expect(again.status).toBe(404)
    expect(again.text).not.toContain(secretOf(first.body))
    expect((await del(`${path}/${idOf(first.body)}`)).status).toBe(200)
  })

  it('gets the stored response of a deletion that removed its permission', async () => {
    const { grant, account, tokenFor, client, serviceAccountId, key, folder } = await openAccount()
    const { apiKey } = await key(serviceAccountId)
    const robot = await account()
    await grant('folders', folder.id, 'editor', robot)
    const { del } = client(await tokenFor(robot))
    for (const target of [`${path}/${apiKey.id}`, `/iam/v1/serviceAccounts/${serviceAccountId}`]) {
      const headers = { 'idempotency-key': target.slice(-36) }
      const first = await del(target, headers)
      expect(first.status).toBe(200)
      expect(await del(target, headers)).toMatchObject({ status: 200, text: first.text })
      expect((await del(target)).status).toBe(404)
      expect((await del(target, { 'idempotency-key': 'another' })).status).toBe(404)
    }
  })
})

describe('a write that failed', () => {
  it('can be repeated under its key, and is then executed', async () => {
    const { create, del, count, key, serviceAccountId } = await openAccount({
      quotas: { apiKeys: 1, serviceAccounts: 0 },
    })
    const { apiKey } = await key(serviceAccountId)
    expect((await create()).status).toBe(429)
    expect((await create()).status).toBe(429)
    await del(`${path}/${apiKey.id}`)
    expect((await create()).status).toBe(200)
    expect(await count()).toBe(1)
  })

  it('has no effect, even if the store fails halfway', async () => {
    let healthy = true
    const broken = (store: Store): Store => ({
      ...store,
      transaction: (work) =>
        store.transaction(async (tx) => {
          const answer = await work(tx)
          if (!healthy) throw new UnavailableError('gone')
          return answer
        }),
    })
    const { create, count } = await openAccount({ broken })
    healthy = false
    expect((await create()).status).toBe(503)
    expect(await count()).toBe(0)
    healthy = true
    expect((await create({ description: 'changed' })).status).toBe(200)
  })
})

describe('time', () => {
  it('keeps a secret for 10 minutes and then names the key in a 409', async () => {
    const { create, clock, count } = await openAccount()
    const first = await create()
    clock.pass(10 * minute - 1)
    expect(await create()).toMatchObject({ status: 200, text: first.text })
    clock.pass(1)
    const late = await create()
    expect(late).toMatchObject({ status: 409, body: { code: 6 } })
    expect(late.text).toContain(`ApiKey ${idOf(first.body)} was already created`)
    expect(late.text).not.toContain(secretOf(first.body))
    clock.pass(23 * hour)
    expect((await create()).status).toBe(409)
    expect(await count()).toBe(1)
  })

  it('keeps responses without a secret, and all keys, for 24 hours', async () => {
    const { key, del, create, clock, count, serviceAccountId } = await openAccount()
    const { apiKey } = await key(serviceAccountId)
    const remove = () => del(`${path}/${apiKey.id}`, { 'idempotency-key': 'delete' })
    await create()
    await remove()
    clock.pass(24 * hour - 1)
    expect([(await remove()).status, (await create()).status]).toEqual([200, 409])
    clock.pass(1)
    expect([(await remove()).status, (await create()).status]).toEqual([404, 200])
    expect(await count()).toBe(2)
  })

  it('deletes old rows on any later write', async () => {
    const { create, clock, committed, account } = await openAccount()
    await create()
    const swept = () => committed.splice(0).filter((change) => (change as { table: string }).table === 'idempotency')
    expect(swept()).toMatchObject([{ row: { secretOf: expect.any(String), sealedAnswer: expect.any(String) } }])
    clock.pass(10 * minute)
    await account()
    expect(swept()).toMatchObject([{ row: { secretOf: expect.any(String), sealedAnswer: null } }])
    clock.pass(24 * hour)
    await account()
    expect(swept()).toMatchObject([{ row: null }])
  })
})

describe('the Idempotency-Key', () => {
  it.each(['', 'x'.repeat(129), 'ключ'.replaceAll(/./g, 'é'), 'a\tb'])('is rejected as "%s"', async (key) => {
    const { create, count } = await openAccount()
    const answer = await create({}, key)
    expect(answer).toMatchObject({ status: 400, body: { code: 3 } })
    expect(refused(answer)).toEqual({ 'Idempotency-Key': 'Must be 1 to 128 printable ASCII characters' })
    expect(await count()).toBe(0)
  })

  it.each(['1', '~'.repeat(128), 'with blanks, and "quotes"'])('may be %s', async (key) => {
    const { create } = await openAccount()
    expect((await create({}, key)).status).toBe(200)
  })

  it('is validated only after authentication', async () => {
    const { send, create, serviceAccountId, count } = await openAccount()
    await create()
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify({ serviceAccountId })
    for (const key of [idempotencyKey, '']) {
      const init = { method: 'POST', headers: { ...headers, 'idempotency-key': key }, body }
      expect((await send(path, init)).status).toBe(401)
    }
    expect(await count()).toBe(1)
  })

  it('is ignored on reads', async () => {
    const { send, token } = await openApp()
    const headers = { authorization: `Bearer ${token}`, 'idempotency-key': '' }
    expect((await send('/resource-manager/v1/clouds', { headers })).status).toBe(200)
  })

  it('is never stored, and neither is the secret', async () => {
    const { create, committed, logged } = await openAccount()
    const secret = secretOf((await create()).body)
    await create()
    await create({ description: 'other' })
    const rows = JSON.stringify([committed, logged])
    expect(rows).toContain('"table":"idempotency"')
    for (const text of [idempotencyKey, secret, btoa(secret).slice(0, 40)]) expect(rows).not.toContain(text)
  })
})
