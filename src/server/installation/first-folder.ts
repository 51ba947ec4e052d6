import { newId } from '../messages/ids.ts'
import type { Store, Tables } from '../store/store.ts'

/**
 * Gives an empty installation the one cloud and folder it needs to hold anything, both named `default`.
 * Does nothing where there is a cloud already; of several replicas that start at once, one does it.
 */
export const ensureFirstFolder = async (store: Store, now: Date): Promise<void> => {
  if (!(await isEmpty(store))) return
  await store.transaction(async (tx) => {
    // Writing the same setting makes racing replicas wait for each other; the late ones then see the cloud.
    await tx.settings.put('firstStartAt', now.toISOString())
    if (!(await isEmpty(tx))) return
    const named = { createdAt: now.toISOString(), name: 'default', description: '', labels: {} }
    const cloudId = newId('b1g')
    await tx.clouds.insert({ ...named, id: cloudId, organizationId: '' })
    await tx.folders.insert({ ...named, id: newId('b1g'), cloudId, status: 'ACTIVE' })
  })
}

/** True until the first cloud is there: nothing else can exist without one. */
export const isEmpty = async (tables: Tables): Promise<boolean> =>
  (await tables.clouds.list({ limit: 1, after: null })).rows.length === 0
