import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { codes } from '#contract/status.ts'
import { ApiError } from './api-error.ts'
import {
  forgetRecentChanges,
  missingRows,
  oneWithRecentChanges,
  recordCreated,
  recordDeleted,
  recordEdited,
  withRecentChanges,
} from './recent-changes.ts'

interface Row {
  readonly id: string
  readonly name: string
  readonly at?: string
}
const list = { list: 'keys of aje1', idOf: ({ id }: Row) => id }
const a = { id: 'a', name: 'first' }
const b = { id: 'b', name: 'second' }
/** A list as the console shows it, when the cloud lists these rows. */
const shown = (...rows: Row[]) => {
  const current = withRecentChanges(rows, list)
  return [...current, ...missingRows(current, list)]
}
const notFound = async (): Promise<Row> => {
  const { code, http } = codes.NOT_FOUND
  throw new ApiError('status', '', { http, status: { code, message: '', details: [] } })
}

beforeEach(() => vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  forgetRecentChanges()
})
const minutePasses = () => vi.advanceTimersByTime(60_000)

describe('a list that lags behind', () => {
  it('shows a created row before the cloud lists it, and once when it does', () => {
    recordCreated(list.list, 'b', b)
    expect(shown(a)).toEqual([a, b])
    expect(shown(a, b)).toEqual([a, b])
  })

  it('shows a created row only in its list', () => {
    recordCreated('keys of aje2', 'b', b)
    expect(shown(a)).toEqual([a])
  })

  it('does not show a created row again that was listed and is gone', () => {
    recordCreated(list.list, 'b', b)
    shown(a, b)
    expect(shown(a)).toEqual([a])
  })

  it('hides a deleted row that the cloud still lists', () => {
    recordDeleted('b')
    expect(shown(a, b)).toEqual([a])
    expect(shown(a)).toEqual([a])
    expect(shown(a, b)).toEqual([a])
  })

  it('hides a row that was created and deleted', () => {
    recordCreated(list.list, 'b', b)
    recordDeleted('b')
    expect(shown(a)).toEqual([a])
  })

  it('shows an edit that the cloud does not show yet, and whatever it shows afterwards', () => {
    recordEdited('a', { name: 'new' })
    expect(shown(a, b)).toEqual([{ ...a, name: 'new' }, b])
    expect(shown({ ...a, name: 'new' })).toEqual([{ ...a, name: 'new' }])
    expect(shown({ ...a, name: 'by somebody else' })).toEqual([{ ...a, name: 'by somebody else' }])
  })

  it('shows the edit of a row that is not listed yet, and a removed field', () => {
    recordCreated(list.list, 'b', { ...b, at: '2026' })
    recordEdited('b', { name: 'new', at: undefined })
    expect(shown(a)).toEqual([a, { id: 'b', name: 'new' }])
  })

  it('shows a created row before the cloud lists it, although its edit was seen elsewhere', async () => {
    recordCreated(list.list, 'b', b)
    recordEdited('b', { name: 'new' })
    const edited = { id: 'b', name: 'new' }
    expect(await oneWithRecentChanges('b', async () => edited)).toEqual(edited)
    expect(shown(a)).toEqual([a, edited])
  })

  it('is believed after a minute', () => {
    recordCreated(list.list, 'b', b)
    recordEdited('a', { name: 'new' })
    recordDeleted('c')
    minutePasses()
    expect(shown(a, { id: 'c', name: 'third' })).toEqual([a, { id: 'c', name: 'third' }])
  })
})

describe('one resource that lags behind', () => {
  it('is the created one before the cloud finds it', async () => {
    recordCreated(list.list, 'b', b)
    await expect(oneWithRecentChanges('b', notFound)).resolves.toEqual(b)
    minutePasses()
    await expect(oneWithRecentChanges('b', notFound)).rejects.toMatchObject({ http: 404 })
  })

  it('is not found after it was deleted', async () => {
    recordDeleted('a')
    await expect(oneWithRecentChanges('a', async () => a)).rejects.toMatchObject({ http: 404 })
  })

  it('has the edited fields', async () => {
    recordEdited('a', { name: 'new' })
    await expect(oneWithRecentChanges('a', async () => a)).resolves.toEqual({ ...a, name: 'new' })
  })
})
