import * as contract from '#contract/resource-manager.ts'
import { coveredBy, namedChanges } from '../messages/field-mask.ts'
import { newId } from '../messages/ids.ts'
import { nameFromFilter, nextPageToken, pageRequest } from '../messages/page.ts'
import { notFound, rejectDuplicateName, StatusError, validationFailed } from '../messages/status-error.ts'
import { listOperations } from '../operations/list.ts'
import { empty, folderTarget, recordOperation, resourceManagerMessage } from '../operations/record.ts'
import type { FolderChanges, FolderRow } from '../store/rows.ts'
import type { Verb } from '../verb.ts'
import { cloudById, folderById, lockFolder } from './find.ts'

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

export const createFolder: Verb<typeof contract.createFolder> = (ctx, { body }) =>
  ctx.store.transaction(async (tx) => {
    const cloud = await cloudById(tx, body.cloudId)
    const row: FolderRow = {
      id: newId('b1g'),
      cloudId: cloud.id,
      createdAt: ctx.now().toISOString(),
      name: body.name,
      description: body.description ?? '',
      labels: body.labels ?? {},
      status: 'ACTIVE',
    }
    await tx.folders.insert(row).catch(rejectDuplicateName('Folder', body.name))
    return recordOperation(tx, ctx, {
      target: folderTarget(row),
      description: 'Create folder',
      metadata: resourceManagerMessage('CreateFolderMetadata', { folderId: row.id }),
      response: resourceManagerMessage('Folder', row),
    })
  })

export const updateFolder: Verb<typeof contract.updateFolder> = (ctx, { params: { folderId }, body }) => {
  const changes: FolderChanges = namedChanges(coveredBy(body.updateMask, contract.folderMask), body)
  return ctx.store.transaction(async (tx) => {
    const row = await tx.folders.update(folderId, changes).catch(rejectDuplicateName('Folder', changes.name))
    if (row === undefined) throw notFound('Folder', folderId)
    return recordOperation(tx, ctx, {
      target: folderTarget(row),
      description: 'Update folder',
      metadata: resourceManagerMessage('UpdateFolderMetadata', { folderId }),
      response: resourceManagerMessage('Folder', row),
    })
  })
}

/** Deletes an empty folder at once. The cloud would wait until `deleteAfter`, and delete the contents too. */
export const deleteFolder: Verb<typeof contract.deleteFolder> = (ctx, { params: { folderId }, query }) => {
  if (query.deleteAfter !== undefined && new Date(query.deleteAfter) > ctx.now()) {
    throw validationFailed([{ field: 'delete_after', description: 'Must not be in the future' }])
  }
  return ctx.store.transaction(async (tx) => {
    const row = await lockFolder(tx, folderId, 'exclusive')
    const accounts = await tx.serviceAccounts.list(folderId, { limit: 1, after: null })
    if (accounts.rows.length > 0) {
      throw new StatusError('FAILED_PRECONDITION', `Folder ${folderId} is not empty: delete its service accounts first`)
    }
    await tx.folders.delete(folderId)
    return recordOperation(tx, ctx, {
      target: folderTarget(row),
      description: 'Delete folder',
      metadata: resourceManagerMessage('DeleteFolderMetadata', { folderId }),
      response: empty,
    })
  })
}

/** Operations outlive the folder: there is no other record of who deleted it. */
export const listFolderOperations: Verb<typeof contract.listFolderOperations> = async (
  { store },
  { params: { folderId }, query },
) => {
  const page = await listOperations(store, 'resourceId', folderId, query)
  if (page.operations.length === 0 && !query.pageToken) await folderById(store, folderId)
  return page
}
