import { fieldViolations, status as statusSchema } from '#contract/status.ts'
import { knownScopes } from '#contract/scope.ts'
import type { ApiKey } from '#contract/api-key.ts'
import { ensureAdministrator } from '../sessions/administrator.ts'
import { type AppOptions, createApp } from '../app.ts'
import { Exchange } from '../http/exchange.ts'
import type { SessionCarrier } from '../http/session-carrier.ts'
import type { Log } from '../observe.ts'
import { trackUsage } from '../usage/usage-tracker.ts'
import { memoryData } from '../store/memory/memory-data.ts'
import { openMemoryStore } from '../store/memory/memory-store.ts'
import { cloudRow, folderRow } from '../store/testing/rows.ts'
import type { Store } from '../store/store.ts'

/** The response: the body as text and, if it is JSON, parsed. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly body: unknown
}

type Options = Partial<Pick<AppOptions, 'quotas' | 'scopes' | 'metrics' | 'log' | 'basePath' | 'advertisedAddress'>> & {
  readonly sessions?: (now: () => Date) => SessionCarrier
  /** An empty store instead of one in memory. `contents` and `committed` work for memory only. */
  readonly emptyStore?: Store | undefined
  /** Wraps the store, for example with a fault. */
  readonly broken?: (store: Store) => Store
}

/** A session that lives in a variable, as the mock's lives in the page. */
const variableSessions = (): SessionCarrier => {
  let current: string | null = null
  return {
    requireSameOrigin: () => {},
    read: async () => current,
    start: async (_, { id }) => void (current = id),
    end: async () => void (current = null),
  }
}

/** Time is frozen until a test advances it. */
const testClock = () => {
  let wall = Date.parse('2026-11-22T10:00:00.000Z')
  let elapsed = 0
  return {
    now: () => new Date(wall),
    monotonic: () => elapsed,
    pass: (milliseconds: number) => {
      wall += milliseconds
      elapsed += milliseconds
    },
    /** Sets the wall clock back, as an operator or a time server does. */
    setBack: (milliseconds: number) => void (wall -= milliseconds),
  }
}

