import { expect, it } from 'vitest'

import { fileName } from './save-file.ts'

const at = Date.parse('2026-11-28T23:30:00Z')

it.each([
  ['production', 'keyrack-api-keys-production-2026-11-28.csv'],
  ['Облако / тест', 'keyrack-api-keys-Облако-тест-2026-11-28.csv'],
  ['../..\\: "x"', 'keyrack-api-keys-x-2026-11-28.csv'],
  ['🔑', 'keyrack-api-keys-2026-11-28.csv'],
])('a file of %j is called %s', (of, name) => {
  expect(fileName(of, at, 'csv')).toBe(name)
})
