import type { Cursor, Page, PageRequest } from '../store.ts'

/** An index over the rows of a table, which adds each row after writing it and removes it before changing it. */
export interface Index<Row> {
  add(row: Row): void
  remove(row: Row): void
}

const isAfter = (row: Cursor, cursor: Cursor) =>
  row.createdAt === cursor.createdAt ? row.id > cursor.id : row.createdAt > cursor.createdAt

/** Rows by group, each sorted by creation. Pages are found by binary search. */
export class ListIndex<Row extends Cursor> implements Index<Row> {
  readonly #groups = new Map<string, Row[]>()
  readonly #groupOf: (row: Row) => string | null

  /** @param groupOf returns null for a row without a group */
  constructor(groupOf: (row: Row) => string | null) {
    this.#groupOf = groupOf
  }

  add(row: Row): void {
    const name = this.#groupOf(row)
    if (name === null) return
    const group = this.#groups.get(name)
    if (group === undefined) this.#groups.set(name, [row])
    else group.splice(firstAfter(group, row), 0, row)
  }

  remove(row: Row): void {
    const name = this.#groupOf(row)
    if (name === null) return
    const group = this.#groups.get(name) ?? []
    group.splice(firstAfter(group, row) - 1, 1)
    if (group.length === 0) this.#groups.delete(name)
  }

  /** A copy of the whole group. */
  all(group: string): readonly Row[] {
    return [...(this.#groups.get(group) ?? [])]
  }

  /** A page, newest first. */
  pageBack(group: string, { limit, after }: PageRequest): Page<Row> {
    const all = this.#groups.get(group) ?? []
    let end = after === null ? all.length : firstAfter(all, after)
    const previous = all[end - 1]
    if (after !== null && previous && !isAfter(after, previous)) end -= 1
    const start = Math.max(0, end - limit)
    const last = all[start]
    return {
      rows: all.slice(start, end).toReversed(),
      next: start > 0 && last ? { createdAt: last.createdAt, id: last.id } : null,
    }
  }

  page(group: string, { limit, after }: PageRequest, matches: (row: Row) => boolean = () => true): Page<Row> {
    const all = this.#groups.get(group) ?? []
    const rows: Row[] = []
    for (let at = after === null ? 0 : firstAfter(all, after); at < all.length; at++) {
      const row = all[at]
      if (row === undefined || !matches(row)) continue
      const last = rows.at(-1)
      if (rows.length === limit && last) return { rows, next: { createdAt: last.createdAt, id: last.id } }
      rows.push(row)
    }
    return { rows, next: null }
  }
}

const firstAfter = (rows: readonly Cursor[], cursor: Cursor): number => {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const row = rows[middle]
    if (row !== undefined && isAfter(row, cursor)) high = middle
    else low = middle + 1
  }
  return low
}

/** Row ids by a unique value. */
export class UniqueIndex<Row extends { readonly id: string }> implements Index<Row> {
  readonly #holders = new Map<string, string>()
  readonly #valueOf: (row: Row) => string

  constructor(valueOf: (row: Row) => string) {
    this.#valueOf = valueOf
  }

  add(row: Row): void {
    this.#holders.set(this.#valueOf(row), row.id)
  }

  remove(row: Row): void {
    // During a rollback, another row may already hold the value.
    if (this.#holders.get(this.#valueOf(row)) === row.id) this.#holders.delete(this.#valueOf(row))
  }

  /** True if another row has the same value. */
  isTaken(row: Row): boolean {
    return (this.holder(row) ?? row.id) !== row.id
  }

  /** Id of the row with the same value. */
  holder(row: Row): string | undefined {
    return this.holderOf(this.#valueOf(row))
  }

  /** Id of the row with this value. */
  holderOf(value: string): string | undefined {
    return this.#holders.get(value)
  }
}

/** Number of rows per group. */
export class CountIndex<Row> implements Index<Row> {
  readonly #counts = new Map<string, number>()
  readonly #groupOf: (row: Row) => string

  constructor(groupOf: (row: Row) => string) {
    this.#groupOf = groupOf
  }

  add(row: Row): void {
    this.#counts.set(this.#groupOf(row), this.count(this.#groupOf(row)) + 1)
  }

  remove(row: Row): void {
    this.#counts.set(this.#groupOf(row), this.count(this.#groupOf(row)) - 1)
  }

  count(group: string): number {
    return this.#counts.get(group) ?? 0
  }
}
