export interface Line {
  readonly what: string
  readonly ours: number
  /** The same for the baseline. */
  readonly other?: number | undefined
  readonly unit: 'ms' | 'kB' | 'files' | 'of 100' | ''
  /** Upper limit, absent without a target. */
  readonly target?: number
  /** Lower limit. */
  readonly least?: number
  /** The run fails if this target is missed. Others depend on the machine. */
  readonly strict?: true
}

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

export const missed = ({ ours, target, least }: Line): boolean =>
  (target !== undefined && !(ours <= target)) || (least !== undefined && !(ours >= least))

/** Formats aligned columns. @param other the name of the baseline */
export const tableOf = (lines: readonly Line[], other: string): string => {
  const rows = lines.map((line) => {
    const { what, ours, unit, target, least } = line
    const bound = target ?? least
    return [
      what,
      show(ours, unit),
      line.other === undefined ? '' : show(line.other, unit),
      line.other === undefined || line.other === 0 ? '' : `${(ours / line.other).toFixed(2)} x`,
      bound === undefined ? '' : `${least === undefined ? '<=' : '>='} ${show(bound, unit)}`,
      bound === undefined ? '' : missed(line) ? 'MISSED' : 'reached',
    ]
  })
  const all = [['', 'Keyrack', other, 'ratio', 'target', ''], ...rows]
  const widths = (all[0] ?? []).map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  const align = (row: readonly string[]) =>
    row.map((text, column) => (column === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart(widths[column] ?? 0)))
  return all.map((row) => align(row).join('  ').trimEnd()).join('\n')
}

const show = (value: number, unit: Line['unit']) => {
  const digits = unit === 'kB' ? 1 : unit === '' ? 3 : 0
  return `${value.toFixed(digits)}${unit === '' ? '' : ` ${unit}`}`
}
