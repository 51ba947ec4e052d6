import { describe, expect, it } from 'vitest'

import { chosenIn, type Filter, filterRows, labelOf, optionsOf } from './filter-rows.ts'

interface Row {
  readonly name: string
  readonly status: string
  readonly scopes: readonly string[]
}

const rows: readonly Row[] = [
  { name: 'a', status: 'active', scopes: ['mail', 'log'] },
  { name: 'b', status: 'expired', scopes: ['mail'] },
  { name: 'c', status: 'soon', scopes: [] },
]
const status: Filter<Row> = {
  id: 'status',
  label: 'Status',
  valuesOf: (row) => [row.status],
  options: ['active', 'soon', 'expired'].map((value) => ({ value, label: value.toUpperCase() })),
}
const scope: Filter<Row> = { id: 'scope', label: 'Scope', valuesOf: ({ scopes }) => scopes }
const filters = [status, scope]

const inAddress = (search: string) => Object.fromEntries(chosenIn(new URLSearchParams(search), filters))
const names = (search: string) =>
  filterRows(rows, filters, chosenIn(new URLSearchParams(search), filters)).map(({ name }) => name)

describe('the filters in an address', () => {
  it('are read by name, with one or several values', () => {
    expect(inAddress('status=expired&status=soon&scope=mail')).toEqual({
      status: ['expired', 'soon'],
      scope: ['mail'],
    })
  })

  it('are empty without parameters', () => {
    expect(inAddress('q=robot&sort=-name')).toEqual({})
  })

  it('ignore unknown, empty, too long and duplicate values', () => {
    expect(inAddress(`status=nonsense&colour=red&scope=&scope=${'x'.repeat(301)}`)).toEqual({})
    expect(inAddress('status=soon&status=soon&status=SOON')).toEqual({ status: ['soon'] })
  })

  it('take at most fifty values', () => {
    const many = Array.from({ length: 1000 }, (_, index) => `scope=s${index}`).join('&')
    expect(inAddress(many)['scope']).toHaveLength(50)
  })
})

describe('filtered rows', () => {
  it('have one of the chosen values of a filter', () => {
    expect(names('status=expired&status=soon')).toEqual(['b', 'c'])
    expect(names('scope=mail')).toEqual(['a', 'b'])
  })

  it('pass every filter', () => {
    expect(names('status=active&status=soon&scope=mail')).toEqual(['a'])
    expect(names('status=soon&scope=mail')).toEqual([])
  })

  it('are the same array without a choice', () => {
    expect(filterRows(rows, filters, new Map())).toBe(rows)
  })
})

describe('the options of a filter', () => {
  it('are in its order, with the number of rows', () => {
    expect(optionsOf(rows, status)).toEqual([
      { value: 'active', label: 'ACTIVE', count: 1 },
      { value: 'soon', label: 'SOON', count: 1 },
      { value: 'expired', label: 'EXPIRED', count: 1 },
    ])
  })

  it('default to the values in the rows and the chosen values, by name', () => {
    expect(optionsOf(rows, scope, ['gone'])).toEqual([
      { value: 'gone', label: 'gone', count: 0 },
      { value: 'log', label: 'log', count: 1 },
      { value: 'mail', label: 'mail', count: 2 },
    ])
  })

  it('have labels', () => {
    expect([labelOf(status, 'soon'), labelOf(scope, 'mail')]).toEqual(['SOON', 'mail'])
  })
})
