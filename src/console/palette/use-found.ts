import { useQuery } from '@tanstack/react-query'
import { Bot, Folder } from 'lucide-react'
import { useMemo } from 'react'
import { useNavigate } from 'react-router-dom'

import { paths } from '#console/app/paths.ts'
import { type FolderOfCloud, folderQueries } from '#console/folders/queries.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { serviceAccountQueries } from '#console/service-accounts/queries.ts'
import { fold } from '#console/ui/text/fold.ts'
import { foldedOnce } from '#console/ui/list/search/search-rows.ts'
import { nameOrId } from '#console/ui/text/visible.ts'
import type { ServiceAccount } from '#contract/service-account.ts'
import { type Entry, type Group, type Missing, mostOfKind, type PageLink } from './entry.ts'
import { best, rank } from './find.ts'
import { recentIds } from './recent.ts'
import { useActions } from './use-actions.ts'
import { useFoundKeys } from './use-found-keys.ts'

export interface Found {
  readonly groups: readonly Group[]
  /** The progress of the search in words, '' when it is done. */
  readonly busy: string
  /** Null when everything was searched. */
  readonly missing: Missing | null
  readonly error: Error | null
}

/**
 * The entries of the palette.
 *
 * @param search '' shows recent entries and commands
 */
export const useFound = (search: string, folderId: string | undefined, pages: readonly PageLink[]): Found => {
  const m = useMessages()
  const navigate = useNavigate()
  const query = fold(search).trim()

  const { data: allFolders = [] } = useQuery(folderQueries.all())
  const list = useQuery({ ...serviceAccountQueries.list(folderId ?? ''), enabled: folderId !== undefined })
  const { rows = [], complete = false } = list.data ?? {}
  const { actions, error: actionError } = useActions(folderId)

  const pageEntries = pages.map(({ to, ...page }) => ({ ...page, id: `page:${page.id}`, run: () => void navigate(to) }))
  const folderEntry = ({ id, name, cloud }: FolderOfCloud): Entry => ({
    id: `folder:${id}`,
    Icon: Folder,
    label: m.palette.switchFolder(name),
    detail: cloud.name,
    run: () => void navigate(paths.serviceAccounts(id)),
  })
  const accountEntry = (account: ServiceAccount): Entry => ({
    id: `account:${account.id}`,
    Icon: Bot,
    label: nameOrId(account),
    code: account.id,
    run: () => void navigate(paths.serviceAccount(account.folderId, account.id)),
  })

  const folders = allFolders.filter(({ id }) => id !== folderId)
  const foundFolders = best(folders, mostOfKind, ({ id, name, cloud }) =>
    rank(fold(`${name} ${cloud.name} ${m.palette.switchFolder('')}`), id, query),
  )
  const foundPages = best(pageEntries, mostOfKind, ({ label }) => rank(fold(label), '', query))
  const foundActions = best(actions, actions.length, ({ label }) => rank(fold(label), '', query))
  const foundAccounts = useFoundAccounts(list.data?.rows, query)
  const alone = [foundFolders, foundPages, foundActions, foundAccounts].every((found) => found.length === 0)
  const keys = useFoundKeys(query, complete ? { rows, loadedAt: list.dataUpdatedAt } : undefined, alone)

  if (query === '') {
    const recent = recentIds().flatMap((id) => {
      const account = rows.find((row) => id === `account:${row.id}`)
      if (account) return [accountEntry(account)]
      return [...pageEntries, ...folders.map(folderEntry), ...actions].filter((entry) => entry.id === id)
    })
    const other = (entries: readonly Entry[]) => entries.filter(({ id }) => recent.every((entry) => entry.id !== id))
    return {
      groups: withoutEmpty([
        { name: m.palette.recent, entries: recent },
        { name: m.palette.pages, entries: other(pageEntries) },
        { name: m.palette.actions, entries: other(actions) },
        { name: m.palette.folders, entries: other(folders.slice(0, mostOfKind).map(folderEntry)) },
      ]),
      busy: '',
      missing: null,
      error: actionError,
    }
  }

  const accounts = [...foundAccounts.map(({ one }) => one), ...(keys.account ? [keys.account] : [])]
  const groups = [
    { name: m.serviceAccounts.title, entries: accounts.map(accountEntry), rank: foundAccounts[0]?.rank ?? 0 },
    { name: m.apiKeys.title, entries: keys.entries, rank: keys.rank },
    { name: m.palette.pages, entries: foundPages.map(({ one }) => one), rank: foundPages[0]?.rank ?? 0 },
    {
      name: m.palette.folders,
      entries: foundFolders.map(({ one }) => folderEntry(one)),
      rank: foundFolders[0]?.rank ?? 0,
    },
    { name: m.palette.actions, entries: foundActions.map(({ one }) => one), rank: foundActions[0]?.rank ?? 0 },
  ]
  return {
    groups: withoutEmpty(groups).toSorted((a, b) => a.rank - b.rank),
    busy: list.isFetching && !complete ? m.palette.loadingAccounts : keys.busy,
    missing: keys.missing,
    error: actionError ?? keys.error ?? (complete ? null : list.error),
  }
}

const nameOf = foldedOnce(({ name }: ServiceAccount) => name)

// Memoised, because there may be 100,000.
const useFoundAccounts = (rows: readonly ServiceAccount[] | undefined, query: string) =>
  useMemo(
    () => (query === '' || !rows ? [] : best(rows, mostOfKind, (row) => rank(nameOf(row), row.id, query))),
    [rows, query],
  )

const withoutEmpty = <G extends Group>(groups: readonly G[]) => groups.filter(({ entries }) => entries.length > 0)
