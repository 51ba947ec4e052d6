import type { onDemand as english } from '../en/on-demand.ts'
import { bulkExpiry } from './bulk-expiry.ts'

export const onDemand = { bulkExpiry } satisfies typeof english
