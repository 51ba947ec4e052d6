/** What of one group is under way, and what waits for its next turn. */
interface Group<Item, Result> {
  waiting: { readonly item: Item; readonly settle: (result: PromiseSettledResult<Result>) => void }[]
  running: number
}

const mostTogether = 100

/**
 * Does together what is asked for at the same time: while a group has as much under way as `atOnce`, more gathers for
 * its next turn, as databases commit. What is asked for never joins work that has begun, and groups do not wait for
 * each other.
 *
 * @param work answers for each item, in their order; when it rejects, each is answered with that
 */
export const gathered = <Item, Result>(
  work: (items: readonly Item[]) => Promise<readonly PromiseSettledResult<Result>[]>,
  groupOf: (item: Item) => string = () => '',
  atOnce = 1,
): ((item: Item) => Promise<Result>) => {
  const groups = new Map<string, Group<Item, Result>>()

  const next = async (name: string, group: Group<Item, Result>): Promise<void> => {
    if (group.running >= atOnce) return
    group.running += 1
    await allHasArrived()
    const turn = group.waiting.splice(0, mostTogether)
    if (turn.length > 0) {
      const failed = (reason: unknown) => turn.map(() => ({ status: 'rejected', reason }) as const)
      const results = await work(turn.map(({ item }) => item)).catch(failed)
      turn.forEach(({ settle }, index) =>
        settle(results[index] ?? { status: 'rejected', reason: new Error('No result') }),
      )
    }
    group.running -= 1
    if (group.waiting.length > 0) void next(name, group)
    else if (group.running === 0) groups.delete(name)
  }

  return (item) =>
    new Promise((resolve, reject) => {
      const name = groupOf(item)
      const group = groups.get(name) ?? { waiting: [], running: 0 }
      groups.set(name, group)
      const settle = (result: PromiseSettledResult<Result>) =>
        result.status === 'fulfilled' ? resolve(result.value) : reject(result.reason)
      group.waiting.push({ item, settle })
      void next(name, group)
    })
}

/** Node reads what has arrived one request after another, and does all that it can do of each before the next. */
const allHasArrived = (): Promise<void> =>
  new Promise((resolve) => (typeof setImmediate === 'function' ? setImmediate(resolve) : queueMicrotask(resolve)))
