import { createStore, delMany, entries, setMany, clear } from 'idb-keyval'

import { type MemoryStore, openMemoryStore } from '#server/store/memory/memory-store.ts'
import { seedDemo } from '#server/seed.ts'

type Change = Parameters<MemoryStore['apply']>[0][number]

const rows = createStore('keyrack-mock', 'rows')
const keyOf = ({ table, id }: Change) => `${table} ${id}`

/** The mock's store: its rows outlive the page in IndexedDB, and other tabs hear of each change. */
export const openPersistentStore = async (): Promise<MemoryStore> => {
  const tabs = new BroadcastChannel('keyrack-mock')
  const kept = (await entries<string, Change>(rows)).map(([, change]) => change)
  const store = openMemoryStore({
    rows: kept,
    // Awaited by the write: what was acknowledged is there after a reload.
    onCommit: async (changes) => {
      const [gone, here] = [changes.filter(({ row }) => row === null), changes.filter(({ row }) => row !== null)]
      await setMany(
        here.map((change) => [keyOf(change), change]),
        rows,
      )
      await delMany(gone.map(keyOf), rows)
      tabs.postMessage(changes)
    },
  })
  tabs.addEventListener('message', (event: MessageEvent<Change[]>) => void store.apply(event.data))
  if (kept.length === 0) await seedDemo(store, new Date())
  return store
}

/** Forgets everything; the next start begins with the demo data. */
export const forget = (): Promise<void> => clear(rows)
