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
      // Another user may have signed in in another tab.
      refetchOnWindowFocus: 'always',
    }),
}

/** The service accepted the credential, but the browser did not keep the session cookie. */
export class CookieRefusedError extends Error {
  override readonly name = 'CookieRefusedError'
}

/** Signs in and checks that the browser kept the session. @throws ApiError, CookieRefusedError */
export const signInMutation = () =>
  mutationOptions({
    mutationFn: async (body: ClientInput<typeof createSession>['body']) => {
      await call(createSession, { body })
      return call(getSession, {}).catch((error: unknown) => {
        throw isUnauthenticated(error) ? new CookieRefusedError() : error
      })
    },
    // The variables contain a credential: do not keep them.
    gcTime: 0,
  })

/** True if the request was unauthenticated. */
export const isUnauthenticated = (error: unknown): boolean =>
  error instanceof ApiError && error.is(codes.UNAUTHENTICATED.code)

/** Ends this session, or all sessions of the user. */
export const signOutMutation = () =>
  mutationOptions({
    mutationFn: (where: 'here' | 'everywhere') => call(where === 'here' ? deleteSession : deleteSessions, {}),
  })
