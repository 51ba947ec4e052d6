import { defaultPageSize } from '#contract/page.ts'
import { validationFailed } from './status-error.ts'
import type { Cursor, Page, PageRequest } from '../store/store.ts'

export interface PageQuery {
  readonly pageSize?: number | undefined
  readonly pageToken?: string | undefined
}

/** Parses the paging parameters. @throws StatusError INVALID_ARGUMENT on a malformed page token */
export const pageRequest = ({ pageSize, pageToken }: PageQuery): PageRequest => ({
  limit: pageSize || defaultPageSize,
  after: pageToken ? parseToken(pageToken) : null,
})

/** The token of the next page, '' on the last. It encodes a keyset cursor, so it stays valid while rows come and go. */
export const nextPageToken = ({ next }: Page<unknown>): string =>
  next === null ? '' : btoa(`${Date.parse(next.createdAt)} ${next.id}`)

const parseToken = (token: string): Cursor => {
  const [, millis, id] = /^(\d{1,13}) ([\w.-]{1,256})$/.exec(decodeBase64(token)) ?? []
  if (millis === undefined || id === undefined) {
    throw validationFailed([{ field: 'page_token', description: 'Invalid page token' }])
  }
  return { createdAt: new Date(Number(millis)).toISOString(), id }
}

const decodeBase64 = (token: string): string => {
  try {
    return atob(token)
  } catch {
    return ''
  }
}

const epoch = new Date(0).toISOString()

/** Pages an in-memory list by id. Tokens stay valid while the list grows. */
export const pageById = <Row extends { readonly id: string }>(all: readonly Row[], query: PageQuery) => {
  const { limit, after } = pageRequest(query)
  const rest = all.filter(({ id }) => after === null || id > after.id).toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const rows = rest.slice(0, limit)
  const last = rest.length > limit ? rows.at(-1) : undefined
  return { rows, nextPageToken: nextPageToken({ rows, next: last ? { createdAt: epoch, id: last.id } : null }) }
}

const nameFilter = /^\s*name\s*=\s*"([a-z](?:[-a-z0-9]{0,61}[a-z0-9])?)"\s*$/

/** The name in a `filter` (grammar: API reference 2.4). @throws StatusError INVALID_ARGUMENT on any other filter */
export const nameFromFilter = (filter: string | undefined): string | undefined => {
  if (!filter) return undefined
  const name = nameFilter.exec(filter)?.[1]
  if (name === undefined) {
    throw validationFailed([
      { field: 'filter', description: 'Must have the form name = "value" with a value of 1 to 63 characters' },
    ])
  }
  return name
}
