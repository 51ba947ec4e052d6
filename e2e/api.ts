import { expect, type Page } from '@playwright/test'

import { type ApiKey, createApiKey, deleteApiKey, listApiKeys } from '#contract/api-key.ts'
import type { ClientInput, ClientOutput, Endpoint } from '#contract/endpoint.ts'
import { listClouds, listFolders } from '#contract/resource-manager.ts'
import {
  createServiceAccount,
  deleteServiceAccount,
  listServiceAccounts,
  type ServiceAccount,
} from '#contract/service-account.ts'

type KeyInput = Omit<NonNullable<ClientInput<typeof createApiKey>['body']>, 'serviceAccountId'>

/** The API as the page reaches it, real or mocked, so that tests create their own data. */
export interface Api {
  /** Calls any endpoint of the contract. @throws Error with status and body on failure */
  call<E extends Endpoint>(endpoint: E, input: ClientInput<E>): Promise<ClientOutput<E>>
  /** The first folder of the first cloud. */
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

/** @param page shows the console, signed in */
export const apiOf = (page: Page): Api => {
  const call: Api['call'] = async (endpoint, input) => {
    const { status, text } = await page.evaluate(fetchText, {
      url: urlOf(endpoint, input),
      method: endpoint.method,
      body: input.body === undefined ? undefined : JSON.stringify(input.body),
    })
    if (status !== 200) throw new Error(`${endpoint.id} answered ${status}: ${text}`)
    return endpoint.response.parse(JSON.parse(text)) as ClientOutput<typeof endpoint>
  }
  const api: Api = {
    call,
    async folderId() {
      const { clouds } = await call(listClouds, {})
      const { folders } = await call(listFolders, { query: { cloudId: clouds[0]?.id ?? '' } })
      return folders[0]?.id ?? ''
    },
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
      expect(await page.evaluate(authenticate, secret)).toBe(200)
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

interface Call {
  readonly url: string
  readonly method: string
  readonly body: string | undefined
}

/** Runs inside the page. */
const fetchText = async ({ url, method, body }: Call) => {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(url, { method, ...(body !== undefined && { body, headers }) })
  return { status: response.status, text: await response.text() }
}

/** Runs inside the page. */
const authenticate = async (secret: string) => {
  const response = await fetch('/authenticate', { headers: { authorization: `Api-Key ${secret}` } })
  return response.status
}
