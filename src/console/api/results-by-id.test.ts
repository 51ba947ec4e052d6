import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, it, vi } from 'vitest'

import { type ResultsById, streamedResults } from './results-by-id.ts'

const ids = Array.from({ length: 20 }, (_, index) => `id-${index}`)

const observer = (load: (id: string) => Promise<string>) =>
  new QueryObserver<ResultsById<string>>(new QueryClient(), {
    queryKey: ['results'],
    queryFn: streamedResults(ids, load),
    retry: false,
  })

it('requests each item once, a few at a time', async () => {
  let running = 0
  let most = 0
  const asked: string[] = []
  const { data } = await observer(async (id) => {
    asked.push(id)
    most = Math.max(most, (running += 1))
    await Promise.resolve()
    running -= 1
    return `result to ${id}`
  }).refetch()
  expect(asked).toEqual(ids)
  expect(most).toBe(6)
  expect(data?.known).toEqual(new Map(ids.map((id) => [id, `result to ${id}`])))
})

it('keeps a failure beside the results, and repeats it alone', async () => {
  const lost = new Error('lost')
  const load = vi.fn<(id: string) => Promise<string>>(async (id) => {
    if (id === 'id-7') throw lost
    return id
  })
  const results = observer(load)
  const first = await results.refetch()
  expect(first.data?.failed).toEqual(new Map([['id-7', lost]]))
  expect(first.data?.known.size).toBe(19)

  load.mockClear()
  load.mockImplementation(async (id) => id)
  const second = await results.refetch()
  expect(load.mock.calls.map(([id]) => id)).toEqual(['id-7'])
  expect(second.data?.failed.size).toBe(0)
  expect(second.data?.known.size).toBe(20)
})

it('requests no more items once nothing uses them', async () => {
  const asked: string[] = []
  let release = (_result: string): void => undefined
  const held = new Promise<string>((resolve) => (release = resolve))
  const results = observer(async (id) => {
    asked.push(id)
    return held
  })
  const stop = results.subscribe(() => undefined)
  await vi.waitFor(() => expect(asked).toHaveLength(6))
  stop()
  release('late')
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(asked).toHaveLength(6)
})
