import * as z from 'zod/mini'

import { endpoint } from './endpoint.ts'
import { id, text, timestamp } from './field.ts'

/** Matches IAM tokens by their documented shape (API reference 2.7). */
export const iamTokenShape = (): RegExp => /t1\.[\w-]+={0,2}\.[\w-]{86}={0,2}/g

/** Exchanges a long-lived credential for an IAM token. Exactly one of the fields must be given. */
export const createIamToken = endpoint({
  id: 'createIamToken',
  summary: 'Exchanges an OAuth token for an IAM token.',
  host: 'iam',
  method: 'POST',
  path: '/iam/v1/tokens',
  public: true,
  body: z.strictObject({ yandexPassportOauthToken: z.optional(text(4000, 1)), jwt: z.optional(text(8000, 1)) }),
  response: z.object({ iamToken: z.string(), expiresAt: timestamp() }),
})

export const createIamTokenForServiceAccount = endpoint({
  id: 'createIamTokenForServiceAccount',
  summary: 'Creates an IAM token to act as a service account.',
  host: 'iam',
  method: 'POST',
  path: '/iam/v1/tokens:createForServiceAccount',
  body: z.strictObject({ serviceAccountId: id() }),
  response: z.object({ iamToken: z.string(), expiresAt: timestamp() }),
})

export const revokeIamToken = endpoint({
  id: 'revokeIamToken',
  summary: 'Revokes an IAM token, which stops working immediately.',
  host: 'iam',
  method: 'POST',
  path: '/iam/v1/tokens:revoke',
  body: z.strictObject({ iamToken: text(4096, 1) }),
  response: z.object({ subjectId: z.string() }),
})
