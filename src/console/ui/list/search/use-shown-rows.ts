import { useDeferredValue, useEffect, useEffectEvent, useMemo } from 'react'

import { useMessages } from '#console/i18n/i18n.ts'
import { announce } from '../../page/announcer.tsx'
import { searchWords } from '../../text/fold.ts'
import { type Chosen, filterRows } from './filter-rows.ts'
import { sortRows, turnRows } from './natural-sort.ts'
import { prepareSearch, searchRows } from './search-rows.ts'
import type { ListState } from '../use-list-state.ts'

/** The rows loaded so far. */
export interface ListData<Row> {
  readonly rows: readonly Row[]
  /** False while pages are missing. */
  readonly complete: boolean
}

export interface ShownRows<Row> {
  /** All rows in the order of the list. */
  readonly sorted: readonly Row[]
  /** Rows that pass the search and filters. */
  readonly shown: readonly Row[]
  readonly searching: boolean
  readonly filtering: boolean
}

const nothing: readonly never[] = []

/** Sorts, filters and searches the rows of a list, and announces how many match. */
export const useShownRows = <Row extends object>(
  { kind, columns, filters, chosen, q, sort }: ListState<Row>,
  data: ListData<Row> | undefined,
): ShownRows<Row> => {
  const m = useMessages()
  const { rows = nothing, complete = false } = data ?? {}
  const { searchText } = kind
  const search = useDeferredValue(q)
  // Sort before filtering: otherwise each letter of a search would sort again.
  const sortValue = columns.find(({ id }) => id === sort.id)?.sortValue
  const ascending = useMemo(() => (sortValue ? sortRows(rows, sortValue) : rows), [rows, sortValue])
  const sorted = useMemo(
    () => (sort.desc && sortValue ? turnRows(ascending, sortValue) : ascending),
    [ascending, sortValue, sort.desc],
  )
  const filtered = useMemo(() => filterRows(sorted, filters, chosen), [sorted, filters, chosen])
  const shown = useMemo(() => searchRows(filtered, search, searchText), [filtered, search, searchText])
  const searching = searchWords(search).length > 0
  const filtering = chosen.size > 0

  useEffect(() => (complete ? prepareSearch(rows, searchText) : undefined), [complete, rows, searchText])

  const announceMatches = useEffectEvent((_search: string, _chosen: Chosen) => {
    if ((searching || filtering) && complete) announce(m.list.matches(shown.length, rows.length))
  })
  useEffect(() => announceMatches(search, chosen), [search, chosen])

  return { sorted, shown, searching, filtering }
}
