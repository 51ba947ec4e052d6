import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import {
  memo,
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'

import type { Column, Selection } from './data-table-column.ts'
import { HEADER_HEIGHT } from './data-table-frame.tsx'

const OVERSCAN = 6
const SKELETON_ROWS = 12

interface RowProps<Row> {
  readonly row: Row
  readonly id: string
  readonly index: number
  readonly height: number
  readonly name: string
  readonly columns: readonly Column<Row>[]
  readonly actions: ((row: Row) => ReactNode) | undefined
  readonly marked: boolean
  /** Undefined: rows cannot be selected. */
  readonly selected: boolean | undefined
  readonly selectLabel: string | undefined
  readonly onToggle: (id: string) => void
}

function PlainRow<Row>(props: RowProps<Row>) {
  const { row, id, index, height, columns, actions, selected } = props
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      data-id={id}
      data-marked={props.marked || selected || undefined}
      style={{ top: index * height, height }}
    >
      {selected !== undefined && (
        <div role="cell" data-edge="start">
          <label className="pick">
            <input
              type="checkbox"
              checked={selected}
              onChange={() => props.onToggle(id)}
              aria-label={props.selectLabel}
            />
          </label>
        </div>
      )}
      {columns.map((column, position) =>
        position === 0 ? (
          <div key={column.id} role="rowheader" aria-label={props.name} data-align={column.align}>
            {column.cell(row)}
          </div>
        ) : (
          <div key={column.id} role="cell" data-align={column.align}>
            {column.cell(row)}
          </div>
        ),
      )}
      {actions && (
        <div role="cell" data-edge="end">
          {actions(row)}
        </div>
      )}
    </div>
  )
}

// A cast, because memo() forgets the type parameter.
const BodyRow = memo(PlainRow) as typeof PlainRow

export interface BodyProps<Row> {
  readonly rows: readonly Row[]
  readonly rowId: (row: Row) => string
  readonly rowName: (row: Row) => string
  readonly columns: readonly Column<Row>[]
  readonly actions: ((row: Row) => ReactNode) | undefined
  readonly rowHeight: number
  /** The region scrolls and only the rows near its window exist; otherwise all of them do. */
  readonly tall: boolean
  readonly region: RefObject<HTMLDivElement | null>
  readonly highlightedId: string | undefined
  readonly selection: Selection | undefined
  readonly onToggle: (id: string) => void
}

function indexOf<Row>(rows: readonly Row[], rowId: (row: Row) => string, id: string | undefined): number {
  return id === undefined ? -1 : rows.findIndex((row) => rowId(row) === id)
}

/** The rows near the scroll window, and the one that had the focus last. */
export function Body<Row>(props: BodyProps<Row>) {
  const { rows, rowId, rowName, columns, actions, rowHeight, tall, region, highlightedId, selection } = props
  const body = useRef<HTMLDivElement>(null)

  // Kept after it loses the focus: its menu or dialog may be open, and gives the focus back when it closes.
  const [focusedId, setFocusedId] = useState<string>()
  useEffect(() => {
    const element = body.current
    const onFocusIn = (event: FocusEvent) => {
      const row = event.target instanceof Element && event.target.closest<HTMLElement>('[data-id]')
      if (row) setFocusedId(row.dataset['id'])
    }
    element?.addEventListener('focusin', onFocusIn)
    return () => element?.removeEventListener('focusin', onFocusIn)
  }, [])
  const focused = useMemo(() => indexOf(rows, rowId, focusedId), [rows, rowId, focusedId])
  const rangeExtractor = useCallback(
    (range: Range) => {
      const indexes = defaultRangeExtractor(range)
      if (focused === -1 || indexes.includes(focused)) return indexes
      return focused < (indexes[0] ?? 0) ? [focused, ...indexes] : [...indexes, focused]
    },
    [focused],
  )
  const virtualizer = useVirtualizer({
    count: rows.length,
    enabled: tall,
    getScrollElement: () => region.current,
    initialRect: { width: 0, height: window.innerHeight },
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    scrollMargin: HEADER_HEIGHT,
    scrollPaddingStart: HEADER_HEIGHT,
    rangeExtractor,
  })
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, rowHeight])

  // Once an id: later sorting and refreshing must not drag the reader back to it.
  const shownId = useRef<string>(undefined)
  const highlighted = useMemo(() => indexOf(rows, rowId, highlightedId), [rows, rowId, highlightedId])
  useEffect(() => {
    if (highlighted === -1 || shownId.current === highlightedId) return
    shownId.current = highlightedId
    if (tall) virtualizer.scrollToIndex(highlighted, { align: 'center' })
    else body.current?.children[highlighted]?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [virtualizer, tall, highlighted, highlightedId])

  const indexes = tall ? virtualizer.getVirtualItems().map((item) => item.index) : [...rows.keys()]
  return (
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
            actions={actions}
            marked={id === highlightedId}
            selected={selection?.selected.has(id)}
            selectLabel={selection?.selectLabel(name)}
            onToggle={props.onToggle}
          />
        )
      })}
    </div>
  )
}

interface SkeletonProps {
  readonly columns: readonly { readonly id: string; readonly align?: 'left' | 'right' }[]
  readonly rowHeight: number
  readonly selectable: boolean
}

/** Grey bars where the first rows will be: same heights, same columns. */
export const Skeleton = ({ columns, rowHeight, selectable }: SkeletonProps) => (
  <div role="rowgroup" className="body" aria-hidden style={{ height: SKELETON_ROWS * rowHeight }}>
    {Array.from({ length: SKELETON_ROWS }, (_, index) => (
      <div key={index} role="row" style={{ top: index * rowHeight, height: rowHeight }}>
        {selectable && <div role="cell" data-edge="start" />}
        {columns.map((column, position) => (
          <div key={column.id} role="cell" data-align={column.align}>
            <span className="bone" style={{ width: `${35 + ((index * 7 + position * 13) % 5) * 9}%` }} />
          </div>
        ))}
      </div>
    ))}
  </div>
)
