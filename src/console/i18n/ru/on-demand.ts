import type { onDemand as english } from '../en/on-demand.ts'
import { bulk } from './bulk.ts'
import { bulkExpiry } from './bulk-expiry.ts'
import { exports } from './exports.ts'
import { leak } from './leak.ts'
import { newFolder } from './new-folder.ts'

export const onDemand = { bulk, bulkExpiry, exports, leak, newFolder } satisfies typeof english
