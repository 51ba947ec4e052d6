import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'

import { en } from '#console/i18n/en.ts'
import { PrintedRows } from './printed-table.tsx'

const print = (count: number) => {
  const rows = Array.from({ length: count }, (_, index) => `row ${index}`)
  const columns = [{ id: 'name', header: 'Name', width: 100, cell: (row: string) => row }]
  return renderToStaticMarkup(createElement(PrintedRows<string>, { m: en, rows, rowId: (row) => row, columns }))
}

const rowsIn = (markup: string) => markup.match(/<td>/g)?.length

it('prints every row of a list of 2,000, without a note', () => {
  expect(rowsIn(print(2000))).toBe(2000)
  expect(print(2000)).not.toContain('<p>')
})

it('prints the first 2,000 rows of a longer list, and says so', () => {
  expect(rowsIn(print(2001))).toBe(2000)
  expect(print(2001)).toContain('<p>Only the first 2,000 of 2,001 rows are printed.</p>')
})
