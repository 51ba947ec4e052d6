import type { Page } from '@playwright/test'
import type { QueryClient } from '@tanstack/react-query'

/** Everywhere in the page that contains the text. */
export const placesOf = (page: Page, secret: string): Promise<readonly string[]> =>
  page.evaluate(async (needle) => {
    const databases = async () => {
      const found: unknown[] = []
      for (const { name } of await indexedDB.databases()) {
        const db = await new Promise<IDBDatabase>((resolve, reject) => {
          const request = indexedDB.open(name ?? '')
          request.addEventListener('success', () => resolve(request.result))
          request.addEventListener('error', () => reject(request.error))
        })
        for (const store of db.objectStoreNames) {
          const request = db.transaction(store).objectStore(store).getAll()
          found.push(
            await new Promise((resolve) => {
              request.addEventListener('success', () => resolve(request.result))
            }),
          )
        }
        db.close()
      }
      return JSON.stringify(found)
    }

    // Everything reachable from React's tree: state, props, and the caches of queries and mutations.
    const caches: (readonly { options: object; state: object }[])[] = []
    const reachable = (start: unknown) => {
      const seen = new Set<unknown>()
      const waiting = [start]
      while (waiting.length > 0) {
        const value = waiting.pop()
        if (typeof value === 'string' && value.includes(needle)) return true
        if (typeof value !== 'object' || value === null || seen.has(value) || value instanceof Node) continue
        seen.add(value)
        // The caches are in private fields, which only the client can read.
        if ('getMutationCache' in value) {
          const client = value as QueryClient
          caches.push(client.getQueryCache().getAll(), client.getMutationCache().getAll())
          for (const { options, state } of caches.flat()) waiting.push(options, state)
        }
        if (value instanceof Map) waiting.push(...value.keys(), ...value.values())
        if (value instanceof Set) waiting.push(...value)
        for (const key of Reflect.ownKeys(value)) {
          const descriptor = Object.getOwnPropertyDescriptor(value, key)
          if (descriptor && 'value' in descriptor) waiting.push(descriptor.value)
        }
      }
      return false
    }
    const root = document.getElementById('root')
    const fiber = Object.entries(root ?? {}).find(([key]) => key.startsWith('__reactContainer'))?.[1] as unknown
    if (fiber === undefined) throw new Error('React keeps its tree elsewhere now')

    const fields = [...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value)
    const places = {
      document: document.documentElement.outerHTML + fields.join('\n'),
      address: location.href,
      'history.state': JSON.stringify(history.state),
      localStorage: JSON.stringify(localStorage),
      sessionStorage: JSON.stringify(sessionStorage),
      IndexedDB: await databases(),
      cookies: document.cookie,
    }
    const found = Object.entries(places).flatMap(([place, text]) => (text.includes(needle) ? [place] : []))
    const inState = reachable(fiber)
    if (!inState && caches.flat().length === 0) throw new Error('The caches of queries and mutations were not found')
    return inState ? [...found, 'state of React or a cache'] : found
  }, secret)
