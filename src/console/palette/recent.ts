import * as z from 'zod/mini'

const key = 'keyrack.recent'
const most = 5
const schema = z.catch(z.array(z.string()), [])

/** Ids of the entries that were used last in this browser, the newest first. */
export const recentIds = (): readonly string[] => {
  try {
    return schema.parse(JSON.parse(localStorage.getItem(key) ?? '[]'))
  } catch {
    // Storage may be forbidden; then nothing is recent.
    return []
  }
}

export const rememberRecent = (id: string): void => {
  try {
    localStorage.setItem(key, JSON.stringify([id, ...recentIds().filter((other) => other !== id)].slice(0, most)))
  } catch {
    // See above.
  }
}
