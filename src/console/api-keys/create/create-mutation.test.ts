import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { ResponseLost } from '#console/api/repeat-until-response.ts'
import { stubFetch } from '#console/api/testing/stub-fetch.ts'
import type { CreatedApiKey } from '../queries.ts'
import { newAttempt } from './attempt.ts'
import { createApiKeyMutation } from './create-mutation.ts'

const fetch = stubFetch()

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** What arrives when the service answers a creation with this. */
const createdBy = async (answer: unknown): Promise<CreatedApiKey> => {
  fetch.mockImplementation(async () => Response.json(answer))
  const client = new QueryClient()
  const attempt = newAttempt({ serviceAccountId: 'aje1' }, [])
  const arrived = new Promise<CreatedApiKey>((resolve, reject) => {
    const mutation = client.getMutationCache().build(client, createApiKeyMutation(resolve))
    mutation.execute({ attempt, signal: new AbortController().signal, onRepeat: () => {} }).catch(reject)
  })
  // Attached before the timers run, because an unhandled rejection fails the test.
  arrived.catch(() => undefined)
  await vi.runAllTimersAsync()
  return arrived
}

describe('a created key', () => {
  const secret = 'AQVNFAKE'

  it.each([
    [
      'a field has another type',
      { apiKey: { id: 'aje2', createdAt: 7, scopes: ['a'] }, secret },
      { id: 'aje2', scopes: ['a'] },
    ],
    ['the key is missing', { secret }, { id: '', scopes: [] }],
    ['the key is a text', { apiKey: 'aje2', secret }, { id: '' }],
  ])('hands over its secret although %s', async (_, answer, apiKey) => {
    await expect(createdBy(answer)).resolves.toMatchObject({ secret, apiKey })
  })

  it.each([{}, { secret: '' }, { secret: { text: secret } }])(
    'counts as lost without a readable secret: %j',
    async (rest) => {
      const lost: unknown = await createdBy({ apiKey: { id: 'aje2' }, ...rest }).catch((error: unknown) => error)
      expect(lost).toBeInstanceOf(ResponseLost)
    },
  )
})
