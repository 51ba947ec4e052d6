import { queryOptions } from '@tanstack/react-query'

import { call } from '#console/api/http.ts'
import { pages } from '#console/api/pages.ts'
import { nameOrId } from '#console/ui/text/visible.ts'
import { maxPageSize } from '#contract/page.ts'
import { type Cloud, type Folder, listClouds, listFolders } from '#contract/resource-manager.ts'

export interface FolderOfCloud extends Folder {
  readonly cloud: Cloud
}

export const folderQueries = {
  /** All visible folders of all clouds. A folder without a name goes by its id. */
  all: () =>
    queryOptions({
      queryKey: ['folders'],
      queryFn: async ({ signal }) => {
        const folders: FolderOfCloud[] = []
        for await (const { clouds } of pages((pageToken) =>
          call(listClouds, { query: { pageSize: maxPageSize, pageToken } }, signal),
        )) {
          const named = clouds.map((cloud) => ({ ...cloud, name: nameOrId(cloud) }))
          folders.push(...(await Promise.all(named.map((cloud) => foldersOf(cloud, signal)))).flat())
        }
        return folders
      },
      staleTime: 60_000,
    }),
}

const foldersOf = async (cloud: Cloud, signal: AbortSignal): Promise<FolderOfCloud[]> => {
  const found: FolderOfCloud[] = []
  for await (const page of pages((pageToken) =>
    call(listFolders, { query: { cloudId: cloud.id, pageSize: maxPageSize, pageToken } }, signal),
  )) {
    found.push(...page.folders.map((folder) => ({ ...folder, name: nameOrId(folder), cloud })))
  }
  return found
}
