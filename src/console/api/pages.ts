import { experimental_streamedQuery as streamedQuery, type QueryFunction } from '@tanstack/react-query'

import { ApiError } from './api-error.ts'
import { type ListOfRows, missingRows, withRecentChanges } from './recent-changes.ts'

/**
 * All pages of a list, in order.
 *
 * @param load loads the page behind a token. '' is the first
 */
export async function* pages<Page extends { readonly nextPageToken: string }>(
  load: (pageToken: string) => Promise<Page>,
): AsyncGenerator<Page> {
  let token = ''
  do {
    const page = await load(token)
    yield page
    // It would never end.
    if (page.nextPageToken !== '' && page.nextPageToken === token) {
      throw new ApiError('malformed', '', { problem: 'nextPageToken: repeated' })
    }
    token = page.nextPageToken
  } while (token !== '')
}

/**
 * Batches `items`: the first at once, the next ones after a pause. Never delays a batch for a slow item, and delivers a
 * pending batch when the source fails.
 *
 * @param pauseAfter milliseconds between two batches, by the number of items delivered so far
 */
export async function* inBatches<Item>(
  items: AsyncIterator<Item>,
  pauseAfter: (delivered: number) => number,
): AsyncGenerator<readonly Item[]> {
  let held: Item[] = []
  let delivered = 0
  let due = -Infinity
  try {
    for (;;) {
      // Caught here and rethrown below, because nothing awaits it during the pause.
      const next = items.next().then(
        (result) => ({ result }),
        (error: unknown) => ({ error }),
      )
      let outcome: Awaited<typeof next> | undefined
      if (held.length > 0) {
        // More than once, because browsers cut the pause to whole milliseconds.
        while (outcome === undefined && performance.now() < due) {
          outcome = await Promise.race([next, pause(due - performance.now())])
        }
        if (performance.now() >= due) {
          yield held
          delivered += held.length
          held = []
          due = performance.now() + pauseAfter(delivered)
        }
      }
      outcome ??= await next
      if ('error' in outcome || outcome.result.done) {
        if (held.length > 0) yield held
        if ('error' in outcome) throw outcome.error
        return
      }
      held.push(outcome.result.value)
    }
  } finally {
    void items.return?.()
  }
}

const pause = (milliseconds: number) =>
  new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), milliseconds))

/** Milliseconds until a loading list grows again. That searches and sorts all its rows, so long lists wait longer. */
const pauseOf = (pagesShown: number) => Math.max(300, 20 * pagesShown)

/** The rows loaded so far. */
export interface Rows<Row> {
  readonly rows: readonly Row[]
  /** False while pages are missing. */
  readonly complete: boolean
}

interface RowsPage<Row> {
  readonly rows: readonly Row[]
  readonly nextPageToken: string
}

/**
 * A query of a whole list. The first page shows at once and later pages in batches. A refresh replaces all rows at the
 * end.
 *
 * @param list if it can change, to show what this page changed recently
 */
export const streamedRows = <Row>(
  load: (pageToken: string, signal: AbortSignal) => Promise<RowsPage<Row>>,
  list?: ListOfRows<Row>,
): QueryFunction<Rows<Row>> =>
  streamedQuery({
    streamFn: ({ signal }) =>
      inBatches(
        pages((pageToken) => load(pageToken, signal)),
        pauseOf,
      ),
    reducer: (before: Rows<Row>, batch: readonly RowsPage<Row>[]) => {
      const loaded = batch.flatMap(({ rows }) => rows)
      const rows = before.rows.concat(list === undefined ? loaded : withRecentChanges(loaded, list))
      const complete = batch.at(-1)?.nextPageToken === ''
      return { rows: complete && list !== undefined ? rows.concat(missingRows(rows, list)) : rows, complete }
    },
    initialValue: { rows: [], complete: false },
    refetchMode: 'replace',
  })

/** A query of a whole list that nobody watches while it loads: the same rows, all at once, for less work. */
export const allRows =
  <Row>(
    load: (pageToken: string, signal: AbortSignal) => Promise<RowsPage<Row>>,
    list: ListOfRows<Row>,
  ): QueryFunction<Rows<Row>> =>
  async ({ signal }) => {
    let loaded: readonly Row[] = []
    for await (const page of pages((pageToken) => load(pageToken, signal))) loaded = loaded.concat(page.rows)
    const rows = withRecentChanges(loaded, list)
    return { rows: rows.concat(missingRows(rows, list)), complete: true }
  }
