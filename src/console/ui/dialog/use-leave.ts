import { useCallback, useState } from 'react'

import { useMessages } from '#console/i18n/i18n.ts'
import { useLeaveGuard } from './use-leave-guard.ts'

/** How a form is left without submitting. */
export interface Leave {
  readonly onClose: () => void
  /** Leaving asks first, because something was typed. */
  readonly dirty: boolean
  /** Button label instead of "Cancel". */
  readonly label?: string
  /** The question before leaving, if something other than typed input would be lost. */
  readonly question?: { readonly title: string; readonly text: string; readonly stay: string; readonly leave: string }
}

/** Asks before unsaved input is lost, and blocks leaving while the request runs. */
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
    /** The user tried to leave while the request runs. */
    warned,
    /** The open question, for an AskDialog inside the form's dialog. */
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
