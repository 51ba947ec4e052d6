import type { Change } from './memory-data.ts'

export type Write = (change: Change) => void

/** Runs one call of the port: directly within a transaction, otherwise in its own. */
export type Run = <T>(call: (write: Write) => T) => Promise<T>
