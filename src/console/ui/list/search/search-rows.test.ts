import { describe, expect, it, vi } from 'vitest'

import { prepareSearch, searchRows } from './search-rows.ts'

const rows = ['Build robot of CI', 'backup Robot', 'Мой робот', 'a.b*c'].map((text) => ({ text }))
const whole = ({ text }: { text: string }) => text
const found = (search: string) => searchRows(rows, search, whole).map(({ text }) => text)

describe('searchRows', () => {
  it('returns the same array without a search', () => {
    expect(searchRows(rows, '', ({ text }) => text)).toBe(rows)
    expect(searchRows(rows, ' \t ', ({ text }) => text)).toBe(rows)
  })

  it('finds a part of a word in any case', () => {
    expect(found('ROB')).toEqual(['Build robot of CI', 'backup Robot'])
    expect(found('РОБОТ')).toEqual(['Мой робот'])
  })

  it('requires every word, in any order', () => {
    expect(found('ci  build')).toEqual(['Build robot of CI'])
    expect(found('robot missing')).toEqual([])
  })

  it('treats special characters of patterns literally', () => {
    expect(found('.b*')).toEqual(['a.b*c'])
    expect(found('.')).toEqual(['a.b*c'])
  })

  it('keeps the order of the rows', () => {
    expect(searchRows(rows.toReversed(), 'robot', ({ text }) => text).map(({ text }) => text)).toEqual([
      'backup Robot',
      'Build robot of CI',
    ])
  })

  it('reads the text of a row once, not for every keystroke', () => {
    const textOf = vi.fn<(row: { name: string }) => string>(({ name }) => name)
    const fresh = [{ name: 'one' }, { name: 'two' }]
    for (const search of ['o', 'on', 'one']) searchRows(fresh, search, textOf)
    expect(textOf).toHaveBeenCalledTimes(2)
  })

  it('does not read prepared texts again', () => {
    const textOf = vi.fn<(row: { name: string }) => string>(({ name }) => name)
    const many = Array.from({ length: 1000 }, (_, n) => ({ name: `key-${n}` }))
    // Enough idle time for ten rows.
    const idle: (() => void)[] = []
    vi.stubGlobal('requestIdleCallback', (step: IdleRequestCallback) => {
      let left = 11
      return idle.push(() => step({ didTimeout: false, timeRemaining: () => left-- }))
    })
    prepareSearch(many, textOf)
    for (let step = idle.shift(); step !== undefined; step = idle.shift()) step()
    vi.unstubAllGlobals()
    expect(textOf).toHaveBeenCalledTimes(1000)
    expect(searchRows(many, 'key-99', textOf)).toHaveLength(11)
    expect(textOf).toHaveBeenCalledTimes(1000)
  })

  it('reads the texts again for another text function', () => {
    expect(searchRows(rows, 'english', ({ text }) => `${text} in English`)).toEqual(rows)
  })

  it('reads the text of a replaced row', () => {
    const before = [{ name: 'one' }]
    expect(searchRows(before, 'two', ({ name }) => name)).toEqual([])
    expect(searchRows([{ name: 'two' }], 'two', ({ name }) => name)).toEqual([{ name: 'two' }])
  })
})
