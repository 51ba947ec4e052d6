import { mutationOptions, queryOptions } from '@tanstack/react-query'

import { ApiError } from '#console/api/api-error.ts'
import { call } from '#console/api/http.ts'
import type { ClientInput } from '#contract/endpoint.ts'
import { createSession, deleteSession, deleteSessions, getSession } from '#contract/session.ts'
import { codes } from '#contract/status.ts'

export const sessionQueries = {
  current: () =>
    queryOptions({
      queryKey: ['session'],
      queryFn: ({ signal }) => call(getSession, {}, signal),
      staleTime: 5 * 60_000,
      // Somebody else may have signed in in another tab.
      refetchOnWindowFocus: 'always',
    }),
}

/** The service accepted the credential, but the browser did not keep the session's cookie. */
export class CookieRefusedError extends Error {
  override readonly name = 'CookieRefusedError'
}

/** Signs in, and makes sure that the browser kept the session. @throws ApiError, CookieRefusedError */
export const signInMutation = () =>
  mutationOptions({
    mutationFn: async (body: ClientInput<typeof createSession>['body']) => {
      await call(createSession, { body })
      return call(getSession, {}).catch((error: unknown) => {
        throw isUnauthenticated(error) ? new CookieRefusedError() : error
      })
    },
    // The input holds a credential.
    gcTime: 0,
  })

/** True when the service does not know who asks. */
export const isUnauthenticated = (error: unknown): boolean =>
  error instanceof ApiError && error.is(codes.UNAUTHENTICATED.code)

/** Ends this browser's session, or all sessions of the subject. */
export const signOutMutation = () =>
  mutationOptions({
    mutationFn: (where: 'here' | 'everywhere') => call(where === 'here' ? deleteSession : deleteSessions, {}),
  })
