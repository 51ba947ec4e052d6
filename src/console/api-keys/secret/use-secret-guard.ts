import { useEffect } from 'react'
import { flushSync } from 'react-dom'

import { useLeaveGuard } from '#console/ui/dialog/use-leave-guard.ts'

interface SecretGuard {
  /** The secret is saved: the browser lets go without asking. */
  readonly safe: boolean
  /** Somebody wants to leave; they are still here. */
  readonly onStopped: () => void
  /** Drops the secret: the page was left. */
  readonly drop: () => void
}

/** Guards an open secret, whichever way somebody leaves. */
export const useSecretGuard = ({ safe, onStopped, drop }: SecretGuard): void => {
  useLeaveGuard({ stops: 'all', warns: !safe }, onStopped)

  // A page that is left may be kept by the browser to come back to, with all its state. Not with this.
  useEffect(() => {
    const dropNow = () => flushSync(drop)
    window.addEventListener('pagehide', dropNow)
    return () => window.removeEventListener('pagehide', dropNow)
  }, [drop])
}
