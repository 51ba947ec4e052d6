import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import { RefreshCw } from 'lucide-react'
import { type ReactNode, useDeferredValue, useEffect, useEffectEvent, useMemo, useRef } from 'react'

import { useMessages } from '#console/i18n/i18n.ts'
import { announce } from '../page/announcer.tsx'
import { Button } from '../page/button.tsx'
import { DataTable } from '../table/data-table.tsx'
import { EmptyState } from './empty-state.tsx'
import { ErrorNotice } from '../page/error-notice.tsx'
import { type Chosen, filterRows } from './filter-rows.ts'
import { FilterButton, FilterChips } from './filter-controls.tsx'
import { focusHeading } from '../page/focus.ts'
import { searchWords } from '../text/fold.ts'
import { LookButton } from './look-button.tsx'
import { sortRows, turnRows } from './natural-sort.ts'
import { SearchField } from './search-field.tsx'
import { prepareSearch, searchRows } from './search-rows.ts'
import { type BulkAction, SelectionBar } from './selection-bar.tsx'
import { useDelayed } from '../page/use-delayed.ts'
import { useSelection } from './use-selection.ts'
import type { ListState } from './use-list-state.ts'

interface ListViewProps<Row> {
  readonly label: string
  readonly searchLabel: string
  readonly state: ListState<Row>
  readonly list: {
    /** Undefined until the first page is there; not `complete` while pages are missing. */
    readonly data: { readonly rows: readonly Row[]; readonly complete: boolean } | undefined
    /** Rows are on their way: the first, more of them, or anew. */
    readonly fetching: boolean
    readonly error: { readonly what: string; readonly todo: string; readonly requestId: string } | null
    readonly refresh: () => void
  }
  readonly actions?: (row: Row) => ReactNode
  /** What can be done to many rows at once; without it rows cannot be selected. */
  readonly bulkActions?: readonly BulkAction<Row>[]
  /** Stands beside "Refresh": what else can be done with the list itself. */
  readonly tools?: ReactNode
  /** What stands here when there is nothing at all. */
  readonly empty: ReactNode
  /** A row that is new: what hides it is taken away, once. */
  readonly highlightedId?: string | undefined
}

const nothing: readonly never[] = []

