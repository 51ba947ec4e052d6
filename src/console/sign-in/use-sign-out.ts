import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router-dom'

import { notSignedInAgain } from '#console/api/sign-in-again.ts'
import { paths } from '#console/app/paths.ts'
import { signOutMutation } from './queries.ts'

/** Signs out, and leaves everything that was seen in the session. */
export const useSignOut = () => {
  const navigate = useNavigate()
  const client = useQueryClient()
  return useMutation({
    ...signOutMutation(),
    onSuccess: async () => {
      // First away from the pages, whose queries would only ask again and be refused.
      await navigate(paths.signIn)
      client.clear()
      // What was on its way found the session over, and would ask to sign in again over the page that does.
      notSignedInAgain()
    },
  })
}
