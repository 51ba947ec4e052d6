import { newId } from '../messages/ids.ts'
import type { Store, Tables } from '../store/store.ts'

/**
 * Creates the first cloud and folder, both named `default`, in an empty installation. If several replicas start at once,
 * one of them does.
 */
export const ensureFirstFolder = async (store: Store, now: Date): Promise<void> => {
  if (!(await isEmpty(store))) return
  await store.transaction(async (tx) => {
    // Writing the same row serialises racing replicas: the later ones then find the cloud.
    await tx.settings.put('firstStartAt', now.toISOString())
    if (!(await isEmpty(tx))) return
    const commonFields = { createdAt: now.toISOString(), name: 'default', description: '', labels: {} }
    const cloudId = newId('b1g')
    await tx.clouds.insert({ ...commonFields, id: cloudId, organizationId: '' })
    await tx.folders.insert({ ...commonFields, id: newId('b1g'), cloudId, status: 'ACTIVE' })
  })
}

/** True until the first cloud exists: nothing else can exist without one. */
export const isEmpty = async (tables: Tables): Promise<boolean> =>
  (await tables.clouds.list({ limit: 1, after: null })).rows.length === 0
