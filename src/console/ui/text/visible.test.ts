import { expect, it } from 'vitest'

import { nameOrId, visible } from './visible.ts'

it.each([
  '',
  ' ',
  '\t\n\u00a0\u3000',
  '\u200b',
  '\ufeff\u2060',
  '\u202e \u2069',
  '\u3164',
  '\u2800',
  '\u00ad',
  '\u0000',
])('nothing is seen of %j', (text) => {
  expect(visible(text)).toBe('')
  expect(nameOrId({ id: 'aje1', name: text })).toBe('aje1')
})

it.each(['a', ' a ', '—', '0', '.', 'Учёт', '👩\u200d💻', '\u200fשלום'])('%j is shown unchanged', (text) => {
  expect(visible(text)).toBe(text)
  expect(nameOrId({ id: 'aje1', name: text })).toBe(text)
})
