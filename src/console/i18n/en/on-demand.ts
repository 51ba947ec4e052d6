import { bulkExpiry } from './bulk-expiry.ts'

/** The texts of parts that load on demand. */
export const onDemand = { bulkExpiry }
