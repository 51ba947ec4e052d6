import { gathered } from './gather.ts'
import { Written, written } from './http/mount.ts'
import { withinPatience } from './patience.ts'
import type { Store } from './store/store.ts'

/** Answers under this name, made when none is ready. What is made must depend on nothing but the name and the store. */
export type ReadyAnswers = (name: string, make: () => Promise<unknown>) => Promise<Written>

const encoder = new TextEncoder()
// A short answer is made as soon as it is looked up.
const shortest = 4096
const mostCharacters = 16 * 1024 * 1024

/** Keeps answers as they go over the wire for as long as nothing is committed: a long list costs much more to make than to send. */
export const readyAnswers = (store: Pick<Store, 'version'>): ReadyAnswers => {
  let version = ''
  let ready = new Map<string, Written>()
  let characters = 0
  const startAnew = (): void => {
    ready = new Map()
    characters = 0
  }
  // Many at a time share a look at the database, which begins after each of them came.
  const looked = gathered(async (asked: readonly undefined[]) => {
    const value = await withinPatience(store.version())
    return asked.map(() => ({ status: 'fulfilled', value }) as const)
  })
  return async (name, make) => {
    const current = await looked(undefined)
    if (current !== version) {
      version = current
      startAnew()
    }
    const found = ready.get(name)
    if (found !== undefined) return found
    const place = ready
    const made = written(await make())
    const { text } = made
    if (text.length < shortest || place !== ready || place.has(name)) return made
    const answer = new Written(text, encoder.encode(text))
    if (characters + text.length > mostCharacters) startAnew()
    ready.set(name, answer)
    characters += text.length
    return answer
  }
}
