import { api } from '#contract/api.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import { invisible, unicodeEscape } from './invisible.ts'
import { type CodeRequest, type Equivalent, pageLimit } from '../request.ts'
import { command, flag, quote } from './shell.ts'

interface Parts {
  /** Escapes for path segments. */
  readonly id?: string
  readonly query?: Readonly<Record<string, string>>
  readonly body?: object
}

const partsOf = (request: CodeRequest): Parts => {
  const pageSize = String(pageLimit)
  switch (request.id) {
    case 'createApiKey':
    case 'createServiceAccount':
      return { body: request.body }
    case 'updateApiKey':
      return { id: request.apiKey.id, body: request.body }
    case 'deleteApiKey':
      return { id: request.apiKey.id }
    case 'listApiKeys':
      return { query: { serviceAccountId: request.serviceAccountId, pageSize } }
    case 'updateServiceAccount':
    case 'suspendServiceAccount':
      return { id: request.account.id, body: request.body }
    case 'reactivateServiceAccount':
      return { id: request.account.id, body: {} }
    case 'deleteServiceAccount':
      return { id: request.account.id }
    case 'listServiceAccounts':
      return { query: { folderId: request.folderId, pageSize } }
  }
}

// In JSON only strings can contain these characters. Line feeds between values stay.
const json = (body: object) =>
  JSON.stringify(body, null, 2).replaceAll(invisible, (character) =>
    character === '\n' ? character : unicodeEscape(character),
  )

export interface CurlTarget {
  /** Starts the address: `https://keyrack.example`. May contain a shell variable. */
  readonly base: string
  /** The IAM token: a variable or command of the shell. */
  readonly token: string
}

/** The plain HTTP request (API reference 2.3, 2.4, 6.3). */
export const curl = (request: CodeRequest, { base, token }: CurlTarget): Equivalent => {
  const { method, path }: Endpoint = api[request.id]
  const { id = '', query, body } = partsOf(request)
  const search = query === undefined ? '' : `?${new URLSearchParams(query)}`
  const url = `${path.replace(/\{\w+\}/, () => encodeURIComponent(id))}${search}`
  const code = command(method === 'GET' ? 'curl' : `curl --request ${method}`, [
    ...(body === undefined ? [] : ['--header "Content-Type: application/json"']),
    `--header "Authorization: Bearer ${token}"`,
    ...(body === undefined ? [] : [flag('data', json(body))]),
    base.includes('$') ? `"${base}${url}"` : quote(base + url),
  ])
  const notes = [
    ...(request.id === 'createApiKey' ? (['secretInAnswer'] as const) : []),
    ...(method === 'GET' ? (['limit'] as const) : []),
  ]
  return { code, notes: [...notes, 'ownToken'] }
}
