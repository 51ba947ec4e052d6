import { createStore, delMany, entries, setMany, clear } from 'idb-keyval'

import { type MemoryStore, openMemoryStore } from '#server/store/memory/memory-store.ts'
import { seedDemo } from '#server/installation/demo-data.ts'

type Change = Parameters<MemoryStore['apply']>[0][number]

const name = 'keyrack-mock'
const rows = createStore(name, 'rows')
const tabs = new BroadcastChannel(name)
const forgotten = 'forgotten'
const keyOf = ({ table, id }: Change) => `${table} ${id}`

/** The mock's store: its rows outlive the page in IndexedDB, and other tabs hear of each change. */
export const openPersistentStore = async (): Promise<MemoryStore> => {
  // From the very beginning: what another tab changes while the rows are read must not be missed.
  const missed: (readonly Change[])[] = []
  let hear = (changes: readonly Change[]): void => void missed.push(changes)
  tabs.addEventListener('message', ({ data }: MessageEvent<readonly Change[] | typeof forgotten>) => {
    if (data === forgotten) window.location.reload()
    else hear(data)
  })

  // One tab after the other: two that are opened at once would both begin with demo data of their own.
  const store = await alone(async () => {
    const kept = (await entries<string, Change>(rows)).map(([, change]) => change)
    const opened = openMemoryStore({ rows: kept, onCommit: keep })
    if (kept.length === 0) await seedDemo(opened, new Date(), 0)
    return opened
  })
  hear = (changes) => void store.apply(changes)
  for (const changes of missed) hear(changes)
  return store
}

// Awaited by the write: what was acknowledged is there after a reload.
const keep = async (changes: readonly Change[]) => {
  const [gone, here] = [changes.filter(({ row }) => row === null), changes.filter(({ row }) => row !== null)]
  await setMany(
    here.map((change) => [keyOf(change), change]),
    rows,
  )
  await delMany(gone.map(keyOf), rows)
  tabs.postMessage(changes)
}

// A page without HTTPS has no locks; there, two first tabs may differ until they are reloaded.
const alone = <T>(work: () => Promise<T>): Promise<T> =>
  'locks' in navigator ? navigator.locks.request(name, work) : work()

/** Forgets everything, in every tab; the next start begins with the demo data. */
export const forget = async (): Promise<void> => {
  await clear(rows)
  tabs.postMessage(forgotten)
}
