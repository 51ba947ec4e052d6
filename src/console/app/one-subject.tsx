import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { useLocation } from 'react-router-dom'

import { useMessages } from '#console/i18n/i18n.ts'
import { subjectName } from '#console/sign-in/subject-name.ts'
import { onDemand } from '#console/ui/page/on-demand.ts'
import { isSomethingToLose, useSomethingOpen } from '#console/ui/dialog/use-leave-guard.ts'
import type { Session } from '#contract/session.ts'

const NoticeDialog = onDemand(async () => (await import('#console/ui/dialog/notice-dialog.tsx')).NoticeDialog)

interface OneSubjectProps {
  readonly session: Session
  /** When the service reported the user, in milliseconds. */
  readonly askedAt: number
}

/**
 * Reloads when another user signed in in another tab, so that nobody sees another user's data. If a secret or unsaved
 * input would be lost, says so and waits until it is closed, left or focused again.
 */
export const OneSubject = ({ session: { subject }, askedAt }: OneSubjectProps) => {
  const m = useMessages()
  const client = useQueryClient()
  const { key } = useLocation()
  const [first] = useState(subject)
  const somethingOpen = useSomethingOpen()
  const [toldOf, setToldOf] = useState<string>()
  const changed = subject.id !== first.id

  const look = useEffectEvent((_askedAt: number, _page: string, _somethingOpen: boolean) => {
    if (!changed) return
    if (isSomethingToLose()) client.removeQueries({ type: 'inactive' })
    else location.reload()
  })
  useEffect(() => look(askedAt, key, somethingOpen), [askedAt, key, somethingOpen])

  if (!changed || toldOf === subject.id) return null
  return (
    <NoticeDialog
      title={m.session.other(subjectName(m, subject))}
      text={m.session.otherHelp(subjectName(m, first))}
      closeLabel={m.action.done}
      onClose={() => setToldOf(subject.id)}
    />
  )
}
