import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { type CodeName, codes } from '#contract/status.ts'
import { ApiError } from './api-error.ts'
import { ResponseLost, pauses, repeatUntilResponse } from './repeat-until-response.ts'

const network = new ApiError('network', 'request', { write: true })
const timeout = new ApiError('timeout', 'request', { write: true })
const malformed = new ApiError('malformed', 'request', { write: true, http: 502 })
const refused = (name: CodeName) =>
  new ApiError('status', 'request', {
    http: codes[name].http,
    status: { code: codes[name].code, message: name, details: [] },
  })

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

/** Runs to the end with these responses. The last one repeats. */
const run = async (responses: readonly unknown[], stopAfter?: number, repeatable = true) => {
  const stop = new AbortController()
  const sentAt: number[] = []
  const started = Date.now()
  const onRepeat = vi.fn<() => void>()
  const send = async () => {
    const response = responses[Math.min(sentAt.length, responses.length - 1)]
    sentAt.push(Date.now() - started)
    if (response instanceof Error) throw response
    return response
  }
  if (stopAfter !== undefined) setTimeout(() => stop.abort(), stopAfter)
  const ended = repeatUntilResponse(send, { signal: stop.signal, onRepeat, repeatable }).catch(
    (error: unknown) => error,
  )
  await vi.runAllTimersAsync()
  return { ended: await ended, sentAt, repeats: onRepeat.mock.calls.length, lasted: Date.now() - started }
}

describe('repeatUntilResponse', () => {
  it('sends one request if a response arrives', async () => {
    expect(await run(['the response'])).toMatchObject({ ended: 'the response', sentAt: [0], repeats: 0 })
  })

  it.each([
    ['the connection broke', network],
    ['nothing came in time', timeout],
    ['it made no sense', malformed],
    ['the service was not available', refused('UNAVAILABLE')],
    ['the service failed', refused('INTERNAL')],
    ['a gateway gave up', refused('DEADLINE_EXCEEDED')],
  ])('asks twice more, with growing pauses, when %s', async (_, lost) => {
    const { ended, sentAt, repeats } = await run([lost])
    expect(sentAt).toEqual([0, pauses[0], pauses[0] + pauses[1]])
    expect(repeats).toBe(2)
    expect(ended).toBeInstanceOf(ResponseLost)
    expect(ended).toMatchObject({ reason: lost })
  })

  it('returns the response that finally arrives', async () => {
    expect(await run([network, timeout, 'the response'])).toMatchObject({ ended: 'the response', repeats: 2 })
  })

  it.each(['INVALID_ARGUMENT', 'PERMISSION_DENIED', 'RESOURCE_EXHAUSTED', 'UNAUTHENTICATED', 'UNIMPLEMENTED'] as const)(
    'takes %s for a refusal, and does not repeat it',
    async (name) => {
      const refusal = refused(name)
      expect(await run([refusal])).toMatchObject({ ended: refusal, sentAt: [0] })
    },
  )

  it('does not treat the rejection of a repeated request as one of the first', async () => {
    const refusal = refused('PERMISSION_DENIED')
    const { ended, sentAt } = await run([network, refusal])
    expect(sentAt).toHaveLength(2)
    expect(ended).toBeInstanceOf(ResponseLost)
    expect(ended).toMatchObject({ reason: refusal })
  })

  it('knows that the write was done if the service no longer keeps the response', async () => {
    const { ended, sentAt } = await run([refused('ALREADY_EXISTS')])
    expect(sentAt).toEqual([0])
    expect(ended).toBeInstanceOf(ResponseLost)
  })

  it('stops during a pause when aborted', async () => {
    const { ended, sentAt, lasted } = await run([network], 300)
    expect(sentAt).toEqual([0])
    expect(ended).toBeInstanceOf(ResponseLost)
    // Only the pause's timer is left, and it does nothing.
    expect(lasted).toBe(pauses[0])
  })

  it('treats an aborted request as lost, whatever its outcome', async () => {
    const stop = new AbortController()
    const send = async () => {
      stop.abort()
      throw stop.signal.reason
    }
    const ended = await repeatUntilResponse(send, { signal: stop.signal, onRepeat: () => {} }).catch(
      (error: unknown) => error,
    )
    expect(ended).toBeInstanceOf(ResponseLost)
    expect(ended).toMatchObject({ reason: stop.signal.reason })
  })

  it.each([network, timeout, malformed, refused('UNAVAILABLE'), refused('ALREADY_EXISTS')])(
    'never repeats a request that may run twice: %s',
    async (lost) => {
      const { ended, sentAt } = await run([lost, 'the response'], undefined, false)
      expect(ended).toBeInstanceOf(ResponseLost)
      expect(sentAt).toEqual([0])
    },
  )

  it('passes on the rejection of a request that may run twice', async () => {
    const rejection = refused('PERMISSION_DENIED')
    expect((await run([rejection], undefined, false)).ended).toBe(rejection)
  })
})