/** A searchable, sortable list in each of its states: loading, empty, nothing matches, failed, failed to refresh. */
export const ListView = <Row extends object>(props: ListViewProps<Row>) => {
  const { label, searchLabel, state, empty, highlightedId } = props
  const { data, fetching, error, refresh } = props.list
  const { rowId, rowName, searchText } = state.kind
  const m = useMessages()
  const { rows, complete = false } = data ?? {}
  const searchField = useRef<HTMLInputElement>(null)
  const filterButton = useRef<HTMLButtonElement>(null)
  const table = useRef<HTMLDivElement>(null)
  const { filters, chosen, showAll } = state
  const search = useDeferredValue(state.q)
  // First sorted and then narrowed: each letter of a search would sort anew otherwise.
  const { id: sortedBy, desc } = state.sort
  const sortValue = state.columns.find(({ id }) => id === sortedBy)?.sortValue
  const ascending = useMemo(
    () => (rows && sortValue ? sortRows(rows, sortValue) : (rows ?? nothing)),
    [rows, sortValue],
  )
  const sorted = useMemo(
    () => (desc && sortValue ? turnRows(ascending, sortValue) : ascending),
    [ascending, sortValue, desc],
  )
  const filtered = useMemo(() => filterRows(sorted, filters, chosen), [sorted, filters, chosen])
  const shown = useMemo(() => searchRows(filtered, search, searchText), [filtered, search, searchText])
  const all = rows?.length ?? 0
  const { selection, picked, clear } = useSelection<Row>(sorted, shown, rowId)
  const searching = searchWords(search).length > 0
  const filtering = chosen.size > 0
  const narrowed = searching || filtering

  useEffect(() => (rows && complete ? prepareSearch(rows, searchText) : undefined), [complete, rows, searchText])

  const sayMatches = useEffectEvent((_search: string, _chosen: Chosen) => {
    if (narrowed && complete) announce(m.list.matches(shown.length, all))
  })
  useEffect(() => sayMatches(search, chosen), [search, chosen])

  // Once an id, as it is scrolled to once: what is searched for later may hide it again.
  const revealedId = useRef<string>(undefined)
  useEffect(() => {
    if (highlightedId === undefined || highlightedId === revealedId.current) return
    if (!rows?.some((row) => rowId(row) === highlightedId)) return
    revealedId.current = highlightedId
    if (!shown.some((row) => rowId(row) === highlightedId)) showAll()
  }, [highlightedId, rows, shown, rowId, showAll])

  const retry = () => {
    refresh()
    // The notice with its button goes away.
    focusHeading()
  }

  if (rows === undefined && error !== null) return <ErrorNotice {...error} onRetry={retry} />
  if (complete && all === 0 && error === null) return empty

  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 3 }}>
      {error !== null && (
        <ErrorNotice
          {...error}
          what={complete ? m.list.refreshFailed : m.list.incomplete(all)}
          severity="warning"
          onRetry={retry}
        />
      )}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2 }}>
        <SearchField label={searchLabel} value={state.q} onChange={state.setQ} inputRef={searchField} />
        {filters.length > 0 && <FilterButton rows={rows ?? nothing} state={state} buttonRef={filterButton} />}
        <Typography color="textSecondary" sx={{ flex: '1 1 auto' }}>
          {countWords(m, { rows, fetching, narrowed, shown: shown.length })}
        </Typography>
        {props.tools}
        <LookButton state={state} />
        <IconButton size="small" aria-label={m.action.refresh} data-tip="" onClick={refresh}>
          <RefreshCw size={16} />
        </IconButton>
      </Box>
      <FilterChips state={state} onRemoved={() => filterButton.current?.focus()} />
      <Box ref={table} sx={{ position: 'relative' }}>
        <Progress of={m.list.loaded(all)} pending={rows !== undefined && fetching} />
        {rows !== undefined && shown.length === 0 && narrowed && complete ? (
          <EmptyState
            title={
              filtering ? (searching ? m.list.nothingMatchesBoth : m.list.nothingMatchesFilters) : m.list.nothingMatches
            }
            action={
              <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, justifyContent: 'center' }}>
                {searching && (
                  <Button
                    onClick={() => {
                      state.setQ('')
                      searchField.current?.focus()
                    }}
                  >
                    {m.action.clearSearch}
                  </Button>
                )}
                {filtering && (
                  <Button
                    onClick={() => {
                      state.clearFilters()
                      filterButton.current?.focus()
                    }}
                  >
                    {m.list.clearFilters}
                  </Button>
                )}
              </Box>
            }
          />
        ) : (
          <DataTable
            label={label}
            rows={shown}
            rowId={rowId}
            rowName={rowName}
            columns={state.columns}
            sort={state.sort}
            onSort={state.setSort}
            {...(props.actions && { actions: props.actions })}
            loading={rows === undefined}
            hiddenColumns={state.look.hidden}
            compact={state.look.compact}
            {...(props.bulkActions && { selection })}
            {...(highlightedId !== undefined && { highlightedId })}
          />
        )}
      </Box>
      {props.bulkActions && picked.rows.length > 0 && (
        <SelectionBar
          picked={picked}
          actions={props.bulkActions}
          onClear={() => {
            clear()
            // The bar goes away with the focus.
            table.current?.querySelector<HTMLElement>('[role=columnheader] input')?.focus()
          }}
        />
      )}
    </Box>
  )
}

// A component of its own: its turns must not draw the list anew.
const Progress = ({ of, pending }: { readonly of: string; readonly pending: boolean }) =>
  useDelayed(pending) && (
    <LinearProgress aria-label={of} sx={{ position: 'absolute', insetInline: 0, top: 0, height: 2, zIndex: 2 }} />
  )

interface Counts {
  readonly rows: readonly unknown[] | undefined
  readonly fetching: boolean
  /** A search or a filter leaves rows out. */
  readonly narrowed: boolean
  readonly shown: number
}

const countWords = (m: ReturnType<typeof useMessages>, { rows, fetching, narrowed, shown }: Counts): string => {
  if (rows === undefined) return ''
  if (narrowed) return m.list.matches(shown, rows.length)
  return fetching && rows.length > 0 ? m.list.loaded(rows.length) : m.list.total(rows.length)
}
