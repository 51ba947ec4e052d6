import { afterEach, describe, expect, it, vi } from 'vitest'

import { type BulkProgress, bulkRun, noticeMilliseconds, type Outcome } from './bulk-run.ts'

const ids = Array.from({ length: 10 }, (_, index) => `item-${index}`)
const kinds = (run: ReturnType<typeof bulkRun>) => ids.map((id) => run.stateOf(id).kind)

/** Work that the test finishes. @param settle waits until the run has noticed */
const work = (settle = settled) => {
  const begun = new Map<string, PromiseWithResolvers<Outcome>>()
  let atOnce = 0
  let most = 0
  return {
    begun,
    most: () => most,
    do: async (id: string) => {
      const item = deferred<Outcome>()
      begun.set(id, item)
      most = Math.max(most, (atOnce += 1))
      try {
        return await item.promise
      } finally {
        atOnce -= 1
      }
    },
    end: async (id: string, outcome: Outcome | Error) => {
      const item = begun.get(id)
      if (outcome instanceof Error) item?.reject(outcome)
      else item?.resolve(outcome)
      await settle()
    },
  }
}

const deferred = <T>(): PromiseWithResolvers<T> => {
  let resolve: PromiseWithResolvers<T>['resolve'] = () => {}
  let reject: PromiseWithResolvers<T>['reject'] = () => {}
  const promise = new Promise<T>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
}

const settled = () => new Promise((resolve) => setTimeout(resolve))

afterEach(() => {
  vi.useRealTimers()
})

describe('bulkRun', () => {
  it('runs four items at once, in order, and starts the next when one ends', async () => {
    const { begun, most, do: perform, end } = work()
    const run = bulkRun(ids)
    const finished = run.start('waiting', perform)
    expect([...begun.keys()]).toEqual(ids.slice(0, 4))
    await end('item-2', 'done')
    expect([...begun.keys()]).toEqual(ids.slice(0, 5))
    expect(kinds(run).slice(0, 6)).toEqual(['running', 'running', 'done', 'running', 'running', 'waiting'])
    for (const id of ids) await end(id, 'done')
    await finished
    expect(most()).toBe(4)
    expect(run.progress.get()).toMatchObject({ running: false, count: { done: 10, running: 0, waiting: 0 } })
  })

  it('continues after a failure, keeps its error, and retries failed items alone', async () => {
    const asked: string[] = []
    let broken = true
    const lost = new Error('lost')
    const perform = async (id: string): Promise<Outcome> => {
      asked.push(id)
      if (broken && (id === 'item-1' || id === 'item-8')) throw lost
      return 'done'
    }
    const run = bulkRun(ids)
    await run.start('waiting', perform)
    expect(run.progress.get().count).toMatchObject({ done: 8, failed: 2 })
    expect(run.stateOf('item-8')).toEqual({ kind: 'failed', error: lost })

    broken = false
    asked.length = 0
    await run.start('failed', perform)
    expect(asked).toEqual(['item-1', 'item-8'])
    expect(run.progress.get().count).toMatchObject({ done: 10, failed: 0 })
  })

  it('finishes the running items when stopped, and can continue with the rest', async () => {
    const { begun, do: perform, end } = work()
    const run = bulkRun(ids)
    const finished = run.start('waiting', perform)
    run.stop()
    expect(run.progress.get()).toMatchObject({ running: true, stopping: true })
    for (const id of ids.slice(0, 3)) await end(id, 'done')
    await end('item-3', new Error('lost'))
    await finished
    expect([...begun.keys()]).toEqual(ids.slice(0, 4))
    expect(run.progress.get()).toMatchObject({ running: false, stopping: false })
    expect(kinds(run)).toEqual(['done', 'done', 'done', 'failed', ...Array<string>(6).fill('waiting')])

    void run.start('waiting', perform)
    expect([...begun.keys()]).toEqual(ids.slice(0, 8))
  })

  it('counts items that were already gone separately', async () => {
    const perform = async (id: string): Promise<Outcome> => (id === 'item-0' ? 'gone' : 'done')
    const run = bulkRun(ids)
    await run.start('waiting', perform)
    expect(run.progress.get().count).toEqual({ waiting: 0, running: 0, done: 9, gone: 1, failed: 0 })
  })

  it('does not start twice', async () => {
    const asked: string[] = []
    const perform = async (id: string): Promise<Outcome> => {
      asked.push(id)
      return 'done'
    }
    const run = bulkRun(ids)
    await Promise.all([run.start('waiting', perform), run.start('waiting', perform)])
    expect(asked).toEqual(ids)
  })

  it('notifies of the start and the end at once, and of finished items together', async () => {
    vi.useFakeTimers()
    const { do: perform, end } = work(() => Promise.resolve())
    const run = bulkRun(ids)
    const seen: BulkProgress[] = []
    run.progress.subscribe(() => seen.push(run.progress.get()))
    const finished = run.start('waiting', perform)
    expect(seen).toMatchObject([{ running: true, left: 10, count: { running: 4, waiting: 6 } }])
    for (const id of ids.slice(0, 6)) await end(id, 'done')
    expect(seen).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(noticeMilliseconds)
    expect(seen.slice(1)).toMatchObject([{ running: true, left: 4, count: { done: 6, running: 4 } }])
    for (const id of ids.slice(6)) await end(id, 'done')
    await finished
    await vi.advanceTimersByTimeAsync(noticeMilliseconds)
    expect(seen.slice(2)).toMatchObject([{ running: false, left: 0, count: { done: 10, running: 0 } }])
  })

  it('counts only the items of the run as left', async () => {
    const run = bulkRun(ids)
    const broken = async (id: string): Promise<Outcome> => {
      if (id === 'item-1') run.stop()
      throw new Error('lost')
    }
    await run.start('waiting', broken)
    expect(run.progress.get().count).toMatchObject({ failed: 2, waiting: 8 })
    const { do: perform } = work()
    void run.start('failed', perform)
    expect(run.progress.get().left).toBe(2)
  })
})
