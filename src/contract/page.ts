import * as z from 'zod/mini'

import { text } from './field.ts'

/** The largest page a list may be asked for (API reference 2.2). */
export const maxPageSize = 1000

/** The page size of a list that was not asked for one; 0 means the same. */
export const defaultPageSize = 100

// Number() reads 0x10, 1e2, 1.0 and blanks too; an int64 of the API is written in decimal digits. `pageSize=` is 0.
const int64 = z.transform((size: number | string, { issues }) => {
  if (typeof size === 'number' || /^(-?\d+)?$/.test(size)) return Number(size)
  issues.push({ code: 'invalid_type', expected: 'int', input: size })
  return z.NEVER
})
const pageSize = z
  .pipe(int64, z.number().check(z.int(), z.gte(0), z.lte(maxPageSize)))
  .register(z.globalRegistry, { type: 'integer', minimum: 0, maximum: maxPageSize })

/** The paging fields of every list request. On the wire `pageSize` is a string (int64). */
export const pageQuery = {
  pageSize: z.optional(pageSize),
  pageToken: z.optional(text(2000)),
}

/** Absent on the last page. */
export const nextPageToken = z._default(z.string(), '')
