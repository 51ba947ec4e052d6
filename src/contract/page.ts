import * as z from 'zod/mini'

import { text } from './field.ts'

/** The largest `pageSize` a list accepts (API reference 2.2). */
export const maxPageSize = 1000

/** The page size when the request has none, or 0. */
export const defaultPageSize = 100

// Number() also accepts 0x10, 1e2, 1.0 and blanks, but an int64 on the wire is decimal digits only. `pageSize=` is 0.
const int64 = z.transform((size: number | string, { issues }) => {
  if (typeof size === 'number' || /^(-?\d+)?$/.test(size)) return Number(size)
  issues.push({ code: 'invalid_type', expected: 'int', input: size })
  return z.NEVER
})
const pageSize = z
  .pipe(int64, z.number().check(z.int(), z.gte(0), z.lte(maxPageSize)))
  .register(z.globalRegistry, { type: 'integer', minimum: 0, maximum: maxPageSize })

/** The paging parameters of every list request. On the wire `pageSize` is a string (int64). */
export const pageQuery = {
  pageSize: z.optional(pageSize),
  pageToken: z.optional(text(2000)),
}

/** Omitted on the wire, and '' once parsed, on the last page. */
export const nextPageToken = z._default(z.string(), '')
