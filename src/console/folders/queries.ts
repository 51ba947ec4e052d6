import { queryOptions } from '@tanstack/react-query'

import { ApiError } from '#console/api/api-error.ts'
import { call } from '#console/api/http.ts'
import { pages } from '#console/api/pages.ts'
import { missingRows } from '#console/api/recent-changes.ts'
import { nameOrId } from '#console/ui/text/visible.ts'
import { maxPageSize } from '#contract/page.ts'
import { type Cloud, type Folder, getFolder, listClouds, listFolders } from '#contract/resource-manager.ts'
import { codes } from '#contract/status.ts'

export interface FolderOfCloud extends Folder {
  readonly cloud: Cloud
}

/** Names the list of folders: see `recordCreated`. */
export const folderList = { list: 'folders', idOf: ({ id }: FolderOfCloud) => id }

export const folderQueries = {
  /** A folder that is not listed but may be opened. */
  one: (folderId: string) =>
    queryOptions({
      queryKey: ['folders', folderId],
      queryFn: ({ signal }) => call(getFolder, { params: { folderId } }, signal),
      retry: false,
    }),

  /** All visible folders of all clouds. A folder without a name goes by its id. */
  all: () =>
    queryOptions({
      queryKey: ['folders'],
      queryFn: async ({ signal }) => {
        const folders = await foldersOfAll(await allClouds(signal), signal)
        return [...folders, ...missingRows(folders, folderList)]
      },
      staleTime: 60_000,
    }),

  /** All visible clouds, also those without folders. */
  clouds: () => queryOptions({ queryKey: ['clouds'], queryFn: ({ signal }) => allClouds(signal), staleTime: 60_000 }),
}

const allClouds = async (signal: AbortSignal): Promise<Cloud[]> => {
  const found: Cloud[] = []
  for await (const { clouds } of pages((pageToken) =>
    call(listClouds, { query: { pageSize: maxPageSize, pageToken } }, signal),
  )) {
    found.push(...clouds.map((cloud) => ({ ...cloud, name: nameOrId(cloud) })))
  }
  return found
}

const atOnce = 6

/** The folders of these clouds, a few clouds at a time, without the clouds that may be listed but not opened. */
const foldersOfAll = async (clouds: readonly Cloud[], signal: AbortSignal): Promise<FolderOfCloud[]> => {
  const found = new Map<Cloud, FolderOfCloud[]>()
  const refusals: unknown[] = []
  // All workers share one iterator.
  const rest = clouds.values()
  const work = async () => {
    for (const cloud of rest) {
      try {
        found.set(cloud, await foldersOf(cloud, signal))
      } catch (error) {
        if (!isRefused(error)) throw error
        refusals.push(error)
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  if (refusals.length > 0 && refusals.length === clouds.length) throw refusals[0]
  return clouds.flatMap((cloud) => found.get(cloud) ?? [])
}

const isRefused = (error: unknown) =>
  error instanceof ApiError && (error.is(codes.PERMISSION_DENIED.code) || error.is(codes.NOT_FOUND.code))

const foldersOf = async (cloud: Cloud, signal: AbortSignal): Promise<FolderOfCloud[]> => {
  const found: FolderOfCloud[] = []
  for await (const page of pages((pageToken) =>
    call(listFolders, { query: { cloudId: cloud.id, pageSize: maxPageSize, pageToken } }, signal),
  )) {
    found.push(...page.folders.map((folder) => ({ ...folder, name: nameOrId(folder), cloud })))
  }
  return found
}
