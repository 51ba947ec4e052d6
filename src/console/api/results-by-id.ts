import {
  experimental_streamedQuery as streamedQuery,
  type QueryClient,
  type QueryFunction,
  type QueryKey,
  useQuery,
  type UseQueryOptions,
} from '@tanstack/react-query'

import { inBatches } from './pages.ts'

/** Data about each of many items, by id. Missing until loaded. */
export interface ResultsById<Result> {
  readonly known: ReadonlyMap<string, Result>
  /** One of the errors. */
  readonly failed: ReadonlyMap<string, unknown>
}

const none: ResultsById<never> = { known: new Map<string, never>(), failed: new Map<string, unknown>() }

interface LoadContext {
  readonly client: QueryClient
  readonly signal: AbortSignal
}
type Load<Result> = (id: string, context: LoadContext) => Promise<Result>

const atOnce = 6
/** Milliseconds until an update. Each goes through all items of a plan, so long ones wait longer. */
const pauseOf = (stepsDone: number) => Math.max(200, stepsDone)

/**
 * A query that loads data about each of many items, a few at a time. A refetch repeats only the failed ones.
 *
 * @param ids without duplicates
 */
export const streamedResults = <Result>(
  ids: readonly string[],
  load: Load<Result>,
): QueryFunction<ResultsById<Result>> =>
  streamedQuery({
    streamFn: ({ client, queryKey, signal }) => {
      const before = client.getQueryData<ResultsById<Result>>(queryKey)
      if (before !== undefined) client.setQueryData(queryKey, { ...before, failed: none.failed })
      const missing = before === undefined ? ids : ids.filter((id) => !before.known.has(id))
      return inBatches(
        asTheyArrive(missing, (id) => load(id, { client, signal }), signal),
        pauseOf,
      )
    },
    reducer: (before: ResultsById<Result>, batch: readonly Outcome<Result>[]) => {
      const known = new Map(before.known)
      const failed = new Map(before.failed)
      for (const { id, result, error } of batch) {
        if (result === undefined) failed.set(id, error)
        else known.set(id, result.value)
      }
      return { known, failed }
    },
    initialValue: none,
    refetchMode: 'append',
  })

/** The result about an item, or why there is none. */
export interface Outcome<Result> {
  readonly id: string
  /** Undefined after a failure. */
  readonly result?: { readonly value: Result }
  readonly error?: unknown
}

/** Loads data about many items, a few at a time, and yields results as they arrive. Stops after `signal` aborts. */
export async function* asTheyArrive<Result>(
  ids: readonly string[],
  load: (id: string) => Promise<Result>,
  signal: AbortSignal,
): AsyncGenerator<Outcome<Result>> {
  const start = async (id: string): Promise<Outcome<Result>> => {
    try {
      return { id, result: { value: await load(id) } }
    } catch (error) {
      return { id, error }
    }
  }
  const running = new Map<string, Promise<Outcome<Result>>>()
  const next = ids.values()
  for (;;) {
    while (running.size < atOnce && !signal.aborted) {
      const { value: id, done } = next.next()
      if (done) break
      running.set(id, start(id))
    }
    if (running.size === 0) return
    const outcome = await Promise.race(running.values())
    running.delete(outcome.id)
    yield outcome
  }
}

/** Uses a query of {@link streamedResults}. */
export const useResults = <Result, Key extends QueryKey>(
  query: UseQueryOptions<ResultsById<Result>, Error, ResultsById<Result>, Key>,
  ids: readonly string[],
) => {
  const { data: { known, failed } = none, refetch } = useQuery(query)
  const done = known.size + failed.size
  return {
    known,
    failed,
    /** The number of items. */
    done,
    asking: done < ids.length,
    /** One of the errors. */
    error: [...failed.values()][0],
    /** Repeats the failed queries. */
    retry: () => void refetch(),
  }
}
