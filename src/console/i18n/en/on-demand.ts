import { bulk } from './bulk.ts'
import { bulkExpiry } from './bulk-expiry.ts'
import { exports } from './exports.ts'
import { leak } from './leak.ts'
import { newFolder } from './new-folder.ts'

/** The texts of parts that load on demand. */
export const onDemand = { bulk, bulkExpiry, exports, leak, newFolder }
