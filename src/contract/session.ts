import * as z from 'zod/mini'

import { endpoint } from './endpoint.ts'
import { text, timestamp } from './field.ts'

/** The signed-in subject and when the session expires. */
export const session = z.object({
  subject: z.object({ id: z.string(), type: z.enum(['administrator', 'serviceAccount']), name: z.string() }),
  expiresAt: timestamp(),
})
export type Session = z.infer<typeof session>

const path = '/keyrack/v1/session'

/** Signs in with the administrator's token, an IAM token, or the code of a one-time sign-in link. */
export const createSession = endpoint({
  id: 'createSession',
  summary: 'Signs in to the console.',
  host: 'keyrack',
  method: 'POST',
  path,
  public: true,
  body: z.strictObject({ token: z.optional(text(4096, 1)), signInCode: z.optional(text(200, 1)) }),
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
