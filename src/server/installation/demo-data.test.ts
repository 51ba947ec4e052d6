import { expect, it } from 'vitest'

import { openMemoryStore } from '../store/memory/memory-store.ts'
import { seedDemo } from './demo-data.ts'

const page = { limit: 1000, after: null }
const now = new Date('2026-11-22T10:00:00Z')

const seeded = async () => {
  const store = openMemoryStore()
  await seedDemo(store, now, 0)
  const [cloud] = (await store.clouds.list(page)).rows
  const folders = (await store.folders.list(cloud?.id ?? '', page)).rows
  const folderId = (name: string) => folders.find((folder) => folder.name === name)?.id ?? ''
  const account = async (folder: string, name: string) => {
    const [found] = (await store.serviceAccounts.list(folderId(folder), page, { name })).rows
    return found?.id ?? ''
  }
  return { store, folderId, account }
}

it('the demo data has a history, newest first', async () => {
  const { store, account } = await seeded()
  const { rows } = await store.operations.list('serviceAccountId', await account('production', 'suspended-robot'), page)
  expect(rows[0]).toMatchObject({ description: 'Suspend service account: Its key was in a public log' })
  expect(rows.at(-1)?.description).toBe('Create service account')
  expect(rows.map(({ createdAt }) => createdAt)).toEqual(
    rows
      .map(({ createdAt }) => createdAt)
      .toSorted()
      .toReversed(),
  )
})

it('the demo data has bindings of every type of subject on one account', async () => {
  const { store, account } = await seeded()
  const { rows } = await store.accessBindings.list(await account('production', 'billing-robot'), page)
  expect(new Set(rows.map(({ subjectType }) => subjectType)).size).toBe(5)
})

it('the demo data has a folder that forbids API keys, and an expired account', async () => {
  const { store, folderId, account } = await seeded()
  expect((await store.accessPolicies.list(folderId('locked-down'), page)).rows).toHaveLength(1)
  const expired = await store.serviceAccounts.get(await account('staging', 'expired-robot'))
  expect(Date.parse(expired?.expiresAt ?? '')).toBeLessThan(now.getTime())
})
