import { expect, it } from 'vitest'

import { bidiIsolate } from './bidi-isolate.ts'

it.each(['', 'for the mailer', 'Робот «накладные» 🤖', '日本'])('"%s" is unchanged', (text) => {
  expect(bidiIsolate(text)).toBe(text)
})

it.each([
  ['שלום', '\u2068שלום\u2069'],
  ['turned \u202e round', '\u2068turned \u202e round\u2069'],
  ['ends \u2069 early \u202e', '\u2068ends  early \u202e\u2069'],
])('what turns a line is kept to itself', (text, kept) => {
  expect(bidiIsolate(text)).toBe(kept)
})

it('an invisible text becomes empty', () => {
  expect(bidiIsolate(' \u202e\u200b')).toBe('')
})
