const cells = '[role=gridcell], [role=rowheader], [role=columnheader]'

/** The cell of a table that an element stands in, or what in it tells of itself. */
export const cellOf = (element: Element): HTMLElement | null => {
  const cell = element.closest<HTMLElement>(cells)
  return cell?.querySelector<HTMLElement>(':scope > [data-tip], [data-tip]:not(button)') ?? cell
}

/** True when a cell does not show all of its text. Measures: not to be asked while drawing. */
export const isCut = (cell: Element): boolean =>
  // What stands in a line has no width of its own.
  [cell, ...cell.querySelectorAll('*')].some(
    (part) =>
      part.clientWidth > 0 &&
      (part.scrollWidth > part.clientWidth ||
        (part.matches('.two-lines') && part.scrollHeight > part.clientHeight + 1)),
  )