/** The service over a store in memory: a cloud with two folders, a cloud with one, and the administrator token. */
export const openApp = async ({
  sessions = variableSessions,
  emptyStore,
  broken = (store) => store,
  ...options
}: Options = {}) => {
  const committed: unknown[] = []
  const data = memoryData()
  const store = emptyStore ?? openMemoryStore({ data, onCommit: async (changes) => void committed.push(...changes) })
  const clock = testClock()
  const logged: { readonly fields: Record<string, unknown>; readonly message: string }[] = []
  const log: Log = { info() {}, error: (fields, message) => void logged.push({ fields, message }) }
  const usage = trackUsage(broken(store), log, clock.monotonic)
  const { fetch: app, service } = createApp({
    store: broken(store),
    usage,
    sessions: sessions(clock.now),
    quotas: { apiKeys: 0, serviceAccounts: 0 },
    scopes: knownScopes.map(({ id }) => id),
    now: clock.now,
    monotonic: clock.monotonic,
    log,
    ...options,
  })
  const token = (await ensureAdministrator(store)) ?? ''
  const [cloud, otherCloud] = [cloudRow({ name: 'acme' }), cloudRow({ name: 'acme-lab' })]
  const folder = folderRow({ cloudId: cloud.id, name: 'production' })
  const sibling = folderRow({ cloudId: cloud.id, name: 'staging' })
  const elsewhere = folderRow({ cloudId: otherCloud.id, name: 'experiments' })
  for (const row of [cloud, otherCloud]) await store.clouds.insert(row)
  for (const row of [folder, sibling, elsewhere]) await store.folders.insert(row)

  /** Sends any request from an address, with only the credentials of `init`. */
  const send = async (path: string, init: RequestInit = {}, address = ''): Promise<Answer> => {
    const response = await app(
      new Request(path.startsWith('http') ? path : `http://localhost${path}`, init),
      new Exchange(address),
    )
    const text = await response.text()
    const isJson = text !== '' && response.headers.get('content-type')?.startsWith('application/json')
    const body: unknown = isJson ? JSON.parse(text) : undefined
    return { status: response.status, headers: response.headers, text, body }
  }
  /** Sends with a token: `body` as JSON, a string unchanged. */
  const client = (bearer: string) => {
    const authorization = `Bearer ${bearer}`
    const write =
      (method: string) =>
      (path: string, body: unknown, headers: Record<string, string> = {}) =>
        send(path, {
          method,
          headers: { authorization, 'content-type': 'application/json', ...headers },
          body: typeof body === 'string' ? body : JSON.stringify(body),
        })
    return {
      get: (path: string) => send(path, { headers: { authorization } }),
      del: (path: string, headers: Record<string, string> = {}) =>
        send(path, { method: 'DELETE', headers: { authorization, ...headers } }),
      post: write('POST'),
      patch: write('PATCH'),
    }
  }
  const { get, del, post, patch } = client(token)

  /** Every row of every table, as text: to see whether anything has changed. */
  const contents = (): string =>
    JSON.stringify([
      [...data.clouds.values()],
      [...data.folders.values()],
      [...data.serviceAccounts.values()],
      [...data.apiKeys.values()],
      [...data.operations.values()],
      [...data.accessBindings.values()],
      [...data.accessPolicies.values()],
      [...data.iamTokens.values()],
      [...data.sessions.values()],
      [...data.idempotency.values()],
      [...data.settings.values()],
    ])

  let accounts = 0
  /** Creates a service account and returns its ID. */
  const account = async (fields: Record<string, unknown> = {}): Promise<string> => {
    const body = { folderId: folder.id, name: `robot-${++accounts}`, ...fields }
    const answer = await post('/iam/v1/serviceAccounts', body)
    if (answer.status !== 200) throw new Error(answer.text)
    return (answer.body as { metadata: { serviceAccountId: string } }).metadata.serviceAccountId
  }
  const key = async (serviceAccountId: string, fields: Record<string, unknown> = {}) => {
    const answer = await post('/iam/v1/apiKeys', { serviceAccountId, ...fields })
    if (answer.status !== 200) throw new Error(answer.text)
    return answer.body as { readonly apiKey: ApiKey; readonly secret: string }
  }

  const tokenFor = async (serviceAccountId: string): Promise<string> => {
    const answer = await post('/iam/v1/tokens:createForServiceAccount', { serviceAccountId })
    if (answer.status !== 200) throw new Error(answer.text)
    return (answer.body as { iamToken: string }).iamToken
  }
  /** Gives a role to a service account: on an account, a folder or a cloud. */
  const grant = async (kind: 'serviceAccounts' | 'folders' | 'clouds', id: string, roleId: string, subject: string) => {
    const path = kind === 'serviceAccounts' ? '/iam/v1/serviceAccounts' : `/resource-manager/v1/${kind}`
    const accessBinding = { roleId, subject: { id: subject, type: 'serviceAccount' } }
    const accessBindingDeltas = [{ action: 'ADD', accessBinding }]
    const answer = await post(`${path}/${id}:updateAccessBindings`, { accessBindingDeltas })
    if (answer.status !== 200) throw new Error(answer.text)
  }
  /** A service account of the other cloud without roles, and a way to send as it. */
  const robot = async () => {
    const id = await account({ folderId: elsewhere.id })
    const bearer = await tokenFor(id)
    return { id, token: bearer, ...client(bearer) }
  }

  return {
    app,
    service,
    store,
    usage,
    client,
    tokenFor,
    grant,
    robot,
    committed,
    contents,
    clock,
    logged,
    token,
    cloud,
    otherCloud,
    folder,
    sibling,
    elsewhere,
    send,
    get,
    post,
    patch,
    del,
    account,
    key,
  }
}

/** The invalid fields of a 400 with their messages. */
export const refused = ({ body }: Answer): Record<string, string> =>
  Object.fromEntries(fieldViolations(statusSchema.parse(body)).map(({ field, description }) => [field, description]))

/** Reads all pages of a list, and counts them. */
export const walk = async (get: (path: string) => Promise<Answer>, path: string, list: string) => {
  const rows: unknown[] = []
  let pages = 0
  for (let next: string | undefined = ''; next !== undefined; pages += 1) {
    const { body } = await get(`${path}&pageToken=${encodeURIComponent(next)}`)
    const page = body as Record<string, unknown>
    rows.push(...((page[list] as unknown[] | undefined) ?? []))
    next = page['nextPageToken'] as string | undefined
  }
  return { rows, pages }
}

/** The sorted results of concurrent requests. */
export const statuses = (answers: readonly Answer[]): readonly number[] =>
  answers.map(({ status }) => status).toSorted((a, b) => a - b)
