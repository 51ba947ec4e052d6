import { createStore, delMany, entries, setMany, clear } from 'idb-keyval'

import { type MemoryStore, openMemoryStore } from '#server/store/memory/memory-store.ts'
import { seedDemo } from '#server/installation/demo-data.ts'

type Change = Parameters<MemoryStore['apply']>[0][number]

const name = 'keyrack-mock'
const rows = createStore(name, 'rows')
const tabs = new BroadcastChannel(name)
const resetMessage = 'forgotten'
const keyOf = ({ table, id }: Change) => `${table} ${id}`

/** The mock's store. Persists its rows in IndexedDB and broadcasts each change to other tabs. */
export const openPersistentStore = async (): Promise<MemoryStore> => {
  // Listen first: changes that other tabs make while the rows are read must not be lost.
  const missed: (readonly Change[])[] = []
  let receive = (changes: readonly Change[]): void => void missed.push(changes)
  tabs.addEventListener('message', ({ data }: MessageEvent<readonly Change[] | typeof resetMessage>) => {
    if (data === resetMessage) window.location.reload()
    else receive(data)
  })

  // One tab at a time: two that open at once would each create their own demo data.
  const store = await exclusively(async () => {
    const stored = (await entries<string, Change>(rows)).map(([, change]) => change)
    const opened = openMemoryStore({ rows: stored, onCommit: save })
    if (stored.length === 0) await seedDemo(opened, new Date(), 0)
    return opened
  })
  receive = (changes) => void store.apply(changes)
  for (const changes of missed) receive(changes)
  return store
}

// The write awaits it, so that acknowledged changes survive a reload.
const save = async (changes: readonly Change[]) => {
  const [deleted, upserted] = [changes.filter(({ row }) => row === null), changes.filter(({ row }) => row !== null)]
  await setMany(
    upserted.map((change) => [keyOf(change), change]),
    rows,
  )
  await delMany(deleted.map(keyOf), rows)
  tabs.postMessage(changes)
}

// Web Locks need HTTPS. Without it, two first tabs may differ until they are reloaded.
const exclusively = <T>(work: () => Promise<T>): Promise<T> =>
  'locks' in navigator ? navigator.locks.request(name, work) : work()

/** Deletes all rows and reloads the other tabs. The next start creates the demo data again. */
export const resetData = async (): Promise<void> => {
  await clear(rows)
  tabs.postMessage(resetMessage)
}
