import { getCloud, getFolder, listClouds, listFolders } from '#contract/resource-manager.ts'
import type { Route } from '../app.ts'
import { nameOf, nextPageToken, pageRequest } from '../page.ts'
import { cloudById, folderById } from './service.ts'

export const routeResourceManager = (route: Route): void => {
  route(listClouds, async ({ store }, { query }) => {
    const page = await store.clouds.list(pageRequest(query), nameOf(query.filter))
    return { clouds: [...page.rows], nextPageToken: nextPageToken(page) }
  })
  route(getCloud, ({ store }, { params }) => cloudById(store, params.cloudId))
  route(listFolders, async ({ store }, { query }) => {
    await cloudById(store, query.cloudId)
    const page = await store.folders.list(query.cloudId, pageRequest(query), nameOf(query.filter))
    return { folders: [...page.rows], nextPageToken: nextPageToken(page) }
  })
  route(getFolder, ({ store }, { params }) => folderById(store, params.folderId))
}
