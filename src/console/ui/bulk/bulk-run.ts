import { makeStore, type Store } from '#console/state/store.ts'

/** `gone`: somebody else had already done it, which counts as success. */
export type Outcome = 'done' | 'gone'

/** The state of an item. */
export type ItemState =
  | { readonly kind: 'waiting' | 'running' | Outcome }
  | { readonly kind: 'failed'; readonly error: unknown }

/** The progress of a run. */
export interface BulkProgress {
  readonly running: boolean
  /** Stopped, and finishing the items in progress. */
  readonly stopping: boolean
  /** The number of items that this run has yet to finish. */
  readonly left: number
  /** The number of items per state. */
  readonly count: Readonly<Record<ItemState['kind'], number>>
}

export type Work = (id: string) => Promise<Outcome>

/** Runs the same work on many items. */
export interface BulkRun {
  /** Up to date when the run starts, stops and ends, and up to {@link noticeMilliseconds} late in between. */
  readonly progress: Pick<Store<BulkProgress>, 'get' | 'subscribe'>
  readonly stateOf: (id: string) => ItemState
  /**
   * Runs the items in this state, and resolves when none is running. Not reentrant.
   *
   * @param work handles one item. If it throws, that item has failed and the others continue
   */
  readonly start: (kind: 'waiting' | 'failed', work: Work) => Promise<void>
  /** Starts no further items. */
  readonly stop: () => void
}

const parallel = 4
/** Milliseconds between notices of finished items: rendering after each of 100,000 would keep the page busy. */
export const noticeMilliseconds = 200
const waiting = { kind: 'waiting' } as const satisfies ItemState

export const bulkRun = (ids: readonly string[]): BulkRun => {
  const states = new Map<string, ItemState>(ids.map((id) => [id, waiting]))
  const count = { waiting: ids.length, running: 0, done: 0, gone: 0, failed: 0 }
  let left = 0
  let control: AbortController | null = null
  let due: ReturnType<typeof setTimeout> | undefined
  const current = (): BulkProgress => ({
    running: control !== null,
    stopping: control?.signal.aborted === true,
    left,
    count: { ...count },
  })
  const progress = makeStore(current())

  const tell = () => {
    clearTimeout(due)
    due = undefined
    progress.set(current())
  }
  const stateOf = (id: string) => states.get(id) ?? waiting
  const set = (id: string, state: ItemState) => {
    count[stateOf(id).kind] -= 1
    count[state.kind] += 1
    states.set(id, state)
    due ??= setTimeout(tell, noticeMilliseconds)
  }

  const workOn = async (id: string, work: Work) => {
    set(id, { kind: 'running' })
    try {
      set(id, { kind: await work(id) })
    } catch (error) {
      set(id, { kind: 'failed', error })
    }
    left -= 1
  }

  return {
    progress,
    stateOf,
    start: async (kind, work) => {
      if (control !== null) return
      control = new AbortController()
      const { signal } = control
      const chosen = ids.filter((id) => stateOf(id).kind === kind)
      left = chosen.length
      // All workers share one iterator.
      const rest = chosen.values()
      const workers = Array.from({ length: parallel }, async () => {
        for (const id of rest) {
          if (signal.aborted) return
          await workOn(id, work)
        }
      })
      tell()
      await Promise.all(workers)
      control = null
      tell()
    },
    stop: () => {
      control?.abort()
      tell()
    },
  }
}
