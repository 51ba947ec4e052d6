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

/** A query of a whole list: the rows of each page show as soon as it is there; a refresh replaces them all at its end. */
export const streamedRows = <Row>(
  load: (pageToken: string, signal: AbortSignal) => Promise<RowsPage<Row>>,
): QueryFunction<Rows<Row>> =>
  streamedQuery({
    streamFn: ({ signal }) => pages((pageToken) => load(pageToken, signal)),
    reducer: (before: Rows<Row>, page: RowsPage<Row>) => ({
      rows: [...before.rows, ...page.rows],
      complete: page.nextPageToken === '',
    }),
    initialValue: { rows: [], complete: false },
    refetchMode: 'replace',
  })
