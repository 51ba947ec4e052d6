import { makeStore, useStore } from '#console/state/store.ts'

interface Expiring {
  /** The number of keys that expire within 14 days. */
  readonly soon: number
  /** The number of keys that expire within a day. */
  readonly today: number
}

/**
 * Of the keys that this session has loaded, those that expire, by folder. `watch-expiries.ts` fills it, so that the
 * first page needs little code.
 */
export const expiring = makeStore<Readonly<Record<string, Expiring>>>({})

const none: Expiring = { soon: 0, today: 0 }

export const useExpiring = (folderId = ''): Expiring => useStore(expiring)[folderId] ?? none
