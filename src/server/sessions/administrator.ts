import { randomText, sha256 } from '../secrets/hash.ts'
import type { Store } from '../store/store.ts'

const tokenSetting = 'administratorTokenHash'
const madeSetting = 'administratorTokenMadeAt'
const signInSetting = 'signInCodeHash'

/** How long a one-time sign-in link works. */
export const signInLinkMilliseconds = 60 * 60 * 1000

/**
 * Makes sure that the installation has an administrator's token; only its hash is kept. Of several replicas at the
 * very first start, one makes it.
 *
 * @param given the token to use from now on, when the operator chose one
 * @returns the token when it was made just now: the only time it can be shown
 */
export const ensureAdministrator = async (store: Store, given?: string): Promise<string | undefined> => {
  if (given !== undefined) {
    await store.settings.put(tokenSetting, sha256(given))
    recent.delete(store)
    return undefined
  }
  return store.transaction(async (tx) => {
    if ((await tx.settings.get(tokenSetting)) !== undefined) return undefined
    // Writing the same setting makes racing replicas wait for each other; the late ones then see the token.
    await tx.settings.put(madeSetting, new Date().toISOString())
    if ((await tx.settings.get(tokenSetting)) !== undefined) return undefined
    const made = randomText(32)
    await tx.settings.put(tokenSetting, sha256(made))
    return made
  })
}

// A token that another process was started with holds within a second here, too.
const freshMilliseconds = 900
const recent = new WeakMap<Store, { readonly at: number; readonly tokenHash: Promise<string | undefined> }>()

const recentTokenHash = (store: Store): Promise<string | undefined> => {
  const at = performance.now()
  const known = recent.get(store)
  if (known !== undefined && at - known.at < freshMilliseconds) return known.tokenHash
  const tokenHash = store.settings.get(tokenSetting)
  recent.set(store, { at, tokenHash })
  // A failure is for who waits for it, and for nobody else.
  tokenHash.catch(() => recent.delete(store))
  return tokenHash
}

export const isAdministratorToken = async (store: Store, token: string): Promise<boolean> =>
  (await recentTokenHash(store)) === sha256(token)

/** A code for one sign-in within {@link signInLinkMilliseconds}; an earlier unused one stops working. */
export const newSignInCode = async (store: Store, now: Date): Promise<string> => {
  const code = `${now.getTime() + signInLinkMilliseconds}.${randomText(24)}`
  await store.settings.put(signInSetting, sha256(code))
  return code
}

/** Uses the code up. False when it is wrong, used or too old. */
export const useSignInCode = async (store: Store, code: string, now: Date): Promise<boolean> => {
  const expiresAt = Number(code.split('.')[0])
  return expiresAt > now.getTime() && (await store.settings.take(signInSetting, sha256(code)))
}
