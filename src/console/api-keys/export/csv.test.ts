import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'

import { csv, type CsvColumn } from './csv.ts'

type Row = readonly string[]

const columnsOf = (count: number): readonly CsvColumn<Row>[] =>
  Array.from({ length: count }, (_, at) => ({ header: `column ${at}`, text: (row) => row[at] ?? '' }))

const written = (rows: readonly Row[]) => [...csv(columnsOf(rows[0]?.length ?? 1), rows)].join('')

/** As a spreadsheet reads it. */
const readBack = (rows: readonly Row[]) => {
  const { data, errors } = Papa.parse<string[]>(written(rows), { delimiter: ',', skipEmptyLines: true })
  expect(errors).toEqual([])
  return data.slice(1)
}

describe('a CSV file', () => {
  it('begins with a byte order mark and its header, and ends lines as RFC 4180 says', () => {
    expect(written([['a', 'b']])).toBe('\ufeffcolumn 0,column 1\r\na,b\r\n')
  })

  it.each([
    ['quotes', 'say "hello"'],
    ['commas and semicolons', 'a,b;c'],
    ['line breaks', 'first\nsecond\r\nthird'],
    ['outer spaces', ' padded '],
    ['emoji', 'robot 🤖 👩‍💻'],
    ['right-to-left text', 'מפתח שלום \u202eabc'],
    ['Cyrillic', 'Ключ для почты'],
    ['nothing', ''],
  ])('keeps %s', (_, text) => {
    expect(readBack([['id', text, 'end']])).toEqual([['id', text, 'end']])
  })

  it.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1+1',
    '\r=1+1',
    '\n=1+1',
    '=HYPERLINK("http://x")\n2',
    '＝1',
    '＋1',
    '－1',
    '＠1',
  ])('does not let the formula %j run', (text) => {
    expect(readBack([['id', text]])).toEqual([['id', `'${text}`]])
  })

  it('keeps masks, ids and times as they are', () => {
    const row = ['****abcdef', 'aje0fake', '2026-11-28T10:00:00.123456Z', 'yc.a yc.b']
    expect(written([row]).split('\r\n')[1]).toBe(row.join(','))
  })

  it('uses the sort value of a column without a text, and leaves the cell of an absent one empty', () => {
    const columns: readonly CsvColumn<{ name?: string }>[] = [{ header: 'name', sortValue: ({ name }) => name }]
    expect([...csv(columns, [{ name: 'a' }, {}, { name: 'b' }])].join('')).toBe('\ufeffname\r\na\r\n\r\nb\r\n')
  })

  it('is written in pieces, with all rows in order', () => {
    const rows = Array.from({ length: 5000 }, (_, at) => [String(at)])
    expect([...csv(columnsOf(1), rows)].length).toBeGreaterThan(2)
    expect(readBack(rows)).toEqual(rows)
  })
})
