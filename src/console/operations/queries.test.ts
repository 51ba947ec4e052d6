import { environmentManager, focusManager, QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { operationQueries } from './queries.ts'

const second = 1000
let done = false
const fetch = vi.fn<typeof globalThis.fetch>(async () => {
  const createdAt = '2026-11-22T12:00:00Z'
  return Response.json({ operations: [{ id: 'aje1', createdAt, modifiedAt: createdAt, createdBy: 'aje2', done }] })
})

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-22T12:00:00Z') })
  vi.stubGlobal('fetch', fetch)
  // Polling runs only in a browser.
  environmentManager.setIsServer(() => false)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  environmentManager.setIsServer(() => true)
  focusManager.setFocused(undefined)
})

it('operations are polled while one runs, but not while the tab is hidden', async () => {
  const client = new QueryClient()
  const leave = new QueryObserver(client, operationQueries.ofServiceAccount('aje2')).subscribe(() => {})
  client.mount()
  const asked = async (milliseconds: number) => {
    fetch.mockClear()
    await vi.advanceTimersByTimeAsync(milliseconds)
    return fetch.mock.calls.length
  }
  expect(await asked(3.5 * second)).toBe(4)

  focusManager.setFocused(false)
  expect(await asked(60 * second)).toBe(0)

  focusManager.setFocused(true)
  expect(await asked(0)).toBe(1)
  done = true
  // The interval has grown.
  expect(await asked(7 * second)).toBe(1)
  expect(await asked(60 * second)).toBe(0)
  leave()
  client.unmount()
})
