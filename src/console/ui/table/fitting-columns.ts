import type { Column } from './data-table-column.ts'

type Fit = Pick<Column<never>, 'id' | 'width' | 'priority' | 'optional'>

// Chosen columns stay longer than default ones.
const rank = ({ priority = Infinity, optional }: Fit) => (optional ? 0 : priority)

/**
 * The columns that fit, in their order. The least important are dropped first, the first column never.
 *
 * @param room px
 */
export const fittingColumns = <Each extends Fit>(columns: readonly Each[], room: number): readonly Each[] => {
  const [first, ...others] = columns
  if (first === undefined) return columns
  const staying = new Set([first])
  let left = room - first.width
  for (const column of others.toSorted((a, b) => rank(a) - rank(b))) {
    left -= column.width
    if (left < 0) break
    staying.add(column)
  }
  return columns.filter((column) => staying.has(column))
}
