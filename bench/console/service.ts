import { ensureAdministrator } from '#server/sessions/administrator.ts'
import { cookieSessions } from '#server/http/cookie-session.ts'
import { trackUsage } from '#server/usage/usage-tracker.ts'
import { createApp } from '#server/app.ts'
import { sha256 } from '#server/secrets/hash.ts'
import { listen } from '#server/node/listen.ts'
import { withConsole } from '#server/node/static.ts'
import { openMemoryStore } from '#server/store/memory/memory-store.ts'
import type { Store } from '#server/store/store.ts'
import { benchKey, keyCount } from './rows.ts'

export const administratorToken = 'administrator-token-of-the-bench'

export interface Running {
  readonly origin: string
  readonly folderId: string
  /** Paths of the pages that are measured. */
  readonly accountsPage: string
  readonly keysPage: string
  readonly inventoryFolderId: string
  readonly inventoryPage: string
  close(): Promise<void>
}

/** The built console and the service behind it, in memory: 100,000 keys through the API would take half an hour. */
export const startService = async (): Promise<Running> => {
  const store = openMemoryStore()
  const { folderId, accountId, inventoryFolderId } = await seed(store)
  await ensureAdministrator(store, administratorToken)
  const { fetch: app } = createApp({
    store,
    usage: trackUsage(store),
    sessions: cookieSessions(crypto.getRandomValues(new Uint8Array(32))),
    quotas: { apiKeys: 0, serviceAccounts: 0 },
    scopes: [],
  })
  const served = withConsole('dist/console', app)
  const server = await listen(served, '127.0.0.1', 0)
  const accountsPage = `/folders/${folderId}/service-accounts`
  return {
    origin: server.origin,
    folderId,
    accountsPage,
    keysPage: `${accountsPage}/${accountId}`,
    inventoryFolderId,
    inventoryPage: `/folders/${inventoryFolderId}/api-keys`,
    close: () => server.close(0),
  }
}

/** As many as in the table of the bare page. */
const accounts = 14

/** Those of the folder whose keys are loaded together. */
export const inventoryAccounts = 1000
export const inventoryKeysEach = 100

/** A folder of some accounts, the first of which has all the keys, and one of many accounts with some keys each. */
const seed = (store: Store) =>
  store.transaction(async (tx) => {
    const createdAt = '2025-01-01T00:00:00.000Z'
    const named = { createdAt, description: '', labels: {} }
    const cloudId = 'b1gbenchcloud0000001'
    const folderId = 'b1gbenchfolder000001'
    const accountId = (n: number) => `ajebenchaccount${String(n).padStart(5, '0')}`
    await tx.clouds.insert({ ...named, id: cloudId, name: 'bench', organizationId: '' })
    await tx.folders.insert({ ...named, id: folderId, cloudId, name: 'bench', status: 'ACTIVE' })
    const inventoryFolderId = 'b1gbenchfolder000002'
    await tx.folders.insert({ ...named, id: inventoryFolderId, cloudId, name: 'inventory', status: 'ACTIVE' })
    for (let n = 0; n < accounts + inventoryAccounts; n += 1) {
      const times = { lastAuthenticatedAt: null, expiresAt: null }
      const name = `bench-${n}`
      await tx.serviceAccounts.insert({
        ...named,
        ...times,
        id: accountId(n),
        cloudId,
        folderId: n < accounts ? folderId : inventoryFolderId,
        name,
        status: 'ACTIVE',
      })
    }
    const insertKey = async (n: number, serviceAccountId: string) => {
      const { lastUsedAt = null, expiresAt = null, ...key } = benchKey(n)
      const row = { ...key, cloudId, serviceAccountId, lastUsedAt, expiresAt }
      await tx.apiKeys.insert({ ...row, secretHash: sha256(`bench ${n}`) })
    }
    for (let n = 0; n < keyCount; n += 1) await insertKey(n, accountId(0))
    for (let n = 0; n < inventoryAccounts * inventoryKeysEach; n += 1) {
      await insertKey(keyCount + n, accountId(accounts + (n % inventoryAccounts)))
    }
    return { folderId, accountId: accountId(0), inventoryFolderId }
  })
