import type { Index } from './indexes.ts'

/** The rows of one table by id, with their indexes. No constraints: `set` is also used for rollbacks and restores. */
export class MemoryTable<Row extends { readonly id: string }> {
  readonly #rows = new Map<string, Row>()
  readonly #indexes: readonly Index<Row>[]

  constructor(...indexes: readonly Index<Row>[]) {
    this.#indexes = indexes
  }

  get(id: string): Row | undefined {
    return this.#rows.get(id)
  }

  values(): Iterable<Row> {
    return this.#rows.values()
  }

  /** Inserts or replaces the row. Null deletes it. */
  set(id: string, row: Row | null): void {
    const before = this.#rows.get(id)
    if (before) for (const index of this.#indexes) index.remove(before)
    if (row === null) this.#rows.delete(id)
    else {
      this.#rows.set(id, row)
      for (const index of this.#indexes) index.add(row)
    }
  }
}
