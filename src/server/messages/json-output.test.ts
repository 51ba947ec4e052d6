import { describe, expect, it } from 'vitest'

import { toJson } from './json-output.ts'

describe('toJson', () => {
  it('omits default values', () => {
    const message = { text: '', list: [], map: {}, flag: false, count: 0, unset: undefined, nothing: null, kept: 'x' }
    expect(toJson(message)).toEqual({ kept: 'x' })
  })

  it('omits default values in messages and lists', () => {
    expect(toJson({ rows: [{ id: 'a', description: '' }], page: { token: '', size: 1 } })).toEqual({
      rows: [{ id: 'a' }],
      page: { size: 1 },
    })
  })

  it('keeps the elements of a list, whatever their value', () => {
    expect(toJson({ scopes: ['', 'x'], flags: [false] })).toEqual({ scopes: ['', 'x'], flags: [false] })
  })

  it('keeps a message whose fields are all omitted', () => {
    expect(toJson({ error: { message: '' } })).toEqual({ error: {} })
  })

  it('keeps the empty value of a label', () => {
    expect(toJson({ labels: { canary: '' } })).toEqual({ labels: { canary: '' } })
  })

  it('writes whole seconds without a fraction', () => {
    expect(
      toJson({ createdAt: '2026-01-01T21:00:00.000Z', response: { expiresAt: '2026-01-01T21:00:00.100Z' } }),
    ).toEqual({
      createdAt: '2026-01-01T21:00:00Z',
      response: { expiresAt: '2026-01-01T21:00:00.100Z' },
    })
  })

  it('does not change text or labels that look like timestamps', () => {
    const text = '2026-01-01T21:00:00.000Z'
    expect(toJson({ description: text, labels: { seenAt: text } })).toEqual({
      description: text,
      labels: { seenAt: text },
    })
  })

  it('keeps true, numbers and text', () => {
    expect(toJson({ done: true, code: 3, limit: '0' })).toEqual({ done: true, code: 3, limit: '0' })
  })
})
