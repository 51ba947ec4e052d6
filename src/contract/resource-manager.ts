import * as z from 'zod/mini'

import { endpoint } from './endpoint.ts'
import { fieldMask, id, labelsInput, matching, text, timestamp, timestampInput } from './field.ts'
import { listOperationsQuery, operation, operationPage } from './operation.ts'
import { nextPageToken, pageQuery } from './page.ts'

const commonFields = {
  id: z.string(),
  createdAt: z._default(timestamp(), ''),
  name: z._default(z.string(), ''),
  description: z._default(z.string(), ''),
  labels: z._default(z.record(z.string(), z.string()), {}),
}

export const cloud = z.object({ ...commonFields, organizationId: z._default(z.string(), '') })
export type Cloud = z.infer<typeof cloud>

export const folder = z.object({
  ...commonFields,
  cloudId: z.string(),
  status: z._default(z.string(), 'STATUS_UNSPECIFIED'),
})
export type Folder = z.infer<typeof folder>

/** The names a folder can have: 3 to 63 characters. */
export const folderNamePattern = /^[a-z][-a-z0-9]{1,61}[a-z0-9]$/

const folderFields = {
  name: matching(folderNamePattern),
  description: z.optional(text(256)),
  labels: z.optional(labelsInput()),
}

export const createFolderBody = z.strictObject({ cloudId: id(), ...folderFields })

/** The fields that an update mask may name. */
export const folderMask = ['name', 'description', 'labels'] as const

const clouds = '/resource-manager/v1/clouds'
const folders = '/resource-manager/v1/folders'

export const listClouds = endpoint({
  id: 'listClouds',
  summary: 'Lists the clouds visible to the caller.',
  host: 'resource-manager',
  method: 'GET',
  path: clouds,
  query: z.strictObject({ organizationId: z.optional(id()), filter: z.optional(text(1000)), ...pageQuery }),
  response: z.object({ clouds: z._default(z.array(cloud), []), nextPageToken }),
})

export const getCloud = endpoint({
  id: 'getCloud',
  summary: 'Returns a cloud.',
  host: 'resource-manager',
  method: 'GET',
  path: `${clouds}/{cloudId}`,
  params: z.object({ cloudId: id() }),
  response: cloud,
})

export const listCloudOperations = endpoint({
  id: 'listCloudOperations',
  summary: 'Lists the operations of a cloud, without those of its folders.',
  host: 'resource-manager',
  method: 'GET',
  path: `${clouds}/{cloudId}/operations`,
  params: z.object({ cloudId: id() }),
  query: listOperationsQuery,
  response: operationPage,
})

export const listFolders = endpoint({
  id: 'listFolders',
  summary: 'Lists the folders of a cloud.',
  host: 'resource-manager',
  method: 'GET',
  path: folders,
  query: z.strictObject({ cloudId: id(), filter: z.optional(text(1000)), ...pageQuery }),
  response: z.object({ folders: z._default(z.array(folder), []), nextPageToken }),
})

export const getFolder = endpoint({
  id: 'getFolder',
  summary: 'Returns a folder.',
  host: 'resource-manager',
  method: 'GET',
  path: `${folders}/{folderId}`,
  params: z.object({ folderId: id() }),
  response: folder,
})

export const createFolder = endpoint({
  id: 'createFolder',
  summary: 'Creates a folder in a cloud.',
  host: 'resource-manager',
  method: 'POST',
  path: folders,
  body: createFolderBody,
  response: operation,
})

export const updateFolder = endpoint({
  id: 'updateFolder',
  summary: 'Changes the fields of a folder that the mask names.',
  host: 'resource-manager',
  method: 'PATCH',
  path: `${folders}/{folderId}`,
  params: z.object({ folderId: id() }),
  body: z.strictObject({
    updateMask: z.optional(fieldMask(folderMask)),
    ...folderFields,
    name: z.optional(folderFields.name),
  }),
  response: operation,
})

export const deleteFolder = endpoint({
  id: 'deleteFolder',
  summary: 'Deletes an empty folder.',
  host: 'resource-manager',
  method: 'DELETE',
  path: `${folders}/{folderId}`,
  params: z.object({ folderId: id() }),
  query: z.strictObject({ deleteAfter: z.optional(timestampInput()) }),
  response: operation,
})

export const listFolderOperations = endpoint({
  id: 'listFolderOperations',
  summary: 'Lists the operations of a folder, without those of its service accounts.',
  host: 'resource-manager',
  method: 'GET',
  path: `${folders}/{folderId}/operations`,
  params: z.object({ folderId: id() }),
  query: listOperationsQuery,
  response: operationPage,
})
