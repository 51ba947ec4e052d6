import * as z from 'zod/mini'

import { text } from './field.ts'

/** The largest page a list may be asked for (API reference 2.2). */
export const maxPageSize = 1000

/** The page size of a list that was not asked for one; 0 means the same. */
export const defaultPageSize = 100

/** The paging fields of every list request. On the wire `pageSize` is a string (int64). */
export const pageQuery = {
  pageSize: z.optional(z.coerce.number<number | string>().check(z.int(), z.gte(0), z.lte(maxPageSize))),
  pageToken: z.optional(text(2000)),
}

/** Absent on the last page. */
export const nextPageToken = z._default(z.string(), '')
