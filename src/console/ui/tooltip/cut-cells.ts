const cells = '[role=gridcell], [role=rowheader], [role=columnheader]'

/** The cell that contains an element, or an element in it with its own tooltip. */
export const cellOf = (element: Element): HTMLElement | null => {
  const cell = element.closest<HTMLElement>(cells)
  return cell?.querySelector<HTMLElement>(':scope > [data-tip], [data-tip]:not(button)') ?? cell
}

/** True if a cell is cut off. Measures layout, so do not call it while rendering. */
export const isCut = (cell: Element): boolean =>
  // Inline elements have no width of their own.
  [cell, ...cell.querySelectorAll('*')].some(
    (part) =>
      part.clientWidth > 0 &&
      (part.scrollWidth > part.clientWidth ||
        (part.matches('.two-lines') && part.scrollHeight > part.clientHeight + 1)),
  )
