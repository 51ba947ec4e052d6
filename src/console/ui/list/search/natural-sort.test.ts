import { describe, expect, it } from 'vitest'
import { sortRows, turnRows } from './natural-sort.ts'

const itself = <Value extends string | number>(value: Value) => value
const strings = (values: readonly string[]) => sortRows(values, itself)
const numbers = (values: readonly number[]) => sortRows(values, itself)

/** Reproducible randomness, so that failures can be repeated. */
function noise(seed: number): () => number {
  return () => (seed = (seed * 1664525 + 1013904223) >>> 0) / 2 ** 32
}

describe('sortRows', () => {
  it('orders names naturally', () => {
    expect(strings(['key-10', 'key-9', 'key', 'key-100', 'key-9a', 'key-09'])).toEqual([
      'key',
      'key-9',
      'key-09',
      'key-9a',
      'key-10',
      'key-100',
    ])
  })

  it('ignores case and accents, and keeps the order of equal names', () => {
    expect(strings(['beta', 'Alpha', 'alpha', 'álpha', 'ALPHA'])).toEqual(['Alpha', 'alpha', 'álpha', 'ALPHA', 'beta'])
  })

  it('sorts by the Russian alphabet', () => {
    expect(strings(['йод', 'ёлка', 'ель', 'Жук', 'игла', 'яма', 'zeta'])).toEqual([
      'zeta',
      'ёлка',
      'ель',
      'Жук',
      'игла',
      'йод',
      'яма',
    ])
  })

  it('agrees with Intl.Collator on names, digits and punctuation', () => {
    const random = noise(7)
    const alphabet = [...'abcXYZ0123459-_. абвЙё']
    const names = Array.from({ length: 3000 }, () =>
      Array.from({ length: 1 + Math.floor(random() * 6) }, () => alphabet[Math.floor(random() * alphabet.length)]).join(
        '',
      ),
    )
    const { compare } = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })
    expect(strings(names)).toEqual(names.toSorted(compare))
  })

  it('orders numbers of either sign', () => {
    const values = [3, -1, 0, 1e12, -2.5, 0.1, Infinity, -Infinity, Number.MIN_VALUE, -1e300]
    expect(numbers(values)).toEqual(values.toSorted((a, b) => a - b))
  })

  it('orders RFC 3339 instants', () => {
    const instants = ['2026-11-02T10:00:00Z', '2025-01-31T23:59:59Z', '2026-02-10T00:00:00Z']
    expect(strings(instants)).toEqual(instants.toSorted())
  })

  it('puts undefined last in both directions', () => {
    const rows = [{ at: undefined }, { at: 2 }, { at: NaN }, { at: 1 }]
    const sorted = sortRows(rows, ({ at }) => at)
    expect(sorted.map(({ at }) => at)).toEqual([1, 2, undefined, NaN])
    expect(turnRows(sorted, ({ at }) => at).map(({ at }) => at)).toEqual([2, 1, undefined, NaN])
  })

  it('reverses lists in which all or no rows have a value', () => {
    expect(turnRows(['a', 'b'], itself)).toEqual(['b', 'a'])
    expect(turnRows(['a', 'b'], () => undefined)).toEqual(['a', 'b'])
    expect(turnRows([], itself)).toEqual([])
  })

  it('is stable', () => {
    const rows = Array.from({ length: 500 }, (_, index) => ({ index, group: `g${index % 3}` }))
    const ascending = (a: (typeof rows)[number], b: (typeof rows)[number]) => a.group.localeCompare(b.group)
    expect(sortRows(rows, (row) => row.group)).toEqual(rows.toSorted(ascending))
  })

  it('does not change the input, and accepts empty lists', () => {
    const rows = Object.freeze(['b', 'a'])
    expect(strings(rows)).toEqual(['a', 'b'])
    expect(strings([])).toEqual([])
  })
})
