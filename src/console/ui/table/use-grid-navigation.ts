import { type RefObject, useEffect, useEffectEvent, useMemo, useState } from 'react'
import { flushSync } from 'react-dom'

/** A cell of the body: index of its row among all rows, and index of the cell in the row. */
export interface Place {
  readonly row: number
  readonly cell: number
}

export interface GridSize {
  readonly rows: number
  readonly cells: number
  /** How many rows a page has. */
  readonly page: number
}

const within = (value: number, count: number) => Math.max(0, Math.min(value, count - 1))

/** The target of a key press in a cell (ARIA APG, grid pattern). Undefined for other keys. */
export const destinationOf = (key: string, ctrl: boolean, from: Place, size: GridSize): Place | undefined => {
  const at = (row: number, cell: number): Place => ({ row: within(row, size.rows), cell: within(cell, size.cells) })
  const { row, cell } = from
  switch (ctrl ? `Control+${key}` : key) {
    case 'ArrowUp':
      return at(row - 1, cell)
    case 'ArrowDown':
      return at(row + 1, cell)
    case 'ArrowLeft':
      return at(row, cell - 1)
    case 'ArrowRight':
      return at(row, cell + 1)
    case 'PageUp':
      return at(row - size.page, cell)
    case 'PageDown':
      return at(row + size.page, cell)
    case 'Home':
      return at(row, 0)
    case 'End':
      return at(row, size.cells - 1)
    case 'Control+Home':
      return at(0, 0)
    case 'Control+End':
      return at(size.rows - 1, size.cells - 1)
    default:
      return undefined
  }
}

interface GridNavigation<Row> {
  readonly body: RefObject<HTMLElement | null>
  readonly rows: readonly Row[]
  readonly rowId: (row: Row) => string
  readonly cells: number
  /** The initial Tab stop in the first row. */
  readonly firstCell: number
  /** Rows per page. */
  readonly pageOf: () => number
  readonly onOpen: (id: string) => void
  /** Absent if rows cannot be selected. */
  readonly onToggle: ((id: string) => void) | undefined
}

const controls = 'a, button, input'
// Elements with their own click: `code` is selected as a whole.
const clickable = `${controls}, label, code, [data-edge]`

/** The row and cell that contain an element of the body. */
const find = (target: EventTarget | null) => {
  if (!(target instanceof Element)) return undefined
  const row = target.closest<HTMLElement>('[data-id]')
  const cell = target.closest<HTMLElement>('[role=gridcell], [role=rowheader]')
  const id = row?.dataset['id']
  if (row === null || cell === null || id === undefined) return undefined
  return { id, cell, position: [...row.children].indexOf(cell) }
}

/**
 * Keyboard navigation in the body of a grid, and clicks on rows. The cell that last had the focus is the Tab stop.
 * Returns its row, which must be rendered even outside the window.
 */
export const useGridNavigation = <Row>(grid: GridNavigation<Row>): Place => {
  const { body, rows, rowId } = grid
  // By id, so that it survives sorting and refreshing. Menus and dialogs return the focus there.
  const [stop, setStop] = useState<{ readonly id: string; readonly cell: number }>()
  const id = stop?.id
  const found = useMemo(() => (id === undefined ? -1 : rows.findIndex((row) => rowId(row) === id)), [rows, rowId, id])
  const place: Place =
    stop === undefined || found === -1
      ? { row: 0, cell: grid.firstCell }
      : { row: found, cell: Math.min(stop.cell, grid.cells - 1) }

  const onFocus = useEffectEvent(({ target }: FocusEvent) => {
    const at = find(target)
    if (at && (at.id !== stop?.id || at.position !== stop.cell)) setStop({ id: at.id, cell: at.position })
  })

  const moveTo = ({ row, cell }: Place) => {
    const there = rows[row]
    if (there === undefined) return
    const next = rowId(there)
    // Render it synchronously, so that it can take the focus and scroll into view.
    flushSync(() => setStop({ id: next, cell }))
    const cells = body.current?.querySelector(`[data-id="${CSS.escape(next)}"]`)?.children
    const element = cells?.[cell]
    if (element instanceof HTMLElement) element.focus()
  }

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const { key, target, altKey, ctrlKey, metaKey } = event
    const at = find(target)
    if (at === undefined || altKey || metaKey) return
    const size = { rows: rows.length, cells: grid.cells, page: grid.pageOf() }
    const next = destinationOf(key, ctrlKey, place, size)
    if (next) moveTo(next)
    else if (target !== at.cell) {
      if (key !== 'Escape') return
      at.cell.focus()
    } else if (key === 'Enter' || key === 'F2') {
      const control = at.cell.querySelector<HTMLElement>(controls)
      if (control) control.focus()
      else if (key === 'Enter') grid.onOpen(at.id)
    } else if (key === ' ') grid.onToggle?.(at.id)
    else return
    event.preventDefault()
  })

  const onClick = useEffectEvent(({ target }: MouseEvent) => {
    if (!(target instanceof Element) || target.closest(clickable) !== null) return
    // Selecting text ends with a click too.
    if (getSelection()?.isCollapsed === false) return
    const at = find(target)
    if (at) grid.onOpen(at.id)
  })

  useEffect(() => {
    const control = new AbortController()
    const { signal } = control
    body.current?.addEventListener('focusin', (event) => onFocus(event), { signal })
    body.current?.addEventListener('keydown', (event) => onKey(event), { signal })
    body.current?.addEventListener('click', (event) => onClick(event), { signal })
    return () => control.abort()
  }, [body])

  return place
}
