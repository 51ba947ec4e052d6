import { type ReactNode, type RefObject, useEffect, useEffectEvent, useMemo, useRef } from 'react'

import type { Column, Selection } from './data-table-column.ts'
import { BodyRow } from './data-table-row.tsx'
import { InGrid } from '../cell/in-grid.ts'
import { useGridNavigation } from './use-grid-navigation.ts'
import { useRowWindow } from './use-row-window.ts'

/** Height above the rows in a window that scrolls as a whole, px. */
const ABOVE_ROWS = 160

export interface BodyProps<Row> {
  readonly rows: readonly Row[]
  readonly rowId: (row: Row) => string
  readonly rowName: (row: Row) => string
  readonly columns: readonly Column<Row>[]
  readonly cards: boolean
  readonly actions: ((row: Row) => ReactNode) | undefined
  readonly rowHeight: number
  readonly headerHeight: number
  /** True: the region scrolls and only visible rows exist. False: all rows exist. */
  readonly tall: boolean
  readonly region: RefObject<HTMLDivElement | null>
  readonly highlightedId: string | undefined
  readonly selection: Selection | undefined
  readonly onToggle: (id: string) => void
  readonly onOpen: (id: string) => void
}

/** The visible rows, and the row with the Tab stop. */
export function Body<Row>(props: BodyProps<Row>) {
  const { rows, rowId, rowName, columns, actions, rowHeight, headerHeight, tall, region, selection } = props
  const body = useRef<HTMLDivElement>(null)
  const selectable = selection !== undefined
  const stop = useGridNavigation({
    body,
    rows,
    rowId,
    cells: columns.length + (selectable ? 1 : 0) + (actions ? 1 : 0),
    firstCell: selectable ? 1 : 0,
    pageOf: () => {
      const visible = tall ? (region.current?.clientHeight ?? 0) - headerHeight : window.innerHeight - ABOVE_ROWS
      return Math.max(1, Math.floor(visible / rowHeight) - 1)
    },
    onOpen: props.onOpen,
    onToggle: selectable ? props.onToggle : undefined,
  })

  const { indexes, scrollToRow } = useRowWindow({
    region,
    count: rows.length,
    rowHeight,
    headerHeight,
    enabled: tall,
    // Kept when it scrolls away: its menu or dialog may be open, and returns the focus when it closes.
    keep: stop.row,
  })

  // Once per id, so that sorting and refreshing do not scroll back to it.
  const { highlightedId } = props
  const shownId = useRef<string>(undefined)
  const highlighted = useMemo(
    () => (highlightedId === undefined ? -1 : rows.findIndex((row) => rowId(row) === highlightedId)),
    [rows, rowId, highlightedId],
  )
  const reveal = useEffectEvent((index: number) => {
    if (tall) scrollToRow(index)
    else body.current?.children[index]?.scrollIntoView({ block: 'nearest' })
  })
  useEffect(() => {
    if (highlighted === -1 || shownId.current === highlightedId) return
    shownId.current = highlightedId
    reveal(highlighted)
  }, [highlighted, highlightedId])

  return (
    <InGrid value>
      <div ref={body} role="rowgroup" className="body" style={{ height: rows.length * rowHeight }}>
        {indexes.map((index) => {
          const row = rows[index]
          if (row === undefined) return null
          const id = rowId(row)
          const name = rowName(row)
          return (
            <BodyRow
              key={id}
              row={row}
              id={id}
              index={index}
              height={rowHeight}
              name={name}
              columns={columns}
              cards={props.cards}
              actions={actions}
              marked={id === highlightedId}
              selected={selection?.selected.has(id)}
              selectLabel={selection?.selectLabel(name)}
              onToggle={props.onToggle}
              tabStop={index === stop.row ? stop.cell : undefined}
            />
          )
        })}
      </div>
    </InGrid>
  )
}
