import {
  experimental_streamedQuery as streamedQuery,
  type QueryClient,
  type QueryFunction,
  type QueryKey,
  useQuery,
  type UseQueryOptions,
} from '@tanstack/react-query'

import { inBatches } from './pages.ts'

/** Answers about many items, by id. Missing until loaded. */
export interface Answers<Answer> {
  readonly known: ReadonlyMap<string, Answer>
  /** One of the errors. */
  readonly failed: ReadonlyMap<string, unknown>
}

const none: Answers<never> = { known: new Map<string, never>(), failed: new Map<string, unknown>() }

interface AskContext {
  readonly client: QueryClient
  readonly signal: AbortSignal
}
type Ask<Answer> = (id: string, context: AskContext) => Promise<Answer>

const atOnce = 6
// Throttle: each update builds the text of every item.
const growEvery = 200

/**
 * A query that loads data about each of many items, a few at a time. A refetch repeats only the failed ones.
 *
 * @param ids without duplicates
 */
export const streamedAnswers = <Answer>(ids: readonly string[], ask: Ask<Answer>): QueryFunction<Answers<Answer>> =>
  streamedQuery({
    streamFn: ({ client, queryKey, signal }) => {
      const before = client.getQueryData<Answers<Answer>>(queryKey)
      if (before !== undefined) client.setQueryData(queryKey, { ...before, failed: none.failed })
      const missing = before === undefined ? ids : ids.filter((id) => !before.known.has(id))
      return inBatches(
        asTheyArrive(missing, (id) => ask(id, { client, signal }), signal),
        growEvery,
      )
    },
    reducer: (before: Answers<Answer>, batch: readonly Outcome<Answer>[]) => {
      const known = new Map(before.known)
      const failed = new Map(before.failed)
      for (const { id, answer, error } of batch) {
        if (answer === undefined) failed.set(id, error)
        else known.set(id, answer.value)
      }
      return { known, failed }
    },
    initialValue: none,
    refetchMode: 'append',
  })

/** The answer about an item, or why there is none. */
export interface Outcome<Answer> {
  readonly id: string
  /** Undefined after a failure. */
  readonly answer?: { readonly value: Answer }
  readonly error?: unknown
}

/** Asks about many items, a few at a time, and yields answers as they arrive. Asks nothing more after `signal` aborts. */
export async function* asTheyArrive<Answer>(
  ids: readonly string[],
  ask: (id: string) => Promise<Answer>,
  signal: AbortSignal,
): AsyncGenerator<Outcome<Answer>> {
  const start = async (id: string): Promise<Outcome<Answer>> => {
    try {
      return { id, answer: { value: await ask(id) } }
    } catch (error) {
      return { id, error }
    }
  }
  const running = new Map<string, Promise<Outcome<Answer>>>()
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

/** Uses a query of {@link streamedAnswers}. */
export const useAnswers = <Answer, Key extends QueryKey>(
  query: UseQueryOptions<Answers<Answer>, Error, Answers<Answer>, Key>,
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
