import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as z from 'zod/mini'

import { remembered } from './remembered.ts'

const stored = new Map<string, string>()
const storage = {
  getItem: (key: string) => stored.get(key) ?? null,
  setItem: (key: string, text: string) => void stored.set(key, text),
} as Storage

beforeEach(() => {
  stored.clear()
  vi.stubGlobal('localStorage', storage)
  vi.stubGlobal('window', new EventTarget())
})
afterEach(() => vi.unstubAllGlobals())

const scheme = () => remembered('scheme', z.enum(['light', 'dark']))
const ids = () => remembered('ids', z.array(z.string()))

describe('a remembered value', () => {
  it('is undefined at first', () => {
    expect(ids().get()).toBeUndefined()
  })

  it('outlives the page', () => {
    ids().set(['a', 'b'])
    scheme().set('dark')
    expect(ids().get()).toEqual(['a', 'b'])
    expect(scheme().get()).toBe('dark')
  })

  it('is stored as it is when it is a string', () => {
    scheme().set('dark')
    expect(stored.get('scheme')).toBe('dark')
  })

  it.each(['', 'nonsense', '{}', '[1]', '"a"', '\ud800'])('is undefined where %j is stored', (text) => {
    stored.set('ids', text)
    stored.set('scheme', text)
    expect(ids().get()).toBeUndefined()
    expect(scheme().get()).toBeUndefined()
  })

  it('is the same object until it changes', () => {
    stored.set('ids', '["a"]')
    const value = ids()
    const first = value.get()
    expect(value.get()).toBe(first)
    stored.set('ids', '["b"]')
    expect(value.get()).toEqual(['b'])
  })

  it('tells its listeners when it changes here or in another tab', () => {
    const value = ids()
    const listener = vi.fn<() => void>()
    const stop = value.subscribe(listener)
    value.set(['a'])
    expect(listener).toHaveBeenCalledTimes(1)
    window.dispatchEvent(new Event('storage'))
    expect(listener).toHaveBeenCalledTimes(2)
    stop()
    value.set(['b'])
    window.dispatchEvent(new Event('storage'))
    expect(listener).toHaveBeenCalledTimes(2)
  })

  it('lasts until the page is left where storage is forbidden', () => {
    const forbidden = remembered('ids', z.array(z.string()), () => {
      throw new Error('SecurityError')
    })
    forbidden.set(['a'])
    expect(forbidden.get()).toEqual(['a'])
  })
})
