import { expect, it } from 'vitest'

import { fittingColumns } from './fitting-columns.ts'

const columns = [
  { id: 'mask', width: 100 },
  { id: 'description', width: 120, priority: 2 },
  { id: 'scope', width: 200, priority: 4 },
  { id: 'status', width: 180, priority: 1 },
  { id: 'expires', width: 130, priority: 3 },
]
const fitting = (room: number, all: Parameters<typeof fittingColumns>[0] = columns) =>
  fittingColumns(all, room).map(({ id }) => id)

it('keeps all columns where they fit', () => {
  expect(fitting(730)).toEqual(['mask', 'description', 'scope', 'status', 'expires'])
})

it('drops the least important columns first', () => {
  expect(fitting(729)).toEqual(['mask', 'description', 'status', 'expires'])
  expect(fitting(529)).toEqual(['mask', 'description', 'status'])
  expect(fitting(399)).toEqual(['mask', 'status'])
})

it('never drops the first column', () => {
  expect(fitting(50)).toEqual(['mask'])
})

it('keeps chosen columns longer than default ones', () => {
  expect(fitting(480, [...columns, { id: 'id', width: 190, optional: true }])).toEqual(['mask', 'status', 'id'])
})
