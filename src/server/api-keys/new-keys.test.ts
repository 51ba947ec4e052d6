import { describe, expect, it } from 'vitest'

import { accessPolicyTemplates } from '#contract/access-policy.ts'
import { openApp } from '../testing/open-app.ts'
import { MissingParentError, type Store, type TransactionalTables, UnavailableError } from '../store/store.ts'

const path = '/iam/v1/apiKeys'

/** How many keys were written at once each time. */
const counting = () => {
  const batches: number[] = []
  const broken = (store: Store): Store => ({
    ...store,
    apiKeys: {
      ...store.apiKeys,
      insertAll: (id, keys, ...others) => {
        batches.push(keys.length)
        return store.apiKeys.insertAll(id, keys, ...others)
      },
    },
  })
  return { batches, broken }
}

describe('keys that are asked for at the same time', () => {
  it('are created together, each with its operation', async () => {
    const { batches, broken } = counting()
    const { account, key, get } = await openApp({ broken })
    const accounts = [await account(), await account()]
    const made = await Promise.all(
      Array.from({ length: 10 }, (_, n) => key(accounts[n % 2] ?? '', { description: `number ${n}` })),
    )
    expect(batches).toEqual([5, 5])
    expect(new Set(made.map(({ secret }) => secret)).size).toBe(10)
    for (const [n, { apiKey, secret }] of made.entries()) {
      expect(apiKey).toMatchObject({ serviceAccountId: accounts[n % 2], description: `number ${n}` })
      expect(apiKey.maskedSecret).toBe(`****${secret.slice(-6)}`)
      expect((await get(`${path}/${apiKey.id}`)).body).toEqual(apiKey)
      const { body } = await get(`${path}/${apiKey.id}/operations`)
      expect(body).toMatchObject({ operations: [{ description: 'Create API key', response: { id: apiKey.id } }] })
    }
  })

  it('are refused each for itself', async () => {
    const app = await openApp({ quotas: { apiKeys: 2, serviceAccounts: 0 } })
    const [here, forbidden, there] = [
      await app.account(),
      await app.account({ folderId: app.sibling.id }),
      await app.account({ folderId: app.elsewhere.id }),
    ]
    const accessPolicyBinding = { accessPolicyTemplateId: accessPolicyTemplates.apiKeys, parameters: {} }
    const folder = `/resource-manager/v1/folders/${app.sibling.id}`
    expect((await app.post(`${folder}:bindAccessPolicy`, { accessPolicyBinding })).status).toBe(200)
    const create = (serviceAccountId: string) => app.post(path, { serviceAccountId })
    const answers = await Promise.all([here, 'ajenone', forbidden, here, here, there].map(create))
    expect(answers.map(({ status }) => status)).toEqual([200, 404, 403, 200, 429, 200])
    expect(answers[1]?.body).toMatchObject({ message: 'ServiceAccount ajenone not found' })
    const kept = await Promise.all([here, forbidden, there].map((id) => app.get(`${path}?serviceAccountId=${id}`)))
    expect(kept.map(({ body }) => (body as { apiKeys?: unknown[] }).apiKeys?.length ?? 0)).toEqual([2, 0, 1])
  })

  it.each([0, 5])('are not there when their account is deleted meanwhile, with a quota of %s', async (quota) => {
    const fleetingIn = (tables: TransactionalTables): TransactionalTables['apiKeys'] => ({
      ...tables.apiKeys,
      insertAll: async (id, ...others) => {
        if (id === fleeting) await tables.serviceAccounts.delete(id)
        return tables.apiKeys.insertAll(id, ...others)
      },
    })
    const broken = (store: Store): Store => ({
      ...store,
      apiKeys: fleetingIn(store),
      transaction: (work) => store.transaction((tx) => work({ ...tx, apiKeys: fleetingIn(tx) })),
    })
    const app = await openApp({ broken, quotas: { apiKeys: quota, serviceAccounts: 0 } })
    const [fleeting, lasting] = [await app.account(), await app.account()]
    const create = (serviceAccountId: string) => app.post(path, { serviceAccountId })
    const answers = await Promise.all([lasting, fleeting, fleeting, lasting].map(create))
    expect(answers.map(({ status }) => status)).toEqual([200, 404, 404, 200])
    expect(answers[1]?.body).toMatchObject({ message: `ServiceAccount ${fleeting} not found` })
  })

  it('are refused when the database tells of the deletion only while it writes', async () => {
    const broken = (store: Store): Store => ({
      ...store,
      apiKeys: { ...store.apiKeys, insertAll: () => Promise.reject(new MissingParentError('It is being deleted')) },
    })
    const { account, post } = await openApp({ broken })
    const serviceAccountId = await account()
    const { status, body } = await post(path, { serviceAccountId })
    expect([status, body]).toMatchObject([404, { message: `ServiceAccount ${serviceAccountId} not found` }])
  })

  it('may be asked for again when what was in their way is gone before anybody looks', async () => {
    const broken = (store: Store): Store => ({
      ...store,
      apiKeys: { ...store.apiKeys, insertAll: () => Promise.resolve(false) },
    })
    const { account, post } = await openApp({ broken })
    expect((await post(path, { serviceAccountId: await account() })).status).toBe(503)
  })

  it('are not asked for again when the database did not answer: they may be there', async () => {
    let writes = 0
    const broken = (store: Store): Store => ({
      ...store,
      apiKeys: {
        ...store.apiKeys,
        insertAll: async (...given) => {
          await store.apiKeys.insertAll(...given)
          writes += 1
          throw new UnavailableError('The connection was lost')
        },
      },
    })
    const { account, post, get } = await openApp({ broken })
    const serviceAccountId = await account()
    const answers = await Promise.all([1, 2, 3].map(() => post(path, { serviceAccountId })))
    expect(answers.map(({ status }) => status)).toEqual([503, 503, 503])
    const { body } = await get(`${path}?serviceAccountId=${serviceAccountId}`)
    expect((body as { apiKeys: unknown[] }).apiKeys).toHaveLength(3)
    expect(writes).toBe(1)
  })
})
