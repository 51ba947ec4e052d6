import Box from '@mui/material/Box'
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'

import { useMessages } from '#console/i18n/i18n.ts'
import { type RowAction, RowMenu } from '../menu/row-menu.tsx'
import { ErrorNotice } from '../page/error-notice.tsx'
import { focusHeading } from '../page/focus.ts'
import { lazyPart } from '../loading/lazy-part.ts'
import { ProgressBar } from '../loading/progress-bar.tsx'
import { useDelayed } from '../loading/use-delayed.ts'
import { DataTable } from '../table/data-table.tsx'
import { FilterChips } from './search/filter-controls.tsx'
import { ListToolbar } from './list-toolbar.tsx'
import { NothingMatches } from './search/nothing-matches.tsx'
import { type BulkAction, SelectionBar, useSelection } from './selection-bar.tsx'
import type { ListState } from './use-list-state.ts'
import { type ListData, type ShownRows, useShownRows } from './search/use-shown-rows.ts'

const RowDetails = lazyPart(async () => (await import('./row-details.tsx')).RowDetails)

interface ListViewProps<Row> {
  readonly label: string
  readonly searchLabel: string
  readonly state: ListState<Row>
  readonly list: {
    /** Undefined until the first page is loaded. */
    readonly data: ListData<Row> | undefined
    /** Loading: the first page, more pages, or a refresh. */
    readonly fetching: boolean
    readonly error: { readonly what: string; readonly todo: string; readonly requestId: string } | null
    readonly refresh: () => void
  }
  /** The menu of a row, if any. Keep it the same between renders. */
  readonly actions?: (row: Row) => readonly RowAction[]
  /** Bulk actions. Without them, rows cannot be selected. */
  readonly bulkActions?: readonly BulkAction<Row>[]
  /** What the details of a row show above its columns. @param close before something else opens */
  readonly details?: (row: Row, close: () => void) => ReactNode
  /** Commands for the whole list, beside "Refresh". */
  readonly tools?: ReactNode
  /** Commands for the rows that pass the search and filters, in their order. */
  readonly renderTools?: (shown: readonly Row[]) => ReactNode
  /** Shown when the list is empty. */
  readonly empty: ReactNode
  /** A new row. Search and filters that hide it are cleared once. */
  readonly highlightedId?: string | undefined
}

/** A searchable, sortable list in all its states: loading, empty, no match, failed, failed to refresh. */
export const ListView = <Row extends object>(props: ListViewProps<Row>) => {
  const { label, state, actions, bulkActions, highlightedId } = props
  const { data, fetching, error, refresh } = props.list
  const { rowId, rowName } = state.kind
  const m = useMessages()
  const { rows, complete = false } = data ?? {}
  const all = rows?.length ?? 0
  const found = useShownRows(state, data)
  const { sorted, shown, searching, filtering } = found
  const narrowed = searching || filtering
  const rowTools = props.renderTools?.(shown)
  useReveal(highlightedId, found, state)
  const { selection, picked, clear } = useSelection<Row>(sorted, shown, rowId)
  const [openId, setOpenId] = useState<string>()
  const table = useRef<HTMLDivElement>(null)
  const searchField = useRef<HTMLInputElement>(null)
  const filterButton = useRef<HTMLButtonElement>(null)
  const menu = useCallback(
    (row: Row) => (
      <RowMenu
        name={rowName(row)}
        actions={[{ label: m.list.details, onSelect: () => setOpenId(rowId(row)) }, ...(actions?.(row) ?? [])]}
      />
    ),
    [m, rowName, rowId, actions],
  )
  const retry = () => {
    refresh()
    // The notice disappears with its button.
    focusHeading()
  }

  if (rows === undefined && error !== null) return <ErrorNotice {...error} onRetry={retry} />
  if (complete && all === 0 && error === null) return props.empty

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
      <ListToolbar
        searchLabel={props.searchLabel}
        state={state}
        rows={rows}
        matches={narrowed ? shown.length : undefined}
        fetching={fetching}
        tools={
          <>
            {props.tools}
            {rowTools}
          </>
        }
        onRefresh={refresh}
        searchField={searchField}
        filterButton={filterButton}
      />
      <FilterChips state={state} onRemoved={() => filterButton.current?.focus()} />
      <Box ref={table} sx={{ position: 'relative' }}>
        <Progress of={m.list.loaded(all)} pending={rows !== undefined && fetching} />
        {rows !== undefined && shown.length === 0 && narrowed && complete ? (
          <NothingMatches
            state={state}
            searching={searching}
            filtering={filtering}
            searchField={searchField}
            filterButton={filterButton}
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
            {...(actions && { actions: menu })}
            loading={rows === undefined}
            hiddenColumns={state.viewOptions.hidden}
            compact={state.viewOptions.compact}
            {...(bulkActions && { selection })}
            {...(highlightedId !== undefined && { highlightedId })}
            onOpen={setOpenId}
          />
        )}
      </Box>
      {bulkActions && picked.rows.length > 0 && (
        <SelectionBar
          picked={picked}
          actions={bulkActions}
          onClear={() => {
            clear()
            // The bar disappears with the focus.
            table.current?.querySelector<HTMLElement>('.pick input')?.focus()
          }}
        />
      )}
      {openId !== undefined && (
        <Details id={openId} rows={sorted} state={state} above={props.details} onClose={() => setOpenId(undefined)} />
      )}
    </Box>
  )
}

/** Clears the search and filters if they hide a new row. Once per id, because a later search may hide it again. */
const useReveal = <Row,>(
  id: string | undefined,
  { sorted, shown }: ShownRows<Row>,
  { kind: { rowId }, showAll }: ListState<Row>,
) => {
  const revealedId = useRef<string>(undefined)
  useEffect(() => {
    if (id === undefined || id === revealedId.current) return
    if (!sorted.some((row) => rowId(row) === id)) return
    revealedId.current = id
    if (!shown.some((row) => rowId(row) === id)) showAll()
  }, [id, sorted, shown, rowId, showAll])
}

interface DetailsProps<Row> {
  readonly id: string
  readonly rows: readonly Row[]
  readonly state: ListState<Row>
  readonly above: ListViewProps<Row>['details']
  readonly onClose: () => void
}

const Details = <Row extends object>({ id, rows, state, above, onClose }: DetailsProps<Row>) => {
  const { rowId, rowName } = state.kind
  const row = rows.find((each) => rowId(each) === id)
  const isGone = row === undefined
  useEffect(() => {
    if (!isGone) return
    onClose()
    // The row that would get the focus back is gone too.
    focusHeading()
  }, [isGone, onClose])
  if (isGone) return null
  const facts = state.columns
    .map(({ header, cell, detail = cell }) => ({ term: header, value: detail(row) }))
    .filter(({ value }) => value !== null)
  return <RowDetails name={rowName(row)} above={above?.(row, onClose)} facts={facts} onClose={onClose} />
}

// A separate component, so that its progress does not re-render the list.
const Progress = ({ of, pending }: { readonly of: string; readonly pending: boolean }) =>
  useDelayed(pending) && (
    <Box sx={{ position: 'absolute', insetInline: 0, top: 0, zIndex: 2 }}>
      <ProgressBar label={of} />
    </Box>
  )
