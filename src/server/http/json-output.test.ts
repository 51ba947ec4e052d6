import { describe, expect, it } from 'vitest'

import { toJson } from './json-output.ts'

describe('toJson', () => {
  it('leaves out what holds a default', () => {
    const message = { text: '', list: [], map: {}, flag: false, count: 0, unset: undefined, nothing: null, kept: 'x' }
    expect(toJson(message)).toEqual({ kept: 'x' })
  })

  it('looks into messages and lists', () => {
    expect(toJson({ rows: [{ id: 'a', description: '' }], page: { token: '', size: 1 } })).toEqual({
      rows: [{ id: 'a' }],
      page: { size: 1 },
    })
  })

  it('keeps the elements of a list, whatever they hold', () => {
    expect(toJson({ scopes: ['', 'x'], flags: [false] })).toEqual({ scopes: ['', 'x'], flags: [false] })
  })

  it('keeps a message whose every field was left out: it is set all the same', () => {
    expect(toJson({ error: { message: '' } })).toEqual({ error: {} })
  })

  it('keeps the empty value of a label', () => {
    expect(toJson({ labels: { canary: '' } })).toEqual({ labels: { canary: '' } })
  })

  it('writes no fraction of whole seconds', () => {
    expect(
      toJson({ createdAt: '2026-01-01T21:00:00.000Z', response: { expiresAt: '2026-01-01T21:00:00.100Z' } }),
    ).toEqual({
      createdAt: '2026-01-01T21:00:00Z',
      response: { expiresAt: '2026-01-01T21:00:00.100Z' },
    })
  })

  it('leaves alone a text or a label that looks like a timestamp', () => {
    const text = '2026-01-01T21:00:00.000Z'
    expect(toJson({ description: text, labels: { seenAt: text } })).toEqual({
      description: text,
      labels: { seenAt: text },
    })
  })

  it('keeps what is true, a number or a text', () => {
    expect(toJson({ done: true, code: 3, limit: '0' })).toEqual({ done: true, code: 3, limit: '0' })
  })
})
