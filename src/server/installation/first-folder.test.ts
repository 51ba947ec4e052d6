import { expect, it } from 'vitest'

import { ensureFirstFolder, isEmpty } from './first-folder.ts'
import { openMemoryStore } from '../store/memory/memory-store.ts'
import type { Store } from '../store/store.ts'

const now = new Date('2026-05-11T08:00:00Z')
const page = { limit: 10, after: null }

const contents = async (store: Store) => {
  const clouds = (await store.clouds.list(page)).rows
  const folders = await Promise.all(clouds.map(async ({ id }) => (await store.folders.list(id, page)).rows))
  return { clouds, folders: folders.flat() }
}

it('an empty installation gets one cloud with one folder', async () => {
  const store = openMemoryStore()
  expect(await isEmpty(store)).toBe(true)
  await ensureFirstFolder(store, now)
  expect(await isEmpty(store)).toBe(false)
  const { clouds, folders } = await contents(store)
  const id = expect.stringMatching(/^b1g[0-9a-v]{17}$/) as string
  const named = { id, name: 'default', createdAt: now.toISOString() }
  expect(clouds).toEqual([expect.objectContaining(named)])
  expect(folders).toEqual([expect.objectContaining({ ...named, cloudId: clouds[0]?.id, status: 'ACTIVE' })])
})

it('later starts change nothing', async () => {
  const store = openMemoryStore()
  await ensureFirstFolder(store, now)
  const first = await contents(store)
  await ensureFirstFolder(store, new Date('2027-01-01T00:00:00Z'))
  expect(await contents(store)).toEqual(first)
})

it('only one of several replicas that start together creates them', async () => {
  const store = openMemoryStore()
  await Promise.all(Array.from({ length: 5 }, () => ensureFirstFolder(store, now)))
  const { clouds, folders } = await contents(store)
  expect(clouds).toHaveLength(1)
  expect(folders).toHaveLength(1)
})

it('an installation that has a cloud is not changed', async () => {
  const store = openMemoryStore()
  const cloud = { id: 'b1gcloud', createdAt: now.toISOString(), name: 'acme', description: '', labels: {} }
  await store.clouds.insert({ ...cloud, organizationId: '' })
  await ensureFirstFolder(store, now)
  expect((await contents(store)).clouds.map(({ name }) => name)).toEqual(['acme'])
})
