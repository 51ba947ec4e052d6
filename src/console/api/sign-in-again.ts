import { makeStore, useStore } from '#console/state/store.ts'

/**
 * Why the sign-in dialog is open.
 * - `ended`: a call failed because the session has ended.
 * - `early`: the user renews a session that will end soon.
 */
export type SignInReason = 'ended' | 'early'

interface Waiting {
  readonly reason: SignInReason
  /** Whether the user signed in. */
  readonly outcome: Promise<boolean>
  readonly settle: (signedIn: boolean) => void
}

/** Calls that wait for a new sign-in because the session has ended, if any. Set while the sign-in dialog is open. */
const waiting = makeStore<Waiting | null>(null)

let over = false

const open = (reason: SignInReason): Waiting => {
  let settle: Waiting['settle'] = () => {}
  const outcome = new Promise<boolean>((resolve) => {
    settle = resolve
  })
  // A call that fails while the user renews the session waits for the same sign-in.
  const opened = { ...(waiting.get() ?? { outcome, settle }), reason }
  waiting.set(opened)
  return opened
}

/**
 * Resolves after the next sign-in.
 *
 * @throws `refusal` if the user declines, or the signal's reason if it aborts first
 */
export const signInAgain = async (refusal: unknown, signal?: AbortSignal): Promise<void> => {
  signal?.throwIfAborted()
  if (over) throw refusal
  const current = waiting.get()
  const { outcome } = current?.reason === 'ended' ? current : open('ended')
  const gaveUp = new Promise<never>((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  if (!(await Promise.race([outcome, gaveUp]))) throw refusal
}

/** Opens the sign-in dialog although the session has not ended yet. */
export const renewSession = (): void => {
  if (waiting.get() === null) open('early')
}

const settle = (signedIn: boolean) => {
  waiting.get()?.settle(signedIn)
  waiting.set(null)
}

const continuedAs = makeStore('')

/**
 * Resumes the waiting calls.
 * @param subjectId as whom the page goes on
 */
export const signedInAgain = (subjectId = ''): void => {
  continuedAs.set(subjectId)
  settle(true)
}

/** As whom the user of this page wants to go on: see {@link signedInAgain}. */
export const useContinuedAs = (): string => useStore(continuedAs)

/** Fails the waiting calls: the user does not want to sign in. */
export const notSignedInAgain = (): void => settle(false)

/**
 * The user signed out, here or in another tab. Nothing started on this page may continue, even if the same user signs in
 * again: its calls are refused until it is loaded again.
 */
export const endSession = (): void => {
  over = true
  settle(false)
  // Back may restore a page as it was.
  globalThis.window?.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) location.reload()
  })
}

export const isSessionOver = (): boolean => over

/** Why the user must sign in, or null. */
export const useSignInReason = (): SignInReason | null => useStore(waiting)?.reason ?? null
