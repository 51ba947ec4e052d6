import { memo, type ReactNode } from 'react'

import type { Column } from './data-table-column.ts'

interface RowProps<Row> {
  readonly row: Row
  readonly id: string
  readonly index: number
  readonly height: number
  readonly name: string
  readonly columns: readonly Column<Row>[]
  /** Renders the row as a card. */
  readonly cards: boolean
  readonly actions: ((row: Row) => ReactNode) | undefined
  readonly marked: boolean
  /** Undefined: rows cannot be selected. */
  readonly selected: boolean | undefined
  readonly selectLabel: string | undefined
  readonly onToggle: (id: string) => void
  /** The cell with the Tab stop. Undefined if it is in another row. */
  readonly tabStop: number | undefined
}

function PlainRow<Row>(props: RowProps<Row>) {
  const { row, id, index, height, columns, cards, actions, selected, tabStop } = props
  const selectable = selected !== undefined
  const offset = selectable ? 1 : 0
  const tabIndex = (cell: number) => (cell === tabStop ? 0 : -1)
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-id={id}
      data-marked={props.marked || selected || undefined}
      style={{ top: index * height, height }}
    >
      {selectable && (
        <div role="gridcell" tabIndex={tabIndex(0)} data-edge="start">
          <label className="pick">
            <input
              type="checkbox"
              tabIndex={-1}
              checked={selected}
              onChange={() => props.onToggle(id)}
              aria-label={props.selectLabel}
            />
          </label>
        </div>
      )}
      {columns.map((column, position) => (
        <div
          key={column.id}
          role={position === 0 ? 'rowheader' : 'gridcell'}
          tabIndex={tabIndex(position + offset)}
          aria-label={position === 0 ? props.name : undefined}
          data-card={cards ? placeOnCard(column, position) : undefined}
        >
          {contentOf(column, row, cards)}
        </div>
      ))}
      {actions && (
        <div role="gridcell" tabIndex={tabIndex(columns.length + offset)} data-edge="end">
          {actions(row)}
        </div>
      )}
    </div>
  )
}

// Not a component, because a text must be the only child of its cell.
const contentOf = <Row,>({ header, cell, twoLines, card }: Column<Row>, row: Row, cards: boolean): ReactNode => {
  const content = twoLines ? <span className="two-lines">{cell(row)}</span> : cell(row)
  if (!cards || card !== 'fact') return content
  return (
    <>
      <span className="label">{header}</span>
      <span className="value">{content}</span>
    </>
  )
}

const placeOnCard = ({ card }: Pick<Column<never>, 'card'>, position: number) => (position === 0 ? 'title' : card)

/** A memoised row. */
// A cast, because memo() loses the type parameter.
export const BodyRow = memo(PlainRow) as typeof PlainRow

const SKELETON_ROWS = 12

interface SkeletonProps {
  readonly columns: readonly Pick<Column<never>, 'id' | 'card'>[]
  readonly cards: boolean
  readonly rowHeight: number
  readonly selectable: boolean
}

/** Grey bars in place of the first rows, with the same heights and columns. */
export const Skeleton = ({ columns, cards, rowHeight, selectable }: SkeletonProps) => (
  <div role="rowgroup" className="body" aria-hidden style={{ height: SKELETON_ROWS * rowHeight }}>
    {Array.from({ length: SKELETON_ROWS }, (_, index) => (
      <div key={index} role="row" style={{ top: index * rowHeight, height: rowHeight }}>
        {selectable && <div role="gridcell" data-edge="start" />}
        {columns.map((column, position) => (
          <div key={column.id} role="gridcell" data-card={cards ? placeOnCard(column, position) : undefined}>
            <span className="bone" style={{ width: `${35 + ((index * 7 + position * 13) % 5) * 9}%` }} />
          </div>
        ))}
      </div>
    ))}
  </div>
)
