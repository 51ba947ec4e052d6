import { expect, it } from 'vitest'

import { destinationOf } from './use-grid-navigation.ts'

const size = { rows: 100, cells: 6, page: 10 }
const from = { row: 50, cell: 2 }

it.each([
  ['ArrowUp', false, { row: 49, cell: 2 }],
  ['ArrowDown', false, { row: 51, cell: 2 }],
  ['ArrowLeft', false, { row: 50, cell: 1 }],
  ['ArrowRight', false, { row: 50, cell: 3 }],
  ['PageUp', false, { row: 40, cell: 2 }],
  ['PageDown', false, { row: 60, cell: 2 }],
  ['Home', false, { row: 50, cell: 0 }],
  ['End', false, { row: 50, cell: 5 }],
  ['Home', true, { row: 0, cell: 0 }],
  ['End', true, { row: 99, cell: 5 }],
])('%s (Control: %s) leads to another cell', (key, ctrl, place) => {
  expect(destinationOf(key, ctrl, from, size)).toEqual(place)
})

it.each([
  ['ArrowUp', { row: 0, cell: 3 }],
  ['PageUp', { row: 3, cell: 3 }],
  ['ArrowDown', { row: 99, cell: 3 }],
  ['PageDown', { row: 95, cell: 3 }],
  ['ArrowLeft', { row: 9, cell: 0 }],
  ['ArrowRight', { row: 9, cell: 5 }],
])('%s stops at the edge', (key, place) => {
  const { row, cell } = destinationOf(key, false, place, size) ?? {}
  expect(row).toBeOneOf([0, 9, 99])
  expect(cell).toBe(place.cell)
})

it.each([
  ['a', false],
  ['Tab', false],
  ['ArrowDown', true],
])('%s (Control: %s) leads nowhere', (key, ctrl) => {
  expect(destinationOf(key, ctrl, from, size)).toBeUndefined()
})
