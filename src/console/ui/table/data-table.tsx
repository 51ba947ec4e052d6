import { type ReactNode, useCallback, useLayoutEffect, useMemo, useRef } from 'react'

import { Body, Skeleton } from './data-table-body.tsx'
import type { Column, Selection, Sort } from './data-table-column.ts'
import { EDGE_WIDTH, Frame, Region, useFillHeight } from './data-table-frame.tsx'
import { Header, SelectAll } from './data-table-head.tsx'

export type { Column, Selection, Sort } from './data-table-column.ts'

export interface DataTableProps<Row> {
  /** Accessible name of the table. */
  readonly label: string
  /** In the order of `sort`. A new array means new rows: keep it the same between renders. */
  readonly rows: readonly Row[]
  readonly rowId: (row: Row) => string
  /** Names the row: its header cell and its checkbox. */
  readonly rowName: (row: Row) => string
  readonly columns: readonly Column<Row>[]
  readonly sort: Sort
  readonly onSort: (sort: Sort) => void
  /** The last, narrow column that stays in view: the row's menu button. */
  readonly actions?: (row: Row) => ReactNode
  /** The first load: skeleton rows until there is one. */
  readonly loading: boolean
  /** A freshly created row: scrolled into view once, and tinted. */
  readonly highlightedId?: string
  /** Rows of 32 px instead of 40. */
  readonly compact?: boolean
  readonly hiddenColumns?: readonly string[]
  readonly selection?: Selection
}

/** Up to here all rows exist and the page scrolls; above, the table scrolls inside and draws only what is in view. */
const SHORT_LIST = 60
const NOTHING_HIDDEN: readonly string[] = []

/**
 * The table of both lists: virtualised, at home with 100,000 rows and on a 320 px window. Its
 * parts are a grid of `div`s with the roles of a table: `display: grid` takes the built-in ones from a `<table>`.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const {
    label,
    rows,
    rowId,
    columns,
    sort,
    onSort,
    actions,
    loading,
    selection,
    hiddenColumns = NOTHING_HIDDEN,
  } = props
  const region = useRef<HTMLDivElement>(null)
  useFillHeight(region)

  const shown = useMemo(() => columns.filter((column) => !hiddenColumns.includes(column.id)), [columns, hiddenColumns])
  const tall = rows.length > SHORT_LIST
  const rowHeight = props.compact ? 32 : 40
  const { tracks, minWidth } = gridOf(shown, selection !== undefined, actions !== undefined)

  // Rows get a function that never changes, so that ticking one box draws one row.
  const latest = useRef(selection)
  useLayoutEffect(() => {
    latest.current = selection
  })
  const toggle = useCallback((id: string) => {
    if (!latest.current) return
    const next = new Set(latest.current.selected)
    if (!next.delete(id)) next.add(id)
    latest.current.onChange(next)
  }, [])

  return (
    <Frame>
      <Region
        ref={region}
        role="region"
        aria-label={label}
        tabIndex={0}
        tracks={tracks}
        minWidth={minWidth}
        pinnedWidth={(selection ? EDGE_WIDTH : 0) + (shown[0]?.width ?? 0)}
        tall={tall}
      >
        <div role="table" aria-label={label} aria-busy={loading} aria-rowcount={loading ? -1 : rows.length + 1}>
          <div role="rowgroup" className="head">
            <div role="row" aria-rowindex={1}>
              {selection && <SelectAll rows={rows} rowId={rowId} selection={selection} />}
              {shown.map((column) => (
                <Header
                  key={column.id}
                  column={column}
                  sort={sort}
                  onSort={(next) => {
                    region.current?.scrollTo({ top: 0 })
                    onSort(next)
                  }}
                />
              ))}
              {actions && <div role="cell" data-edge="end" />}
            </div>
          </div>
          {loading && rows.length === 0 ? (
            <Skeleton columns={shown} rowHeight={rowHeight} selectable={selection !== undefined} />
          ) : (
            <Body
              rows={rows}
              rowId={rowId}
              rowName={props.rowName}
              columns={shown}
              actions={actions}
              rowHeight={rowHeight}
              tall={tall}
              region={region}
              highlightedId={props.highlightedId}
              selection={selection}
              onToggle={toggle}
            />
          )}
        </div>
      </Region>
    </Frame>
  )
}

/** Grid tracks: each column's width and its share of what is left over. Percentages, so that all rows agree. */
function gridOf(columns: readonly Column<never>[], selectable: boolean, acts: boolean) {
  const edges = (selectable ? EDGE_WIDTH : 0) + (acts ? EDGE_WIDTH : 0)
  const minWidth = columns.reduce((sum, column) => sum + column.width, edges)
  const total = columns.reduce((sum, column) => sum + (column.grow ?? 0), 0)
  const shares = columns.map(({ width, grow = 0 }, index) => {
    const share = total > 0 ? grow / total : Number(index === 0)
    return `calc(${width}px + max(0px, 100% - ${minWidth}px) * ${share})`
  })
  const edge = `${EDGE_WIDTH}px`
  return { minWidth, tracks: [...(selectable ? [edge] : []), ...shares, ...(acts ? [edge] : [])].join(' ') }
}
