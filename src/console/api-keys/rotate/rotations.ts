import { useSyncExternalStore } from 'react'
import * as z from 'zod/mini'

import { now } from '#console/clock.ts'

/** Which key takes the place of which. Nothing in the API links them, so this browser remembers it: ids, and no more. */
const rotation = z.object({ serviceAccountId: z.string(), oldId: z.string(), newId: z.string(), startedAt: z.number() })
export type Rotation = z.infer<typeof rotation>

const storageKey = 'keyrack.rotations'
const kept = 50
const keptMilliseconds = 60 * 24 * 60 * 60_000
const stored = z.catch(z.array(rotation), [])

/** @param text what the storage holds */
export const parseRotations = (text: string | null, readAt: number): readonly Rotation[] => {
  try {
    return stored.parse(JSON.parse(text ?? '[]')).filter(({ startedAt }) => readAt - startedAt < keptMilliseconds)
  } catch {
    return []
  }
}

const listeners = new Set<() => void>()
let cache: { readonly text: string | null; readonly all: readonly Rotation[] } = { text: null, all: [] }

const read = (): readonly Rotation[] => {
  try {
    const text = localStorage.getItem(storageKey)
    if (text !== cache.text) cache = { text, all: parseRotations(text, now()) }
  } catch {
    // Storage may be forbidden; then it is known until the page is left.
  }
  return cache.all
}

const write = (all: readonly Rotation[]) => {
  const text = JSON.stringify(all)
  cache = { text, all }
  try {
    localStorage.setItem(storageKey, text)
  } catch {
    // See above.
  }
  for (const listener of listeners) listener()
}

export const rememberRotation = (added: Rotation): void =>
  write([added, ...read().filter(({ oldId }) => oldId !== added.oldId)].slice(0, kept))

export const forgetRotation = ({ oldId, newId }: Rotation): void =>
  write(read().filter((each) => each.oldId !== oldId || each.newId !== newId))

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  // Another tab.
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}

/** The rotations that were begun in this browser within 60 days and not yet dismissed. */
export const useRotations = (): readonly Rotation[] => useSyncExternalStore(subscribe, read)
