import type * as contract from '#contract/resource-manager.ts'
import { nameFromFilter, nextPageToken, pageRequest } from '../messages/page.ts'
import { listOperations } from '../operations/list.ts'
import type { Verb } from '../verb.ts'
import { cloudById, folderById } from './find.ts'

/** Lists the clouds the caller may view. */
export const listClouds: Verb<typeof contract.listClouds> = async ({ store, access }, { query }) => {
  const { visible } = await access()
  const page = await store.clouds.list(pageRequest(query), { name: nameFromFilter(query.filter), ids: visible?.clouds })
  return { clouds: [...page.rows], nextPageToken: nextPageToken(page) }
}

export const getCloud: Verb<typeof contract.getCloud> = ({ store }, { params }) => cloudById(store, params.cloudId)

export const listCloudOperations: Verb<typeof contract.listCloudOperations> = async ({ store }, { params, query }) => {
  const { id } = await cloudById(store, params.cloudId)
  return listOperations(store, 'resourceId', id, query)
}

/** Lists all folders if the caller may view the cloud's folders, otherwise only those visible to it. */
export const listFolders: Verb<typeof contract.listFolders> = async ({ store, access }, { query }) => {
  const { id } = await cloudById(store, query.cloudId)
  const { may, visible } = await access()
  const ids = may('viewFolder', [id]) ? undefined : visible?.folders
  const page = await store.folders.list(id, pageRequest(query), { name: nameFromFilter(query.filter), ids })
  return { folders: [...page.rows], nextPageToken: nextPageToken(page) }
}

export const getFolder: Verb<typeof contract.getFolder> = ({ store }, { params }) => folderById(store, params.folderId)

export const listFolderOperations: Verb<typeof contract.listFolderOperations> = async (
  { store },
  { params, query },
) => {
  const { id } = await folderById(store, params.folderId)
  return listOperations(store, 'resourceId', id, query)
}
