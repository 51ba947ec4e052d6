import type { onDemand as english } from '../en/on-demand.ts'
import { bulkExpiry } from './bulk-expiry.ts'
import { exports } from './exports.ts'
import { leak } from './leak.ts'

export const onDemand = { bulkExpiry, exports, leak } satisfies typeof english
