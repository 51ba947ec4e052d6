import * as z from 'zod/mini'

import { isTimestamp } from '#contract/field.ts'
import { isSecret } from '../messages/authorization.ts'
import { type StatusError, validationFailed } from '../messages/status-error.ts'

/** An IAM token, and when it ends where that is known. */
export interface PastedToken {
  readonly token: string
  /** RFC 3339. */
  readonly expiresAt?: string | undefined
}

const maxTokenLength = 4096
const printable = /^[\x21-\x7E]+$/
const oauthShape = /^(?:y\d_|A[Qg]A[A-D])/

const refused = (description: string): StatusError => validationFailed([{ field: 'token', description }])

const cliOutput = z.union([
  z.object({ iam_token: z.string(), expires_at: z.optional(z.string()) }),
  z.object({ iamToken: z.string(), expiresAt: z.optional(z.string()) }),
])

/**
 * Reads an IAM token as people paste it: alone, or in the JSON that the cloud's CLI or API prints.
 * @throws StatusError INVALID_ARGUMENT if it cannot be one
 */
export const readPastedToken = (pasted: string): PastedToken => {
  const text = pasted.trim()
  const { token, expiresAt } = text.startsWith('{') ? fromJson(text) : { token: text }
  if (oauthShape.test(token)) {
    throw refused(
      'This is an OAuth token, which the cloud accepts until the end of 2026 only. Run `yc iam create-token` and use the token it prints',
    )
  }
  if (isSecret(token)) {
    throw refused(
      'This is an API key, which does not open this API. Run `yc iam create-token` and use the token it prints',
    )
  }
  if (token.length > maxTokenLength || !printable.test(token)) {
    throw refused(`Must be at most ${maxTokenLength} printable ASCII characters without spaces`)
  }
  if (expiresAt !== undefined && !isTimestamp(expiresAt)) throw refused('expires_at is not a timestamp')
  return { token, expiresAt }
}

const fromJson = (text: string): PastedToken => {
  const { data } = cliOutput.safeParse(parse(text))
  if (data === undefined) throw refused('Must be an IAM token, or JSON with iam_token and expires_at')
  return 'iam_token' in data
    ? { token: data.iam_token.trim(), expiresAt: data.expires_at }
    : { token: data.iamToken.trim(), expiresAt: data.expiresAt }
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    // The error would quote the token.
    return undefined
  }
}
