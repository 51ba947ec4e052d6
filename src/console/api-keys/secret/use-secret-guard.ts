import { useEffect } from 'react'
import { flushSync } from 'react-dom'

import { useLeaveGuard } from '#console/ui/dialog/use-leave-guard.ts'

interface SecretGuard {
  /** The secret is saved, so the browser does not ask. */
  readonly safe: boolean
  /** The user tried to leave and is still here. */
  readonly onStopped: () => void
  /** The page was left: drop the secret. */
  readonly drop: () => void
}

/** Guards an open secret against closing, Back, reload and leaving the page. */
export const useSecretGuard = ({ safe, onStopped, drop }: SecretGuard): void => {
  useLeaveGuard({ stops: 'all', warns: !safe }, onStopped)

  // The browser may keep this page in its back/forward cache with all its state, so clear the secret.
  useEffect(() => {
    const dropNow = () => flushSync(drop)
    window.addEventListener('pagehide', dropNow)
    return () => window.removeEventListener('pagehide', dropNow)
  }, [drop])
}
