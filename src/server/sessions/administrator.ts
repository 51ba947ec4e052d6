import { randomText, sha256 } from '../secrets/hash.ts'
import type { Store, Tables } from '../store/store.ts'

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

/** @param tokenHash SHA-256 of the token */
export const isAdministratorToken = async ({ settings }: Tables, tokenHash: string): Promise<boolean> =>
  (await settings.get(tokenSetting)) === tokenHash

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
