import { describe, expect, it } from 'vitest'

import { fold, searchWords, textMatcher } from './fold.ts'

const found = (search: string, text: string) => textMatcher(search)(text)

describe('a search', () => {
  it.each([
    ['Учет', 'Учёт'],
    ['Учёт', 'Учет'],
    ['УЧЁТ', 'учёт'.normalize('NFD')],
    ['Café', 'Café'.normalize('NFD')],
    ['Café'.normalize('NFD'), 'Café'],
    ['cafe', 'Café'],
    ['Café', 'cafe'],
    ['Nguyen', 'Nguyễn'],
    ['istanbul', 'İstanbul'],
    ['Район', 'Район'.normalize('NFD')],
    ['한글', '한글'.normalize('NFD')],
    ['хочу код', 'код, которого хочу'],
    ['a b', 'a\u00a0b'],
    ['ajedemo', 'aje\u200bdemo'],
    ['\ufeffaje\u2060demo', 'ajedemo'],
    ['', 'anything'],
    [' \u200b ', 'anything'],
  ])('for %j finds %j', (search, text) => {
    expect(found(search, text)).toBe(true)
  })

  it.each([
    ['Раион', 'Район'],
    ['Район', 'Раион'],
    ['Киів', 'Київ'],
    ['добры', 'ў'],
    ['cafes', 'Café'],
    ['учёт склад', 'Учёт'],
  ])('for %j does not find %j', (search, text) => {
    expect(found(search, text)).toBe(false)
  })
})

it('folding is idempotent', () => {
  for (const text of ['Café ЁЖ Й', 'İ', 'Ǟ', 'ΐ', 'ﬁ', 'Ö\u0301']) expect(fold(fold(text))).toBe(fold(text))
})

it('the words of a search are separated by white space of any kind', () => {
  expect(searchWords(' Ёлка\u00a0\tCAFÉ\n')).toEqual(['елка', 'cafe'])
})
