import { type APIRequestContext, expect, type Page } from '@playwright/test'

import { type ApiKey, createApiKey, deleteApiKey, listApiKeys } from '#contract/api-key.ts'
import type { ClientInput, ClientOutput, Endpoint } from '#contract/endpoint.ts'
import { createFolder, listClouds, listFolders } from '#contract/resource-manager.ts'
import {
  createServiceAccount,
  deleteServiceAccount,
  listServiceAccounts,
  type ServiceAccount,
} from '#contract/service-account.ts'

type KeyInput = Omit<NonNullable<ClientInput<typeof createApiKey>['body']>, 'serviceAccountId'>

/** The API, real or mocked, so that tests create their own data. */
export interface Api {
  /** Calls any endpoint of the contract. @throws Error with status and body on failure */
  call<E extends Endpoint>(endpoint: E, input: ClientInput<E>): Promise<ClientOutput<E>>
  /** The folder of the accounts that the test creates. */
  folderId(): Promise<string>
  /** Creates an account, with a unique name by default. */
  createAccount(name?: string): Promise<Pick<ServiceAccount, 'id' | 'name' | 'folderId'>>
  /** An account of the demo data. */
  demoAccount(name: string, folder?: string): Promise<Pick<ServiceAccount, 'id' | 'name' | 'folderId'>>
  deleteAccount(id: string): Promise<void>
  createKey(serviceAccountId: string, input?: KeyInput): Promise<ClientOutput<typeof createApiKey>>
  deleteKey(id: string): Promise<void>
  /** Authenticates with the key, like a program. The service records the use a moment later. */
  useKey(secret: string): Promise<void>
  listKeys(serviceAccountId: string): Promise<readonly ApiKey[]>
}

/** Sends a request with the session of a page. */
export type Send = (request: Sent) => Promise<{ readonly status: number; readonly text: string }>

/** @param page shows the console */
export const sendInside =
  (page: Page): Send =>
  (sent) =>
    page.evaluate(fetchText, sent)

/** @param request shares its cookies with the pages. None of them needs to be open */
export const sendBeside =
  (request: APIRequestContext, origin: string): Send =>
  async ({ url, method, headers, body }) => {
    const response = await request.fetch(url, {
      method,
      // Like a page: the service rejects writes with the cookie of a browser and without its origin.
      headers: { ...headers, origin },
      ...(body !== undefined && { data: body }),
    })
    return { status: response.status(), text: await response.text() }
  }

/** @param ownFolder false: new accounts are in the first folder of the first cloud */
export const apiOf = (send: Send, ownFolder = false): Api => {
  const call: Api['call'] = async (endpoint, input) => {
    const { status, text } = await send({
      url: urlOf(endpoint, input),
      method: endpoint.method,
      headers: { 'content-type': 'application/json' },
      body: input.body === undefined ? undefined : JSON.stringify(input.body),
    })
    if (status !== 200) throw new Error(`${endpoint.id} answered ${status}: ${text}`)
    return endpoint.response.parse(JSON.parse(text)) as ClientOutput<typeof endpoint>
  }
  const findFolder = async () => {
    const { clouds } = await call(listClouds, {})
    const cloudId = clouds[0]?.id ?? ''
    if (ownFolder) {
      const { metadata } = await call(createFolder, { body: { cloudId, name: `test-${crypto.randomUUID()}` } })
      return String(metadata?.['folderId'])
    }
    const { folders } = await call(listFolders, { query: { cloudId } })
    return folders[0]?.id ?? ''
  }
  let found: Promise<string> | undefined
  const api: Api = {
    call,
    folderId: () => (found ??= findFolder()),
    async createAccount(name = `test-${crypto.randomUUID()}`) {
      const folderId = await api.folderId()
      const { metadata } = await call(createServiceAccount, { body: { folderId, name } })
      return { id: String(metadata?.['serviceAccountId']), name, folderId }
    },
    async demoAccount(name, folder = 'production') {
      const { clouds } = await call(listClouds, {})
      for (const { id: cloudId } of clouds) {
        const { folders } = await call(listFolders, { query: { cloudId, filter: `name = "${folder}"` } })
        const folderId = folders[0]?.id
        if (folderId === undefined) continue
        const query = { folderId, filter: `name = "${name}"` }
        const [account] = (await call(listServiceAccounts, { query })).serviceAccounts
        if (account !== undefined) return account
      }
      throw new Error(`The demo data has no account ${name} in ${folder}`)
    },
    async deleteAccount(serviceAccountId) {
      await call(deleteServiceAccount, { params: { serviceAccountId } })
    },
    createKey: (serviceAccountId, input = {}) => call(createApiKey, { body: { serviceAccountId, ...input } }),
    async deleteKey(apiKeyId) {
      await call(deleteApiKey, { params: { apiKeyId } })
    },
    async useKey(secret) {
      const headers = { authorization: `Api-Key ${secret}` }
      expect((await send({ url: '/authenticate', method: 'GET', headers, body: undefined })).status).toBe(200)
    },
    async listKeys(serviceAccountId) {
      return (await call(listApiKeys, { query: { serviceAccountId, pageSize: '1000' } })).apiKeys
    },
  }
  return api
}

const urlOf = ({ path }: Endpoint, { params, query }: { params?: object | undefined; query?: object | undefined }) => {
  const values = new Map(Object.entries(params ?? {}))
  const search = new URLSearchParams(Object.entries(query ?? {}).map(([name, value]) => [name, String(value)]))
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values.get(name))))
  return search.size > 0 ? `${filled}?${search}` : filled
}

interface Sent {
  readonly url: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
}

/** Runs inside the page. */
const fetchText = async ({ url, method, headers, body }: Sent) => {
  const response = await fetch(url, { method, headers, ...(body !== undefined && { body }) })
  return { status: response.status, text: await response.text() }
}
