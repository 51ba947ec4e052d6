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
