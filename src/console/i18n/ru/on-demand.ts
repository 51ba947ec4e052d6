import type { onDemand as english } from '../en/on-demand.ts'
import { bulkExpiry } from './bulk-expiry.ts'
import { leak } from './leak.ts'

export const onDemand = { bulkExpiry, leak } satisfies typeof english
