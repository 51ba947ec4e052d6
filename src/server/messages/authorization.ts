import { secretShape } from '#contract/api-key.ts'

const wholeSecret = new RegExp(`^${secretShape().source}$`)

/** True for a text with the form of an API key's secret. */
export const isSecret = (text: string): boolean => wholeSecret.test(text)

/** The credential of an `Authorization` header with this scheme. Undefined for a header of another form. */
export const credentialOf = (authorization: string, scheme: 'Api-Key' | 'Bearer'): string | undefined => {
  const [, sent, credential] = /^([\w-]+) +(\S+)$/.exec(authorization) ?? []
  return sent?.toLowerCase() === scheme.toLowerCase() ? credential : undefined
}

/**
 * A known mistake in a header that should have been `<scheme> <credential>`, in words. Judged by the form alone, which
 * the sender knows, so that nobody learns which credentials exist.
 */
export const mistakeIn = (authorization: string, scheme: 'Api-Key' | 'Bearer'): string | undefined => {
  const [, sent, credential = ''] = /^([\w-]+) +(\S.*)$/.exec(authorization) ?? []
  if (/^["'].*["']$/.test(credential)) return 'The credential is in quotes. Send it without quotes.'
  const [, second, inner] = /^(Api-Key|Bearer) +(\S.*)$/i.exec(credential) ?? []
  if (second !== undefined && inner !== undefined) {
    if (second.toLowerCase() === sent?.toLowerCase()) return `The scheme "${second}" is repeated. Send it once.`
    return mistakeIn(`${second} ${inner}`, scheme) ?? `Send only the scheme "${scheme}".`
  }
  if (!isSecret(credential)) return undefined
  if (scheme === 'Bearer')
    return 'This API does not accept API keys. Send an IAM token as Authorization: Bearer <token>'
  return sent?.toLowerCase() === 'bearer'
    ? 'An API key is not a bearer token. Send it as Authorization: Api-Key <secret>'
    : undefined
}
