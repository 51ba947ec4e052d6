import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router-dom'

import { endSession } from '#console/api/sign-in-again.ts'
import { paths } from '#console/app/paths.ts'
import type { Messages } from '#console/i18n/en.ts'
import { upstream } from '#console/served.ts'
import { tellSignedOut } from './signed-out.ts'
import { signOutMutation } from './queries.ts'

/** The ways to sign out, with their labels. A gateway knows only the session of this browser. */
export const signOutChoices = (m: Messages) => {
  const here = { where: 'here', label: m.action.signOut } as const
  const everywhere = { where: 'everywhere', label: m.action.signOutEverywhere } as const
  return upstream === '' ? [here, everywhere] : [here]
}

/** Signs out and discards everything loaded in the session. */
export const useSignOut = () => {
  const navigate = useNavigate()
  const client = useQueryClient()
  return useMutation({
    ...signOutMutation(),
    onSuccess: async () => {
      tellSignedOut()
      endSession()
      await navigate(paths.signIn)
      client.clear()
    },
  })
}
