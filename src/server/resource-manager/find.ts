import { notFound } from '../messages/status-error.ts'
import type { CloudRow, FolderRow } from '../store/rows.ts'
import type { Tables } from '../store/store.ts'

/** @throws StatusError NOT_FOUND */
export const cloudById = async (tables: Tables, id: string): Promise<CloudRow> => {
  const row = await tables.clouds.get(id)
  if (row === undefined) throw notFound('Cloud', id)
  return row
}

/** @throws StatusError NOT_FOUND */
export const folderById = async (tables: Tables, id: string): Promise<FolderRow> => {
  const row = await tables.folders.get(id)
  if (row === undefined) throw notFound('Folder', id)
  return row
}

/**
 * Locks the folder's cloud until the transaction ends, and returns the folder. No folder of a locked cloud is deleted.
 * @throws StatusError NOT_FOUND
 */
export const lockFolder = async (tx: Tables, id: string, mode: 'exclusive' | 'shared'): Promise<FolderRow> => {
  const { cloudId } = await folderById(tx, id)
  await tx.clouds.lock(cloudId, mode)
  // Again: it may have been deleted before the lock was granted.
  return folderById(tx, id)
}
