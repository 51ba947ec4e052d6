import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { describe, expect, it } from 'vitest'

import { pages, type Rows, streamedRows } from './pages.ts'

/** A list of three pages, which notes what it is asked for. */
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
  it('gives every page in order, each under the token of the one before', async () => {
    const { asked, load } = list()
    const rows: string[] = []
    for await (const page of pages(load)) rows.push(...page.rows)
    expect(rows).toEqual(['first of ', 'first of b', 'first of c'])
    expect(asked).toEqual(['', 'b', 'c'])
  })

  it('gives an only page, even an empty one', async () => {
    const seen = []
    for await (const page of pages(async () => ({ rows: [], nextPageToken: '' }))) seen.push(page)
    expect(seen).toEqual([{ rows: [], nextPageToken: '' }])
  })

  it('asks for a page only when the one before was taken', async () => {
    const { asked, load } = list()
    for await (const page of pages(load)) if (page.nextPageToken === 'c') break
    expect(asked).toEqual(['', 'b'])
  })

  it('fails with the page that fails, after the ones that came', async () => {
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

  it('shows the rows of each page as soon as it is there, and says when they are all', async () => {
    const { seen, stop } = await watch(list().load)
    stop()
    expect(seen.filter(({ rows }) => rows.length > 0)).toEqual([
      { rows: ['first of '], complete: false },
      { rows: ['first of ', 'first of b'], complete: false },
      { rows: ['first of ', 'first of b', 'first of c'], complete: true },
    ])
  })

  it('keeps what came before a page that failed, and does not call it all', async () => {
    const { load } = list()
    const { state, stop } = await watch((token) => (token === 'c' ? Promise.reject(new Error('lost')) : load(token)))
    stop()
    expect(state()).toMatchObject({
      status: 'error',
      data: { rows: ['first of ', 'first of b'], complete: false },
    })
  })

  it('replaces the rows of before only when a refresh has them all', async () => {
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
