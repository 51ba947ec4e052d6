import { describe, expect, it } from 'vitest'

import { omitDefaults } from './omit-defaults.ts'

describe('omitDefaults', () => {
  it('leaves out what holds a default', () => {
    const message = { text: '', list: [], map: {}, flag: false, count: 0, unset: undefined, nothing: null, kept: 'x' }
    expect(omitDefaults(message)).toEqual({ kept: 'x' })
  })

  it('looks into messages and lists', () => {
    expect(omitDefaults({ rows: [{ id: 'a', description: '' }], page: { token: '', size: 1 } })).toEqual({
      rows: [{ id: 'a' }],
      page: { size: 1 },
    })
  })

  it('keeps the elements of a list, whatever they hold', () => {
    expect(omitDefaults({ scopes: ['', 'x'], flags: [false] })).toEqual({ scopes: ['', 'x'], flags: [false] })
  })

  it('keeps a message whose every field was left out: it is set all the same', () => {
    expect(omitDefaults({ error: { message: '' } })).toEqual({ error: {} })
  })

  it('keeps the empty value of a label', () => {
    expect(omitDefaults({ labels: { canary: '' } })).toEqual({ labels: { canary: '' } })
  })

  it('spells out Empty', () => {
    const empty = { '@type': 'type.googleapis.com/google.protobuf.Empty', value: {} }
    expect(omitDefaults({ response: empty })).toEqual({ response: empty })
  })

  it('keeps what is true, a number or a text', () => {
    expect(omitDefaults({ done: true, code: 3, limit: '0' })).toEqual({ done: true, code: 3, limit: '0' })
  })
})
