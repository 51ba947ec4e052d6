import type * as contract from '#contract/resource-manager.ts'
import { nameOf, nextPageToken, pageRequest } from '../messages/page.ts'
import type { Verb } from '../verb.ts'
import { cloudById, folderById } from './find.ts'

/** The clouds that the caller may see. */
export const listClouds: Verb<typeof contract.listClouds> = async ({ store, access }, { query }) => {
  const { visible } = await access()
  const page = await store.clouds.list(pageRequest(query), { name: nameOf(query.filter), ids: visible?.clouds })
  return { clouds: [...page.rows], nextPageToken: nextPageToken(page) }
}

export const getCloud: Verb<typeof contract.getCloud> = ({ store }, { params }) => cloudById(store, params.cloudId)

/** The folders of a cloud: all of them with a role on the cloud, otherwise the ones that the caller may see. */
export const listFolders: Verb<typeof contract.listFolders> = async ({ store, access }, { query }) => {
  const { id } = await cloudById(store, query.cloudId)
  const { may, visible } = await access()
  const ids = may('viewFolder', [id]) ? undefined : visible?.folders
  const page = await store.folders.list(id, pageRequest(query), { name: nameOf(query.filter), ids })
  return { folders: [...page.rows], nextPageToken: nextPageToken(page) }
}

export const getFolder: Verb<typeof contract.getFolder> = ({ store }, { params }) => folderById(store, params.folderId)
