import { makeStore, useStore } from '#console/state/store.ts'
import type { Operation } from '#contract/operation.ts'

/** A write whose dialog was closed before the service had finished it. */
export interface BackgroundWrite {
  readonly operation: Operation
  readonly state: 'running' | 'done' | 'failed'
  /** Set if it failed. */
  readonly error?: unknown
}

const writes = makeStore<readonly BackgroundWrite[]>([])

const others = ({ id }: Operation) => writes.get().filter(({ operation }) => operation.id !== id)

/** Follows a running operation that a dialog shows. */
export const followOperation = (operation: Operation) => {
  let inBackground = false
  const show = (write: Omit<BackgroundWrite, 'operation'>) =>
    writes.set([...others(operation), { operation, ...write }])
  return {
    /** The dialog was closed: the operation is shown on the page from now on, with its result. */
    moveToBackground: () => {
      inBackground = true
      show({ state: 'running' })
    },
    /** @param error null if it succeeded */
    settle: (error: unknown) => {
      if (inBackground) show(error === null ? { state: 'done' } : { state: 'failed', error })
    },
  }
}

/** The writes in the background, oldest change first. */
export const backgroundWrites = (): readonly BackgroundWrite[] => writes.get()

export const useBackgroundWrites = (): readonly BackgroundWrite[] => useStore(writes)

export const dismissBackgroundWrite = ({ operation }: BackgroundWrite): void => writes.set(others(operation))
