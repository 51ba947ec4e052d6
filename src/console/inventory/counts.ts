import { now } from '#console/clock.ts'
import type { Filter } from '#console/ui/list/search/filter-rows.ts'
import type { InventoryKey } from './queries.ts'

/** The number of keys with each value, by filter. */
export type Counts = ReadonlyMap<string, ReadonlyMap<string, number>>

interface Counted {
  readonly filters: readonly Filter<InventoryKey>[]
  readonly at: number
  readonly counts: Counts
}

const counted = new WeakMap<readonly InventoryKey[], Counted>()
const freshMilliseconds = 60_000

/**
 * Counts the values of all filters that have a list of them. The rows of an account are counted once a minute, because
 * a long inventory grows a few accounts at a time.
 */
export const countValues = (
  rows: Iterable<readonly InventoryKey[]>,
  filters: readonly Filter<InventoryKey>[],
): Counts => {
  const all = new Map<string, Map<string, number>>()
  for (const ofAccount of rows) {
    for (const [filter, values] of countsOf(ofAccount, filters)) {
      const sums = all.get(filter) ?? new Map<string, number>()
      all.set(filter, sums)
      for (const [value, count] of values) sums.set(value, (sums.get(value) ?? 0) + count)
    }
  }
  return all
}

const countsOf = (rows: readonly InventoryKey[], filters: readonly Filter<InventoryKey>[]): Counts => {
  const before = counted.get(rows)
  const at = now()
  if (before?.filters === filters && at - before.at < freshMilliseconds) return before.counts
  const counts = new Map(
    filters
      .filter(({ options }) => options !== undefined)
      .map(({ id, valuesOf }) => [id, valueCounts(rows, valuesOf)] as const),
  )
  counted.set(rows, { filters, at, counts })
  return counts
}

const valueCounts = <Row>(rows: readonly Row[], valuesOf: (row: Row) => readonly string[]) => {
  const counts = new Map<string, number>()
  for (const row of rows) for (const value of valuesOf(row)) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}
