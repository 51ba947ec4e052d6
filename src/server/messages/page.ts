import { defaultPageSize } from '#contract/page.ts'
import { validationFailed } from './status-error.ts'
import type { Cursor, Page, PageRequest } from '../store/store.ts'

export interface PageQuery {
  readonly pageSize?: number | undefined
  readonly pageToken?: string | undefined
}

/** What a list request asks the store for. @throws StatusError on a token that this service did not make */
export const pageRequest = ({ pageSize, pageToken }: PageQuery): PageRequest => ({
  limit: pageSize || defaultPageSize,
  after: pageToken ? readToken(pageToken) : null,
})

/** The token of the next page, '' on the last. It names a place in the list, so rows may come and go meanwhile. */
export const nextPageToken = ({ next }: Page<unknown>): string =>
  next === null ? '' : btoa(`${Date.parse(next.createdAt)} ${next.id}`)

const readToken = (token: string): Cursor => {
  const [, millis, id] = /^(\d{1,13}) ([\w.-]{1,256})$/.exec(decode(token)) ?? []
  if (millis === undefined || id === undefined) {
    throw validationFailed([{ field: 'page_token', description: 'Not a token of this list' }])
  }
  return { createdAt: new Date(Number(millis)).toISOString(), id }
}

const decode = (token: string): string => {
  try {
    return atob(token)
  } catch {
    return ''
  }
}

/** A page of rows that were gathered one by one, in the order of the store. */
export const pageOfRows = <Row extends Cursor>(all: readonly Row[], query: PageQuery): Page<Row> => {
  const { limit, after } = pageRequest(query)
  const rest = all.filter((row) => after === null || compare(row, after) > 0).toSorted(compare)
  const rows = rest.slice(0, limit)
  const last = rest.length > limit ? rows.at(-1) : undefined
  return { rows, next: last ? { createdAt: last.createdAt, id: last.id } : null }
}

const compare = (a: Cursor, b: Cursor): number => {
  if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? -1 : 1
  return a.id === b.id ? 0 : a.id < b.id ? -1 : 1
}

const epoch = new Date(0).toISOString()

/** A page of what is not in the store, by id: a token stays right while the list grows. */
export const pageById = <Row extends { readonly id: string }>(all: readonly Row[], query: PageQuery) => {
  const page = pageOfRows(
    all.map((row) => ({ id: row.id, createdAt: epoch, row })),
    query,
  )
  return { rows: page.rows.map(({ row }) => row), nextPageToken: nextPageToken(page) }
}

const nameFilter = /^\s*name\s*=\s*"([a-z][-a-z0-9]{1,61}[a-z0-9])"\s*$/

/** The name that a `filter` asks for (grammar: API reference 2.4). @throws StatusError on any other filter */
export const nameOf = (filter: string | undefined): string | undefined => {
  if (!filter) return undefined
  const name = nameFilter.exec(filter)?.[1]
  if (name === undefined) {
    throw validationFailed([{ field: 'filter', description: 'Must be of the form name = "value", 3 to 63 characters' }])
  }
  return name
}
