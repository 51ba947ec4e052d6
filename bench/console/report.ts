export interface Line {
  readonly what: string
  readonly ours: number
  readonly grid?: number | undefined
  readonly unit: 'ms' | 'kB' | 'files' | ''
  /** At most; absent where there is nothing to reach. */
  readonly target?: number
  /** The run fails when it is missed. The others depend on the machine. */
  readonly strict?: true
}

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

export const missed = ({ ours, target }: Line): boolean => target !== undefined && !(ours <= target)

/** Columns under each other. */
export const tableOf = (lines: readonly Line[]): string => {
  const rows = lines.map((line) => {
    const { what, ours, grid, unit, target } = line
    return [
      what,
      show(ours, unit),
      grid === undefined ? '' : show(grid, unit),
      grid === undefined || grid === 0 ? '' : `${(ours / grid).toFixed(2)} x`,
      target === undefined ? '' : `<= ${show(target, unit)}`,
      target === undefined ? '' : missed(line) ? 'MISSED' : 'reached',
    ]
  })
  const all = [['', 'Keyrack', 'x-data-grid', 'ratio', 'target', ''], ...rows]
  const widths = (all[0] ?? []).map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  const align = (row: readonly string[]) =>
    row.map((text, column) => (column === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart(widths[column] ?? 0)))
  return all.map((row) => align(row).join('  ').trimEnd()).join('\n')
}

const show = (value: number, unit: Line['unit']) => {
  const digits = unit === 'kB' ? 1 : unit === '' ? 3 : 0
  return `${value.toFixed(digits)}${unit === '' ? '' : ` ${unit}`}`
}
