import { QueryClient } from '@tanstack/react-query'
import { expect, it } from 'vitest'

import { ApiError } from '#console/api/api-error.ts'
import { codes } from '#contract/status.ts'
import { apiKeyQueries } from '../queries.ts'
import { rotationRefresh } from './rotation-refresh.ts'

const rotation = { serviceAccountId: 'aje', oldId: 'old', newId: 'new', startedAt: 0 }

const after = async (id: string, code: number) => {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const error = new ApiError('status', '', { status: { code, message: '', details: [] } })
  await client.query({ ...apiKeyQueries.one(id), queryFn: () => Promise.reject(error) }).catch(() => undefined)
  return rotationRefresh(client, rotation)()
}

it('the keys of a rotation are polled until one of them is gone', async () => {
  expect(rotationRefresh(new QueryClient(), rotation)()).toBe(30_000)
  expect(await after('old', codes.UNAVAILABLE.code)).toBe(30_000)
  expect(await after('old', codes.NOT_FOUND.code)).toBe(false)
  expect(await after('new', codes.NOT_FOUND.code)).toBe(false)
  expect(await after('other', codes.NOT_FOUND.code)).toBe(30_000)
})
