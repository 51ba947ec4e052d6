/** A row of the final table. */
export interface Line {
  readonly what: string
  /** If absent, the value is only shown. */
  readonly target?: { readonly text: string; readonly isReached: boolean }
  readonly value: string
  /** The absolute numbers, which depend on the machine. */
  readonly measured: string
}

const percent = (share: number): string => `${(share * 100).toFixed(0)} %`

export const atLeast = (what: string, share: number, least: number, measured: string): Line => ({
  what,
  target: { text: `>= ${percent(least)}`, isReached: share >= least },
  value: percent(share),
  measured,
})

export const atMostTimes = (what: string, times: number, most: number, measured: string): Line => ({
  what,
  target: { text: `<= ${most} times`, isReached: times <= most },
  value: `${times.toFixed(1)} times`,
  measured,
})

export const tableOf = (lines: readonly Line[]): string => {
  const rows = [
    ['', 'target', 'value', '', 'measured'],
    ...lines.map(({ what, target, value, measured }) => [
      what,
      target?.text ?? '',
      value,
      target === undefined ? 'shown' : target.isReached ? 'reached' : 'MISSED',
      measured,
    ]),
  ]
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.floor(sorted.length * share)] ?? Number.NaN

export const median = (values: readonly number[]): number =>
  percentile(
    values.toSorted((a, b) => a - b),
    0.5,
  )
