import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { allRows, inBatches, pages, type Rows, streamedRows } from './pages.ts'

/** A list of three pages that records its requests. */
const list = () => {
  const asked: string[] = []
  const next: Record<string, string> = { '': 'b', b: 'c', c: '' }
  const load = async (pageToken: string) => {
    asked.push(pageToken)
    return { rows: [`first of ${pageToken}`], nextPageToken: next[pageToken] ?? '' }
  }
  return { asked, load }
}

describe('pages', () => {
  it('yields every page in order, each by the token of the previous one', async () => {
    const { asked, load } = list()
    const rows: string[] = []
    for await (const page of pages(load)) rows.push(...page.rows)
    expect(rows).toEqual(['first of ', 'first of b', 'first of c'])
    expect(asked).toEqual(['', 'b', 'c'])
  })

  it('yields a single page, even an empty one', async () => {
    const seen = []
    for await (const page of pages(async () => ({ rows: [], nextPageToken: '' }))) seen.push(page)
    expect(seen).toEqual([{ rows: [], nextPageToken: '' }])
  })

  it('requests a page only after the previous one was consumed', async () => {
    const { asked, load } = list()
    for await (const page of pages(load)) if (page.nextPageToken === 'c') break
    expect(asked).toEqual(['', 'b'])
  })

  it('fails with the failing page, after the previous ones', async () => {
    const { load } = list()
    const seen: string[] = []
    const reading = (async () => {
      for await (const page of pages((token) => (token === 'c' ? Promise.reject(new Error('lost')) : load(token)))) {
        seen.push(...page.rows)
      }
    })()
    await expect(reading).rejects.toThrow('lost')
    expect(seen).toEqual(['first of ', 'first of b'])
  })
})

describe('inBatches', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  /** Emits items at these milliseconds, and records when each batch arrives. */
  const seenOf = async (arrivals: readonly number[], failsAt?: number, pauseAfter = (_: number) => 300) => {
    const start = performance.now()
    const at = () => Math.round(performance.now() - start)
    const items = async function* () {
      for (const arrival of arrivals) {
        await new Promise((resolve) => setTimeout(resolve, arrival - at()))
        yield arrival
      }
      if (failsAt === undefined) return
      await new Promise((resolve) => setTimeout(resolve, failsAt - at()))
      throw new Error('lost')
    }
    const seen: unknown[] = []
    const reading = (async () => {
      for await (const batch of inBatches(items(), pauseAfter)) seen.push([at(), ...batch])
    })().catch((error: unknown) => seen.push([at(), String(error)]))
    await vi.runAllTimersAsync()
    await reading
    return seen
  }

  it('yields the first item at once, and later ones together', async () => {
    expect(await seenOf([10, 20, 30, 400, 410])).toEqual([
      [10, 10],
      [310, 20, 30],
      [410, 400, 410],
    ])
  })

  it('does not delay items for a slow next one', async () => {
    expect(await seenOf([0, 100, 5000, 9000])).toEqual([
      [0, 0],
      [300, 100],
      [5000, 5000],
      [9000, 9000],
    ])
  })

  it('does not delay items when a pause ends early, because browsers cut it to whole milliseconds', async () => {
    const { setTimeout: exact } = globalThis
    vi.stubGlobal('setTimeout', (run: () => void, after: number) => exact(run, after > 1 ? after - 1 : after))
    const seen = await seenOf([0, 100, 5000])
    vi.unstubAllGlobals()
    expect(seen).toEqual([
      [0, 0],
      [300, 100],
      [4999, 5000],
    ])
  })

  it('waits longer the more was delivered', async () => {
    expect(await seenOf([0, 10, 110, 210, 310, 600], undefined, (delivered) => 100 * delivered)).toEqual([
      [0, 0],
      [100, 10],
      [300, 110, 210],
      [600, 310, 600],
    ])
  })

  it('yields everything that came before a failure', async () => {
    expect(await seenOf([0, 10], 20)).toEqual([
      [0, 0],
      [20, 10],
      [20, 'Error: lost'],
    ])
  })

  it('yields nothing for an empty source', async () => {
    expect(await seenOf([])).toEqual([])
  })

  it('ends the source when the consumer stops', async () => {
    let ended = false
    const items = async function* () {
      try {
        for (;;) yield 1
      } finally {
        ended = true
      }
    }
    for await (const _ of inBatches(items(), () => 0)) break
    await vi.runAllTimersAsync()
    expect(ended).toBe(true)
  })
})

describe('streamedRows', () => {
  const watch = async (load: Parameters<typeof streamedRows<string>>[0]) => {
    const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
    const options = { queryKey: ['rows'], queryFn: streamedRows(load), structuralSharing: false }
    const seen: Rows<string>[] = []
    const stop = new QueryObserver(client, options).subscribe(({ data }) => {
      if (data !== undefined && data !== seen.at(-1)) seen.push(data)
    })
    const refetch = () => client.refetchQueries(options)
    await client.fetchQuery(options).catch(() => {})
    return { seen, refetch, stop, state: () => client.getQueryState<Rows<string>>(['rows']) }
  }

  it('shows the first page at once, others in batches, and says when it is complete', async () => {
    const { seen, stop } = await watch(list().load)
    stop()
    expect(seen.filter(({ rows }) => rows.length > 0)).toEqual([
      { rows: ['first of '], complete: false },
      { rows: ['first of ', 'first of b', 'first of c'], complete: true },
    ])
  })

  it('keeps the pages before a failed one as incomplete', async () => {
    const { load } = list()
    const { state, stop } = await watch((token) => (token === 'c' ? Promise.reject(new Error('lost')) : load(token)))
    stop()
    expect(state()).toMatchObject({
      status: 'error',
      data: { rows: ['first of ', 'first of b'], complete: false },
    })
  })

  it('replaces the old rows only when a refresh is complete', async () => {
    const { load } = list()
    let round = 1
    const { seen, refetch, stop } = await watch(async (token) => {
      const { nextPageToken } = await load(token)
      return { rows: [`${round}${token}`], nextPageToken }
    })
    const before = seen.length
    round = 2
    await refetch()
    stop()
    expect(seen.slice(before)).toEqual([{ rows: ['2', '2b', '2c'], complete: true }])
  })
})

describe('allRows', () => {
  it('changes the cache once, when every page is loaded', async () => {
    const client = new QueryClient()
    const seen: unknown[] = []
    client.getQueryCache().subscribe(({ query: { state } }) => seen.push(state.data))
    const { load } = list()
    await client.query({ queryKey: ['rows'], queryFn: allRows(load, { list: 'rows', idOf: (row) => row }) })
    const whole = { rows: ['first of ', 'first of b', 'first of c'], complete: true }
    expect([...new Set(seen)]).toEqual([undefined, whole])
  })
})
