import { type ReactNode, useCallback, useLayoutEffect, useMemo, useRef } from 'react'

import { useMedia } from '../page/use-media.ts'
import { CardHead } from './card-head.tsx'
import { Body } from './data-table-body.tsx'
import type { Column, Selection, Sort } from './data-table-column.ts'
import {
  type Card,
  cardHeight,
  EDGE_WIDTH,
  Frame,
  HEADER_HEIGHT,
  Region,
  roomForColumns,
  useFillHeight,
  useWidth,
} from './data-table-frame.tsx'
import { Header, SelectAll } from './data-table-head.tsx'
import { Skeleton } from './data-table-row.tsx'
import { useExactTimes } from '../cell/exact-times.ts'
import { fittingColumns } from './fitting-columns.ts'
import { PrintedTable } from './printed-table.tsx'

export type { Column, Selection, Sort } from './data-table-column.ts'

export interface DataTableProps<Row> {
  /** Accessible name of the table. */
  readonly label: string
  /** In the order of `sort`. Keep the array the same between renders, because a new one means new rows. */
  readonly rows: readonly Row[]
  readonly rowId: (row: Row) => string
  /** Names the row: its header cell and its checkbox. */
  readonly rowName: (row: Row) => string
  readonly columns: readonly Column<Row>[]
  readonly sort: Sort
  readonly onSort: (sort: Sort) => void
  /** The menu button of a row, in a narrow last column. */
  readonly actions?: (row: Row) => ReactNode
  /** First load: shows skeleton rows. */
  readonly loading: boolean
  /** A new row, scrolled into view once and tinted. */
  readonly highlightedId?: string
  /** Rows of 32 px instead of 40. */
  readonly compact?: boolean
  readonly hiddenColumns?: readonly string[]
  readonly selection?: Selection
  /** Shows the details of a row. Keep it the same between renders. */
  readonly onOpen: (id: string) => void
}

/** Up to this length all rows exist and the page scrolls. Longer tables scroll inside and render only visible rows. */
const SHORT_LIST = 60
/** Below this width rows are cards. */
const CARDS = '(max-width: 599.95px)'
/** From this width a relative time fits on a line of half a card, px. */
const WIDE_CARD = 336
const NOTHING_HIDDEN: readonly string[] = []

/**
 * The table of all lists: virtualised for 100,000 rows. Columns that do not fit are dropped, and in narrow windows rows
 * are cards. Follows the ARIA grid pattern.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const [frame, width] = useWidth()
  return <Frame ref={frame}>{width !== undefined && <Table {...props} width={width} />}</Frame>
}

function Table<Row>(props: DataTableProps<Row> & { readonly width: number }) {
  const { label, rows, rowId, columns, sort, actions, loading, selection } = props
  const { hiddenColumns = NOTHING_HIDDEN } = props
  const region = useRef<HTMLDivElement>(null)
  const cards = useMedia(CARDS)
  const exactTimes = useExactTimes()

  const edges = (selection ? 1 : 0) + (actions ? 1 : 0)
  const chosen = columns.filter(({ id }) => !hiddenColumns.includes(id))
  const fitting = cards
    ? chosen.filter(({ card }, index) => index === 0 || card !== undefined)
    : fittingColumns(chosen, roomForColumns(props.width, edges))
  // Compare ids, so that rows do not re-render for each pixel of a resize.
  const ids = fitting.map(({ id }) => id).join(' ')
  const shown = useMemo(() => {
    const fits = ids.split(' ')
    return columns.filter(({ id }) => fits.includes(id))
  }, [columns, ids])
  const tall = rows.length > SHORT_LIST
  useFillHeight(region, tall)
  const card = cards ? cardOf(shown, exactTimes || props.width < WIDE_CARD) : undefined
  const compact = !cards && props.compact === true
  const rowHeight = card ? cardHeight(card) : compact ? 32 : 40
  const headerHeight = cards ? 0 : HEADER_HEIGHT

  // A stable callback, so that ticking a box re-renders one row.
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

  const onSort = (next: Sort) => {
    region.current?.scrollTo({ top: 0 })
    props.onSort(next)
  }
  const selectAll = selection && <SelectAll rows={rows} rowId={rowId} selection={selection} />

  return (
    <>
      {cards && (
        <CardHead columns={columns} sort={sort} onSort={onSort}>
          {selectAll}
        </CardHead>
      )}
      <Region
        ref={region}
        role="region"
        aria-label={label}
        tracks={tracksOf(shown, selection !== undefined, actions !== undefined)}
        card={card}
        compact={compact}
        tall={tall}
      >
        <div
          role="grid"
          aria-label={label}
          aria-busy={loading}
          aria-rowcount={loading ? -1 : rows.length + 1}
          aria-multiselectable={selection !== undefined || undefined}
        >
          <div role="rowgroup" className="head">
            <div role="row" aria-rowindex={1}>
              {selection && (
                <div role={cards ? 'gridcell' : 'columnheader'} data-edge="start">
                  {!cards && selectAll}
                </div>
              )}
              {shown.map((column) => (
                <Header key={column.id} column={column} sort={sort} onSort={cards ? undefined : onSort} />
              ))}
              {actions && <div role="gridcell" data-edge="end" />}
            </div>
          </div>
          {loading && rows.length === 0 ? (
            <Skeleton columns={shown} cards={cards} rowHeight={rowHeight} selectable={selection !== undefined} />
          ) : (
            <Body
              rows={rows}
              rowId={rowId}
              rowName={props.rowName}
              columns={shown}
              cards={cards}
              actions={actions}
              rowHeight={rowHeight}
              headerHeight={headerHeight}
              tall={tall}
              region={region}
              highlightedId={props.highlightedId}
              selection={selection}
              onToggle={toggle}
              onOpen={props.onOpen}
            />
          )}
        </div>
      </Region>
      <PrintedTable rows={rows} rowId={rowId} columns={columns} />
    </>
  )
}

/** The same for all rows, because they are placed by index and height. */
function cardOf(columns: readonly Column<never>[], tallFacts: boolean): Card {
  const others = columns.slice(1)
  const oneLine = { note: 20, status: 22 }
  const lines = others.flatMap(({ card, twoLines }) =>
    card === 'note' || card === 'status' ? [twoLines ? 36 : oneLine[card]] : [],
  )
  const factLines = tallFacts ? 2 : 1
  // They stand side by side.
  const facts = others.some(({ card }) => card === 'fact') ? [22 + 16 * factLines] : []
  return { factLines, lines: [36, ...lines, ...facts] }
}

/** Grid tracks of a row. Independent of the cells' content, so that all rows align. */
function tracksOf(columns: readonly Column<never>[], selectable: boolean, acts: boolean): string {
  const nobodyGrows = columns.every(({ grow }) => grow === undefined)
  const tracks = columns.map(({ width, grow = 0 }, index) => {
    const share = nobodyGrows && index === 0 ? 1 : grow
    return share > 0 ? `minmax(${width}px, ${share}fr)` : `${width}px`
  })
  const edge = `${EDGE_WIDTH}px`
  return [...(selectable ? [edge] : []), ...tracks, ...(acts ? [edge] : [])].join(' ')
}
