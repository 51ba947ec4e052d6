import type * as z from 'zod/mini'

import { basePath } from '../served.ts'
import { makeStore } from './store.ts'

/** A store whose value survives a reload. */
export interface Remembered<Value> {
  /** Undefined without a stored value, or with an invalid one. */
  readonly get: () => Value | undefined
  readonly set: (next: Value) => void
  /** Also reports changes from other tabs. Returns a function that unsubscribes. */
  readonly subscribe: (listener: () => void) => () => void
}

/**
 * Remembers a value in this browser. If storage is blocked, it lasts until the page is left.
 *
 * @param name of the value, which Keyracks on one origin keep apart by their base paths
 * @param schema validates the stored value, because another application on this origin may use the same key
 * @param storage may throw
 */
export const remembered = <Value>(
  name: string,
  schema: z.ZodMiniType<Value>,
  storage: () => Storage = () => localStorage,
): Remembered<Value> => {
  const key = basePath + name
  let last: { readonly text: string | null; readonly value: Value | undefined } = { text: null, value: undefined }
  const changes = makeStore(last)

  return {
    get: () => {
      try {
        const text = storage().getItem(key)
        // The same text must return the same object, because useSyncExternalStore compares them.
        if (text !== last.text) last = { text, value: parse(schema, text) }
      } catch {
        // Storage is forbidden.
      }
      return last.value
    },
    set: (value) => {
      // Strings are stored as they are, so that first-paint.js can read them.
      const text = typeof value === 'string' ? value : JSON.stringify(value)
      last = { text, value }
      try {
        storage().setItem(key, text)
      } catch {
        // Storage is blocked.
      }
      changes.set(last)
    },
    subscribe: (listener) => {
      const stop = changes.subscribe(listener)
      window.addEventListener('storage', listener)
      return () => {
        stop()
        window.removeEventListener('storage', listener)
      }
    },
  }
}

const parse = <Value>(schema: z.ZodMiniType<Value>, text: string | null): Value | undefined => {
  if (text === null) return undefined
  const asString = schema.safeParse(text)
  if (asString.success) return asString.data
  try {
    return schema.safeParse(JSON.parse(text)).data
  } catch {
    // Invalid JSON.
    return undefined
  }
}
