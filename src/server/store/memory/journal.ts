import { put, type Change, type MemoryData } from './memory-data.ts'

/** The changes of one transaction, applied immediately and undone if it fails. */
export class Journal {
  readonly #data: MemoryData
  readonly #before = new Map<string, Change>()
  readonly #after = new Map<string, Change>()

  constructor(data: MemoryData) {
    this.#data = data
  }

  readonly write = (change: Change): void => {
    const row = `${change.table} ${change.id}`
    const before = put(this.#data, change)
    if (!this.#before.has(row)) this.#before.set(row, before)
    this.#after.set(row, change)
  }

  /** The final state of each written row. */
  changes(): readonly Change[] {
    return [...this.#after.values()]
  }

  undo(): void {
    for (const before of this.#before.values()) put(this.#data, before)
  }
}
