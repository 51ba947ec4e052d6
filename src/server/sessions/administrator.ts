import { randomText, sha256 } from '../secrets/hash.ts'
import type { Store } from '../store/store.ts'

const tokenSetting = 'administratorTokenHash'
const tokenCreatedAtSetting = 'administratorTokenMadeAt'
const signInSetting = 'signInCodeHash'

/** Lifetime of a one-time sign-in link. */
export const signInLinkMilliseconds = 60 * 60 * 1000

/**
 * Ensures that the installation has an administrator's token, of which only the hash is stored. If several replicas
 * start for the first time, one of them creates it.
 *
 * @param configured the token the operator chose, which replaces the stored one
 * @returns the token if it was just created: it cannot be shown later
 */
export const ensureAdministrator = async (store: Store, configured?: string): Promise<string | undefined> => {
  if (configured !== undefined) {
    await store.settings.put(tokenSetting, sha256(configured))
    tokenHashes.delete(store)
    return undefined
  }
  return store.transaction(async (tx) => {
    if ((await tx.settings.get(tokenSetting)) !== undefined) return undefined
    // Writing the same row serialises racing replicas: the later ones then find the token.
    await tx.settings.put(tokenCreatedAtSetting, new Date().toISOString())
    if ((await tx.settings.get(tokenSetting)) !== undefined) return undefined
    const token = randomText(32)
    await tx.settings.put(tokenSetting, sha256(token))
    return token
  })
}

// Cached for less than a second: a token that another replica was started with must apply here within one.
const maxAgeMilliseconds = 900
const tokenHashes = new WeakMap<Store, { readonly at: number; readonly tokenHash: Promise<string | undefined> }>()

const cachedTokenHash = (store: Store): Promise<string | undefined> => {
  const at = performance.now()
  const cached = tokenHashes.get(store)
  if (cached !== undefined && at - cached.at < maxAgeMilliseconds) return cached.tokenHash
  const tokenHash = store.settings.get(tokenSetting)
  tokenHashes.set(store, { at, tokenHash })
  // Do not cache failures.
  tokenHash.catch(() => tokenHashes.delete(store))
  return tokenHash
}

export const isAdministratorToken = async (store: Store, token: string): Promise<boolean> =>
  (await cachedTokenHash(store)) === sha256(token)

/** Creates a one-time sign-in code. It replaces an earlier unused one. */
export const newSignInCode = async (store: Store, now: Date): Promise<string> => {
  const code = `${now.getTime() + signInLinkMilliseconds}.${randomText(24)}`
  await store.settings.put(signInSetting, sha256(code))
  return code
}

/** Redeems a sign-in code. False if it is wrong, used or expired. */
export const useSignInCode = async (store: Store, code: string, now: Date): Promise<boolean> => {
  const expiresAt = Number(code.split('.')[0])
  return expiresAt > now.getTime() && (await store.settings.take(signInSetting, sha256(code)))
}
