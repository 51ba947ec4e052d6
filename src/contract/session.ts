import * as z from 'zod/mini'

import { endpoint } from './endpoint.ts'
import { text, timestamp } from './field.ts'

/** The signed-in subject and when the session expires. */
export const session = z.object({
  /** `iamToken`: a gateway's. A token does not tell whose it is: `id` is new with each sign-in, and `name` is empty. */
  subject: z.object({
    id: z._default(z.string(), ''),
    type: z.enum(['administrator', 'serviceAccount', 'iamToken']),
    name: z._default(z.string(), ''),
  }),
  expiresAt: timestamp(),
})
export type Session = z.infer<typeof session>

const path = '/keyrack/v1/session'

/** An IAM token has up to 4,096 characters. The CLI's `{iam_token, expires_at}` surrounds it with some more. */
export const signInTokenMax = 5000

/** Signs in with the administrator's token, an IAM token, or the code of a one-time sign-in link. */
export const createSession = endpoint({
  id: 'createSession',
  summary: 'Signs in to the console.',
  host: 'keyrack',
  method: 'POST',
  path,
  public: true,
  body: z.strictObject({ token: z.optional(text(signInTokenMax, 1)), signInCode: z.optional(text(200, 1)) }),
  response: session,
})

export const getSession = endpoint({
  id: 'getSession',
  summary: 'Returns the current session.',
  host: 'keyrack',
  method: 'GET',
  path,
  response: session,
})

export const deleteSession = endpoint({
  id: 'deleteSession',
  summary: 'Signs out.',
  host: 'keyrack',
  method: 'DELETE',
  path,
  public: true,
  response: z.object({}),
})

export const deleteSessions = endpoint({
  id: 'deleteSessions',
  summary: 'Signs out in every browser.',
  host: 'keyrack',
  method: 'DELETE',
  path: '/keyrack/v1/sessions',
  response: z.object({}),
})
