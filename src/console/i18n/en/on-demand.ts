import { bulkExpiry } from './bulk-expiry.ts'
import { leak } from './leak.ts'

/** The texts of parts that load on demand. */
export const onDemand = { bulkExpiry, leak }
