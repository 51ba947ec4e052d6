import {
  listCloudAccessBindings,
  listFolderAccessBindings,
  setCloudAccessBindings,
  setFolderAccessBindings,
  updateCloudAccessBindings,
  updateFolderAccessBindings,
} from '#contract/access.ts'
import { getCloud, getFolder, listClouds, listFolders } from '#contract/resource-manager.ts'
import type { Route } from '../http/app.ts'
import { accessOf, isAdministrator } from '../access/access.ts'
import { accessBindingVerbs } from '../access/bindings.ts'
import type { Ctx } from '../verb.ts'
import { onCloud, onFolder } from '../operations/record.ts'
import { nameOf, nextPageToken, pageOfRows, pageRequest } from '../messages/page.ts'
import type { CloudRow, FolderRow } from '../store/rows.ts'
import { cloudById, folderById } from './find.ts'

export const routeResourceManager = (route: Route): void => {
  route(listClouds, async (ctx, { query }) => {
    const name = nameOf(query.filter)
    const page = isAdministrator(ctx)
      ? await ctx.store.clouds.list(pageRequest(query), name)
      : pageOfRows(await seenClouds(ctx, name), query)
    return { clouds: [...page.rows], nextPageToken: nextPageToken(page) }
  })
  route(getCloud, ({ store }, { params }) => cloudById(store, params.cloudId))
  route(listFolders, async (ctx, { query }) => {
    const { id } = await cloudById(ctx.store, query.cloudId)
    const name = nameOf(query.filter)
    const page = (await mayViewAll(ctx, id))
      ? await ctx.store.folders.list(id, pageRequest(query), name)
      : pageOfRows(await seenFolders(ctx, id, name), query)
    return { folders: [...page.rows], nextPageToken: nextPageToken(page) }
  })
  route(getFolder, ({ store }, { params }) => folderById(store, params.folderId))

  route(listCloudAccessBindings, ofClouds.list)
  route(setCloudAccessBindings, ofClouds.set)
  route(updateCloudAccessBindings, ofClouds.update)
  route(listFolderAccessBindings, ofFolders.list)
  route(setFolderAccessBindings, ofFolders.set)
  route(updateFolderAccessBindings, ofFolders.update)
}

const ofClouds = accessBindingVerbs({
  find: async (tables, id) => onCloud(await cloudById(tables, id)),
  hold: async (tx, id) => {
    await tx.clouds.lock(id)
    return onCloud(await cloudById(tx, id))
  },
})

const ofFolders = accessBindingVerbs({
  find: async (tables, id) => onFolder(await folderById(tables, id)),
  hold: async (tx, id) => {
    const folder = await folderById(tx, id)
    await tx.clouds.lock(folder.cloudId)
    return onFolder(folder)
  },
})

const mayViewAll = async (ctx: Ctx, cloudId: string): Promise<boolean> =>
  isAdministrator(ctx) || (await accessOf(ctx)).may('viewFolder', [cloudId])

const isNamed = (name: string | undefined) => (row: { readonly name: string }) =>
  name === undefined || row.name === name

const seenClouds = async (ctx: Ctx, name: string | undefined): Promise<CloudRow[]> => {
  const { clouds } = await (await accessOf(ctx)).seen()
  const rows = await Promise.all([...clouds].map((id) => ctx.store.clouds.get(id)))
  return rows.filter((row) => row !== undefined).filter(isNamed(name))
}

const seenFolders = async (ctx: Ctx, cloudId: string, name: string | undefined): Promise<FolderRow[]> => {
  const { folders } = await (await accessOf(ctx)).seen()
  const rows = await Promise.all([...folders].map((id) => ctx.store.folders.get(id)))
  return rows
    .filter((row) => row !== undefined && row.cloudId === cloudId)
    .filter((row) => row !== undefined)
    .filter(isNamed(name))
}
