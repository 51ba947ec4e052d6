import { makeStore, type Store } from '#console/state/store.ts'

/** `gone`: somebody else had done it before, which is as good. */
export type Outcome = 'done' | 'gone'

/** How one item fares. */
export type ItemState =
  | { readonly kind: 'waiting' | 'running' | Outcome }
  | { readonly kind: 'failed'; readonly error: unknown }

/** How all of them fare. A new object with each change. */
export interface BulkProgress {
  readonly running: boolean
  /** It was told to stop, and finishes what it had begun. */
  readonly stopping: boolean
  /** How many items are in each state. */
  readonly count: Readonly<Record<ItemState['kind'], number>>
}

/** The same work on many items. */
export interface BulkRun {
  readonly progress: Pick<Store<BulkProgress>, 'get' | 'subscribe'>
  readonly stateOf: (id: string) => ItemState
  /** Works on the items in this state, and resolves when no more of them run. Nothing else may run meanwhile. */
  readonly start: (kind: 'waiting' | 'failed') => Promise<void>
  /** Begins no other item. */
  readonly stop: () => void
}

const parallel = 4
const waiting = { kind: 'waiting' } as const satisfies ItemState

/** @param work what is done to one item; when it throws, that item has failed and the others go on */
export const bulkRun = (ids: readonly string[], work: (id: string) => Promise<Outcome>): BulkRun => {
  const states = new Map<string, ItemState>(ids.map((id) => [id, waiting]))
  const count = { waiting: ids.length, running: 0, done: 0, gone: 0, failed: 0 }
  let control: AbortController | null = null
  const progress = makeStore<BulkProgress>({ running: false, stopping: false, count: { ...count } })

  const tell = () =>
    progress.set({ running: control !== null, stopping: control?.signal.aborted === true, count: { ...count } })
  const stateOf = (id: string) => states.get(id) ?? waiting
  const set = (id: string, state: ItemState) => {
    count[stateOf(id).kind] -= 1
    count[state.kind] += 1
    states.set(id, state)
    tell()
  }

  const workOn = async (id: string) => {
    set(id, { kind: 'running' })
    try {
      set(id, { kind: await work(id) })
    } catch (error) {
      set(id, { kind: 'failed', error })
    }
  }

  return {
    progress,
    stateOf,
    start: async (kind) => {
      if (control !== null) return
      control = new AbortController()
      const { signal } = control
      // One iterator for all workers: each takes the next item.
      const chosen = ids.filter((id) => stateOf(id).kind === kind).values()
      tell()
      await Promise.all(
        Array.from({ length: parallel }, async () => {
          for (const id of chosen) {
            if (signal.aborted) return
            await workOn(id)
          }
        }),
      )
      control = null
      tell()
    },
    stop: () => {
      control?.abort()
      tell()
    },
  }
}
