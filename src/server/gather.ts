interface Waiting<Item, Result> {
  readonly item: Item
  readonly settle: (result: PromiseSettledResult<Result>) => void
}

const mostTogether = 100

/**
 * Does together what is asked for at the same time: while a turn of a group is under way, what comes gathers for its
 * next, as databases commit. What is asked for never joins work that has begun, and groups do not wait for each other.
 *
 * @param work answers for each item, in their order; when it rejects, each is answered with that
 */
export const gathered = <Item, Result>(
  work: (items: readonly Item[]) => Promise<readonly PromiseSettledResult<Result>[]>,
  groupOf: (item: Item) => string = () => '',
): ((item: Item) => Promise<Result>) => {
  const groups = new Map<string, Waiting<Item, Result>[]>()

  const run = async (name: string, waiting: Waiting<Item, Result>[]): Promise<void> => {
    await allHasArrived()
    while (waiting.length > 0) {
      const turn = waiting.splice(0, mostTogether)
      const failed = (reason: unknown) => turn.map(() => ({ status: 'rejected', reason }) as const)
      const results = await work(turn.map(({ item }) => item)).catch(failed)
      turn.forEach(({ settle }, index) =>
        settle(results[index] ?? { status: 'rejected', reason: new Error('No result') }),
      )
      await allHasArrived()
    }
    groups.delete(name)
  }

  return (item) =>
    new Promise((resolve, reject) => {
      const name = groupOf(item)
      const settle = (result: PromiseSettledResult<Result>) =>
        result.status === 'fulfilled' ? resolve(result.value) : reject(result.reason)
      const waiting = groups.get(name)
      if (waiting) waiting.push({ item, settle })
      else {
        const first = [{ item, settle }]
        groups.set(name, first)
        void run(name, first)
      }
    })
}

/** Node reads what has arrived one request after another, and does all that it can do of each before the next. */
export const allHasArrived = (): Promise<void> =>
  new Promise((resolve) => (typeof setImmediate === 'function' ? setImmediate(resolve) : queueMicrotask(resolve)))
