import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { en } from '#console/i18n/en.ts'
import type { Operation } from '#contract/operation.ts'

import { errorWords } from './error-words.ts'
import { waitForOperation } from './operation.ts'
import { stubFetch } from './testing/stub-fetch.ts'

const operation = (changes: Partial<Operation> = {}): Operation => ({
  id: 'ajeoperation',
  description: 'Delete API key',
  createdAt: '2026-11-22T12:00:00Z',
  createdBy: 'aje1',
  modifiedAt: '2026-11-22T12:00:00Z',
  done: false,
  ...changes,
})

const fetch = stubFetch()

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const answers = (...operations: Operation[]) => {
  for (const answer of operations) fetch.mockImplementationOnce(async () => Response.json(answer))
}

/** The rejection's reason. Attached before the timers run, because an unhandled rejection fails the test. */
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => 'succeeded',
    (cause: unknown) => cause,
  )

describe('waitForOperation', () => {
  it('does not poll an operation that is already done', async () => {
    const done = operation({ done: true })
    await expect(waitForOperation(done)).resolves.toBe(done)
    expect(fetch).not.toHaveBeenCalled()
  })

  it('polls until it is done, and returns the last response', async () => {
    const done = operation({ done: true, modifiedAt: '2026-11-22T12:00:03Z' })
    answers(operation(), operation(), done)
    const waiting = waitForOperation(operation())
    await vi.runAllTimersAsync()
    await expect(waiting).resolves.toEqual(done)
    expect(fetch.mock.calls.map(([url]) => url)).toEqual(Array(3).fill('/operations/ajeoperation'))
  })

  it('says that an operation runs, only if it is not done yet', async () => {
    const onRunning = vi.fn<(running: Operation) => void>()
    await waitForOperation(operation({ done: true }), onRunning)
    expect(onRunning).not.toHaveBeenCalled()
    answers(operation({ done: true }))
    const waiting = waitForOperation(operation(), onRunning)
    expect(onRunning.mock.calls).toEqual([[operation()]])
    await vi.runAllTimersAsync()
    await waiting
    expect(onRunning).toHaveBeenCalledTimes(1)
  })

  it('polls after a second, then more slowly, at least every five seconds', async () => {
    const started = Date.now()
    const asked: number[] = []
    fetch.mockImplementation(async () => {
      asked.push(Date.now() - started)
      return Response.json(operation({ done: asked.length === 8 }))
    })
    const waiting = waitForOperation(operation())
    await vi.runAllTimersAsync()
    await waiting
    const waits = asked.map((at, index) => at - (asked[index - 1] ?? 0))
    expect(waits).toEqual([1000, 1500, 2250, 3375, 5000, 5000, 5000, 5000])
  })

  it('fails with the error that ends it', async () => {
    answers(operation({ done: true, error: { code: 5, message: 'No such key', details: [] } }))
    const waiting = failure(waitForOperation(operation()))
    await vi.runAllTimersAsync()
    await expect(waiting).resolves.toMatchObject({
      failure: 'status',
      http: 0,
      message: 'No such key',
      status: { code: 5 },
    })
  })

  it('fails at once with an initial error, done or not', async () => {
    const error = { code: 7, message: 'Permission denied', details: [] }
    await expect(waitForOperation(operation({ done: true, error }))).rejects.toMatchObject({ status: error })
    await expect(waitForOperation(operation({ error }))).rejects.toMatchObject({ status: error })
    expect(fetch).not.toHaveBeenCalled()
  })

  it('repeats a poll whose response was lost', async () => {
    const done = operation({ done: true })
    fetch.mockRejectedValueOnce(new TypeError('Failed to fetch'))
    fetch.mockImplementationOnce(async () => new Response('<html>', { status: 502 }))
    answers(done)
    const waiting = waitForOperation(operation())
    await vi.runAllTimersAsync()
    await expect(waiting).resolves.toEqual(done)
  })

  it.each([
    ['network', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['status', async () => Response.json({ code: 14, message: 'Not now' }, { status: 503 })],
  ])('fails when it cannot be asked about (%s), and leaves open how it ended', async (kind, answer) => {
    fetch.mockImplementation(answer)
    const waiting = failure(waitForOperation(operation()))
    await vi.runAllTimersAsync()
    await expect(waiting).resolves.toMatchObject({ failure: kind, maybeDone: true })
    expect(fetch).toHaveBeenCalledTimes(3)
    expect(errorWords(en, await waiting).todo).toBe(en.error.maybeDoneHelp)
  })

  it('repeats a poll that came too soon', async () => {
    const tooMany = { code: 8, message: 'Too many requests', details: [] }
    fetch.mockImplementationOnce(async () => Response.json(tooMany, { status: 429 }))
    answers(operation({ done: true }))
    const waiting = waitForOperation(operation())
    await vi.runAllTimersAsync()
    await expect(waiting).resolves.toMatchObject({ done: true })
  })

  it('does not repeat a forbidden poll', async () => {
    const refusal = { code: 7, message: 'Permission denied', details: [] }
    fetch.mockImplementation(async () => Response.json(refusal, { status: 403 }))
    const waiting = failure(waitForOperation(operation()))
    await vi.runAllTimersAsync()
    await expect(waiting).resolves.toMatchObject({ maybeDone: true })
    expect(fetch).toHaveBeenCalledTimes(1)
  })

  it('stops polling when the caller aborts', async () => {
    const caller = new AbortController()
    fetch.mockImplementation(async (_, init) => {
      init?.signal?.throwIfAborted()
      return Response.json(operation())
    })
    const waiting = failure(waitForOperation(operation(), undefined, caller.signal))
    await vi.advanceTimersByTimeAsync(1000)
    caller.abort()
    await vi.runAllTimersAsync()
    await expect(waiting).resolves.toMatchObject({ name: 'AbortError' })
    expect(fetch).toHaveBeenCalledTimes(2)
  })
})
