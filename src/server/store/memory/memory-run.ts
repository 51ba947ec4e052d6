import type { Change } from './memory-data.ts'

export type Write = (change: Change) => void

/** Runs one call of the port: at once inside a transaction, as a transaction of its own outside. */
export type Run = <T>(call: (write: Write) => T) => Promise<T>
