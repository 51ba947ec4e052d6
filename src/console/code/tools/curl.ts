import { createApiKey, deleteApiKey, listApiKeys, updateApiKey } from '#contract/api-key.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import {
  createServiceAccount,
  deleteServiceAccount,
  listServiceAccounts,
  reactivateServiceAccount,
  suspendServiceAccount,
  updateServiceAccount,
} from '#contract/service-account.ts'
import { createFolder } from '#contract/resource-manager.ts'
import { invisible, unicodeEscape } from './invisible.ts'
import { type CodeRequest, type Equivalent, pageLimit } from '../request.ts'
import { command, flag, quote } from './shell.ts'

interface Parts {
  readonly endpoint: Endpoint
  /** Escapes for path segments. */
  readonly id?: string
  readonly query?: Readonly<Record<string, string>>
  readonly body?: object
}

const partsOf = (request: CodeRequest): Parts => {
  const pageSize = String(pageLimit)
  switch (request.id) {
    case 'createApiKey':
      return { endpoint: createApiKey, body: request.body }
    case 'createServiceAccount':
      return { endpoint: createServiceAccount, body: request.body }
    case 'createFolder':
      return { endpoint: createFolder, body: request.body }
    case 'updateApiKey':
      return { endpoint: updateApiKey, id: request.apiKey.id, body: request.body }
    case 'deleteApiKey':
      return { endpoint: deleteApiKey, id: request.apiKey.id }
    case 'listApiKeys':
      return { endpoint: listApiKeys, query: { serviceAccountId: request.serviceAccountId, pageSize } }
    case 'updateServiceAccount':
      return { endpoint: updateServiceAccount, id: request.account.id, body: request.body }
    case 'suspendServiceAccount':
      return { endpoint: suspendServiceAccount, id: request.account.id, body: request.body }
    case 'reactivateServiceAccount':
      return { endpoint: reactivateServiceAccount, id: request.account.id, body: {} }
    case 'deleteServiceAccount':
      return { endpoint: deleteServiceAccount, id: request.account.id }
    case 'listServiceAccounts':
      return { endpoint: listServiceAccounts, query: { folderId: request.folderId, pageSize } }
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
  const { endpoint, id = '', query, body } = partsOf(request)
  const { method, path } = endpoint
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
  return { code, notes }
}
