import { describe, expect, it } from 'vitest'

import { accessPolicyTemplates } from '#contract/access-policy.ts'
import { openApp } from '../app.testing.ts'
import { type Store, type TransactionalTables, UnavailableError } from '../store/store.ts'

const path = '/iam/v1/apiKeys'

/** Counts the transactions that create keys, and lets a test change what they see. */
const counting = (tamper: (tx: TransactionalTables) => TransactionalTables = (tx) => tx) => {
  const batches: number[] = []
  const broken = (store: Store): Store => ({
    ...store,
    transaction: (work) =>
      store.transaction((tx) => {
        const apiKeys: typeof tx.apiKeys = {
          ...tx.apiKeys,
          insert: (...rows) => {
            batches.push(rows.length)
            return tx.apiKeys.insert(...rows)
          },
        }
        return work(tamper({ ...tx, apiKeys }))
      }),
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

  it('are not there when their account is deleted meanwhile', async () => {
    const { broken } = counting((tx) => ({
      ...tx,
      clouds: {
        ...tx.clouds,
        lock: async (id) => {
          await tx.clouds.lock(id)
          const { rows } = await tx.serviceAccounts.list(app.folder.id, { limit: 9, after: null }, 'fleeting')
          for (const row of rows) await tx.serviceAccounts.delete(row.id)
        },
      },
    }))
    const app = await openApp({ broken })
    const [fleeting, lasting] = [await app.account({ name: 'fleeting' }), await app.account({ name: 'lasting' })]
    const create = (serviceAccountId: string) => app.post(path, { serviceAccountId })
    const answers = await Promise.all([lasting, fleeting, fleeting, lasting].map(create))
    expect(answers.map(({ status }) => status)).toEqual([200, 404, 404, 200])
    expect(answers[1]?.body).toMatchObject({ message: `ServiceAccount ${fleeting} not found` })
  })

  it('are not asked for again when the database did not answer: they may be there', async () => {
    let commits = 0
    const broken = (store: Store): Store => ({
      ...store,
      transaction: async (work) => {
        const result = await store.transaction(work)
        if (!Array.isArray(result)) return result
        commits += 1
        throw new UnavailableError('The connection was lost')
      },
    })
    const { account, post, get } = await openApp({ broken })
    const serviceAccountId = await account()
    const answers = await Promise.all([1, 2, 3].map(() => post(path, { serviceAccountId })))
    expect(answers.map(({ status }) => status)).toEqual([503, 503, 503])
    const { body } = await get(`${path}?serviceAccountId=${serviceAccountId}`)
    expect((body as { apiKeys: unknown[] }).apiKeys).toHaveLength(3)
    expect(commits).toBe(1)
  })
})
