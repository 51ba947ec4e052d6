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

const epoch = new Date(0).toISOString()

/** A page of what is not in the store, by id: a token stays right while the list grows. */
export const pageById = <Row extends { readonly id: string }>(all: readonly Row[], query: PageQuery) => {
  const { limit, after } = pageRequest(query)
  const rest = all.filter(({ id }) => after === null || id > after.id).toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const rows = rest.slice(0, limit)
  const last = rest.length > limit ? rows.at(-1) : undefined
  return { rows, nextPageToken: nextPageToken({ rows, next: last ? { createdAt: epoch, id: last.id } : null }) }
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
