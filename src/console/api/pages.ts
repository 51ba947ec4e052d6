import { experimental_streamedQuery as streamedQuery, type QueryFunction } from '@tanstack/react-query'

/**
 * All pages of a list, in order.
 *
 * @param load asks for the page behind a token; '' is the first
 */
export async function* pages<Page extends { readonly nextPageToken: string }>(
  load: (pageToken: string) => Promise<Page>,
): AsyncGenerator<Page> {
  let token = ''
  do {
    const page = await load(token)
    yield page
    token = page.nextPageToken
  } while (token !== '')
}

/**
 * What `items` gives, several at a time: the first at once, the next ones when `milliseconds` have passed since. Nothing
 * is held back longer, whatever the next item waits for, nor lost when it fails.
 */
export async function* inBatches<Item>(
  items: AsyncIterator<Item>,
  milliseconds: number,
): AsyncGenerator<readonly Item[]> {
  let held: Item[] = []
  let last = -Infinity
  try {
    for (;;) {
      // Caught here and thrown below: while the timer is waited for nobody would.
      const next = items.next().then(
        (result) => ({ result }),
        (error: unknown) => ({ error }),
      )
      if (held.length > 0) {
        await Promise.race([next, pause(last + milliseconds - performance.now())])
        if (performance.now() - last >= milliseconds) {
          yield held
          held = []
          last = performance.now()
        }
      }
      const answer = await next
      if ('error' in answer || answer.result.done) {
        if (held.length > 0) yield held
        if ('error' in answer) throw answer.error
        return
      }
      held.push(answer.result.value)
    }
  } finally {
    void items.return?.()
  }
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** How often a list grows while its pages arrive: each time it is searched, sorted and drawn anew. */
const growEvery = 300

/** The rows of a list as far as they are there. */
export interface Rows<Row> {
  readonly rows: readonly Row[]
  /** False while pages are missing: on their way, or failed. */
  readonly complete: boolean
}

interface RowsPage<Row> {
  readonly rows: readonly Row[]
  readonly nextPageToken: string
}

/** A query of a whole list: the first page shows at once, the others soon after they came; a refresh replaces them all at its end. */
export const streamedRows = <Row>(
  load: (pageToken: string, signal: AbortSignal) => Promise<RowsPage<Row>>,
): QueryFunction<Rows<Row>> =>
  streamedQuery({
    streamFn: ({ signal }) =>
      inBatches(
        pages((pageToken) => load(pageToken, signal)),
        growEvery,
      ),
    reducer: (before: Rows<Row>, batch: readonly RowsPage<Row>[]) => ({
      rows: before.rows.concat(batch.flatMap(({ rows }) => rows)),
      complete: batch.at(-1)?.nextPageToken === '',
    }),
    initialValue: { rows: [], complete: false },
    refetchMode: 'replace',
  })
