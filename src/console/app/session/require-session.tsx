import Box from '@mui/material/Box'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { Navigate, Outlet, useLocation } from 'react-router-dom'

import { useBackgroundWrites } from '#console/api/background-writes.ts'
import { errorWords } from '#console/api/error-words.ts'
import { endSession, isSessionOver, useContinuedAs } from '#console/api/sign-in-again.ts'
import type { Messages } from '#console/i18n/en.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { onSignedOutElsewhere } from '#console/sign-in/signed-out.ts'
import { signInSearch } from '#console/sign-in/next-path.ts'
import { isUnauthenticated, sessionQueries } from '#console/sign-in/queries.ts'
import { ErrorNotice } from '#console/ui/page/error-notice.tsx'
import { Page } from '#console/ui/page/page.tsx'
import { subjectName } from '#console/sign-in/subject-name.ts'
import { lazyPart } from '#console/ui/loading/lazy-part.ts'
import { isSomethingToLose, useSomethingOpen } from '#console/ui/dialog/use-leave-guard.ts'
import type { Session } from '#contract/session.ts'
import { paths } from '../paths.ts'
import { useRemaining } from './session-end.ts'
import { signedIn } from './signed-in.ts'

const Notices = lazyPart(async () => (await import('./notices.tsx')).Notices)
const NoticeDialog = lazyPart(async () => (await import('#console/ui/dialog/notice-dialog.tsx')).NoticeDialog)

/** Redirects signed-out users to the sign-in page, and back after signing in. */
export const RequireSession = () => {
  const m = useMessages()
  const location = useLocation()
  const session = useQuery(sessionQueries.current())
  const isSignedIn = session.data !== undefined
  useEffect(() => {
    if (isSignedIn) signedIn.set(true)
  }, [isSignedIn])

  if (session.data !== undefined)
    return (
      <>
        <Outlet />
        <NoticesIfAny expiresAt={session.data.expiresAt} />
        <OneSubject session={session.data} askedAt={session.dataUpdatedAt} />
      </>
    )
  if (isUnauthenticated(session.error))
    return <Navigate to={paths.signIn + signInSearch(location.pathname + location.search)} replace />
  if (session.error) {
    return (
      <Box component="main" sx={{ maxWidth: 640, mx: 'auto', p: 6 }}>
        <Page title={m.app.name}>
          <ErrorNotice {...errorWords(m, session.error)} onRetry={() => void session.refetch()} />
        </Page>
      </Box>
    )
  }
  return null
}

const NoticesIfAny = ({ expiresAt }: { readonly expiresAt: string }) => {
  const remaining = useRemaining(expiresAt)
  const writes = useBackgroundWrites()
  if (remaining === undefined && writes.length === 0) return null
  return <Notices expiresAt={expiresAt} remaining={remaining} writes={writes} />
}

interface OneSubjectProps {
  readonly session: Session
  /** When the service reported the user, in milliseconds. */
  readonly askedAt: number
}

/**
 * Reloads when the user signed out or another user signed in in another tab, so that nobody sees another user's data. If
 * a secret or unsaved input would be lost, says so and waits until it is closed, left or focused again. Each sign-in with
 * an IAM token counts as another user, but for one in the dialog over this page.
 */
const OneSubject = ({ session: { subject }, askedAt }: OneSubjectProps) => {
  const m = useMessages()
  const client = useQueryClient()
  const { key } = useLocation()
  const [first] = useState(subject)
  const somethingOpen = useSomethingOpen()
  const [toldOf, setToldOf] = useState<string>()
  const signedOut = useSignedOutElsewhere()
  const continuedAs = useContinuedAs()
  const changed = signedOut || (subject.id !== first.id && subject.id !== continuedAs)
  const told = signedOut ? 'signed out' : subject.id

  const checkSubject = useEffectEvent(
    (_askedAt: number, _page: string, _somethingOpen: boolean, _signedOut: boolean) => {
      if (!changed) return
      if (isSomethingToLose()) client.removeQueries({ type: 'inactive' })
      else location.reload()
    },
  )
  useEffect(() => checkSubject(askedAt, key, somethingOpen, signedOut), [askedAt, key, somethingOpen, signedOut])

  if (!changed || toldOf === told) return null
  return (
    <NoticeDialog
      {...changeWords(m, signedOut ? null : subject, first)}
      closeLabel={m.action.done}
      onClose={() => setToldOf(told)}
    />
  )
}

/** @param now null if the user signed out */
const changeWords = (m: Messages, now: Session['subject'] | null, former: Session['subject']) => {
  if (now === null) return { title: m.session.signedOutElsewhere, text: m.session.signedOutElsewhereHelp }
  if (now.type === 'iamToken') return { title: m.session.cloud.other, text: m.session.cloud.otherHelp }
  return { title: m.session.other(subjectName(m, now)), text: m.session.otherHelp(subjectName(m, former)) }
}

/** True after the user signed out in another tab. */
const useSignedOutElsewhere = (): boolean => {
  const [signedOut, setSignedOut] = useState(isSessionOver)
  useEffect(
    () =>
      onSignedOutElsewhere(() => {
        endSession()
        setSignedOut(true)
      }),
    [],
  )
  return signedOut
}
