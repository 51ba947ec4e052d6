import { useCallback, useState } from 'react'

import { useMessages } from '#console/i18n/i18n.ts'
import { useLeaveGuard } from './use-leave-guard.ts'

/** How a form is left without submitting it. */
export interface Leave {
  readonly onClose: () => void
  /** Leaving asks first, because something was typed. */
  readonly dirty: boolean
  /** Of the button, in place of "Cancel". */
  readonly label?: string
  /** What leaving asks, where something other than typed text would be lost. */
  readonly question?: { readonly title: string; readonly text: string; readonly stay: string; readonly leave: string }
}

/** Asks before a form is left that would lose something, and stays while its request runs. */
export const useLeave = ({ onClose, dirty, question }: Leave, pending: boolean) => {
  const m = useMessages()
  const [asking, setAsking] = useState(false)
  const [warned, setWarned] = useState(false)
  if (warned && !pending) setWarned(false)

  const tryToLeave = useCallback(() => {
    if (pending) setWarned(true)
    else if (dirty) setAsking(true)
    else onClose()
  }, [pending, dirty, onClose])
  const unsafe = pending || dirty
  // On narrow screens the dialog fills the window, and users expect Back to close it.
  useLeaveGuard({ stops: unsafe ? 'all' : 'back', warns: unsafe }, tryToLeave)

  return {
    tryToLeave,
    /** Somebody tried to leave while the request runs. */
    warned,
    /** The open question, for an AskDialog inside the form's own. */
    question: asking && {
      title: m.field.discardTitle,
      stay: m.field.keepEditing,
      leave: m.field.discard,
      ...question,
      onStay: () => setAsking(false),
      onLeave: onClose,
    },
  }
}
