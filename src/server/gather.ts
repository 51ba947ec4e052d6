/**
 * Does together what is asked for at the same time: while as much as `atOnce` is under way, more gathers for the next
 * turn, as databases commit. What is asked for never joins work that has begun.
 *
 * @param work answers for each item, in their order; when it rejects, each is answered with that
 */
export const gathered = <Item, Result>(
  work: (items: readonly Item[]) => Promise<readonly PromiseSettledResult<Result>[]>,
  atOnce = 1,
): ((item: Item) => Promise<Result>) => {
  let waiting: { readonly item: Item; readonly settle: (result: PromiseSettledResult<Result>) => void }[] = []
  let running = 0

  const next = async (): Promise<void> => {
    if (running >= atOnce || waiting.length === 0) return
    running += 1
    // What has arrived by now is still being read, one request after another.
    await soon()
    const turn = waiting.splice(0, mostTogether)
    const failed = (reason: unknown) => turn.map(() => ({ status: 'rejected', reason }) as const)
    const results = await work(turn.map(({ item }) => item)).catch(failed)
    running -= 1
    turn.forEach(({ settle }, index) =>
      settle(results[index] ?? { status: 'rejected', reason: new Error('No result') }),
    )
    void next()
  }

  return (item) =>
    new Promise((resolve, reject) => {
      const settle = (result: PromiseSettledResult<Result>) =>
        result.status === 'fulfilled' ? resolve(result.value) : reject(result.reason)
      waiting.push({ item, settle })
      void next()
    })
}

const mostTogether = 100

/** When all that has arrived is read; browsers know timers only. */
const soon = (): Promise<void> =>
  new Promise((resolve) => {
    if (typeof setImmediate === 'function') setImmediate(resolve)
    else setTimeout(resolve)
  })
