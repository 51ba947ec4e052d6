import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router-dom'

import { notSignedInAgain } from '#console/api/sign-in-again.ts'
import { paths } from '#console/app/paths.ts'
import type { Messages } from '#console/i18n/en.ts'
import { signOutMutation } from './queries.ts'

/** The ways to sign out, with their labels. */
export const signOutChoices = (m: Messages) =>
  [
    { where: 'here', label: m.action.signOut },
    { where: 'everywhere', label: m.action.signOutEverywhere },
  ] as const

/** Signs out and discards everything loaded in the session. */
export const useSignOut = () => {
  const navigate = useNavigate()
  const client = useQueryClient()
  return useMutation({
    ...signOutMutation(),
    onSuccess: async () => {
      // Leave the pages first, or their queries would refetch and fail.
      await navigate(paths.signIn)
      client.clear()
      // Cancel running requests: they would fail and ask to sign in again.
      notSignedInAgain()
    },
  })
}
