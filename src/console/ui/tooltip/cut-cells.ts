const cells = '[role=cell], [role=rowheader], [role=columnheader]'
const focusable = 'a, button, input, time'

/** The cell of a table that an element stands in, or what in it tells of itself. */
export const cellOf = (element: Element): HTMLElement | null => {
  const cell = element.closest<HTMLElement>(cells)
  return cell?.querySelector<HTMLElement>(':scope > [data-tip]') ?? cell
}

/** True when a cell does not show all of its text. Measures: not to be asked while drawing. */
export const isCut = (cell: Element): boolean =>
  // What stands in a line has no width of its own.
  [cell, ...cell.querySelectorAll('*')].some((part) => part.clientWidth > 0 && part.scrollWidth > part.clientWidth)

/**
 * Lets the keyboard stop at the cut cells of the table that has just got the focus, or in which it moves about: a stop
 * must be there before the focus comes by. Only rows that are drawn need one.
 */
export const stopAtCutCells = (focused: Element): void => {
  const table = focused.querySelector(':scope > [role=table]') ?? focused.closest('[role=table]')
  if (table === null) return
  const stops: HTMLElement[] = []
  const others: HTMLElement[] = []
  for (const cell of table.querySelectorAll<HTMLElement>('.body :is([role=cell], [role=rowheader])')) {
    if (cell.querySelector(focusable) === null && isCut(cell)) stops.push(cell)
    else if (cell.tabIndex === 0) others.push(cell)
  }
  // All is measured before anything is changed, so that the browser lays out once.
  for (const cell of stops) cell.tabIndex = 0
  for (const cell of others) cell.removeAttribute('tabindex')
}
