import { Exchange } from '../http/exchange.ts'
import { createGateway, type GatewayOptions } from '../gateway/gateway.ts'
import type { Log } from '../observe.ts'
import { type Answer, openApp } from './open-app.ts'

type Cloud = (request: Request) => Response | Promise<Response>

/** What a gateway sent to the cloud. */
interface Sent {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

type Options = Partial<Pick<GatewayOptions, 'upstream' | 'key' | 'path' | 'metrics' | 'timeoutMilliseconds'>> & {
  /** Answers after the sign-in, instead of the service in memory. */
  readonly cloud?: Cloud
}

/** A gateway in front of the service in memory, which plays the cloud, and a browser that has signed in. */
export const openGateway = async ({ cloud, ...options }: Options = {}) => {
  const app = await openApp()
  let answer: Cloud = (request) => app.app(request)
  const sent: Sent[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const body = await request.clone().text()
    sent.push({ method: request.method, url: request.url, headers: Object.fromEntries(request.headers), body })
    return answer(request)
  }
  const logged: unknown[] = []
  const log: Log = { info: (...line) => void logged.push(line), error: (...line) => void logged.push(line) }
  const common = {
    upstream: 'yandex-cloud',
    key: options.key ?? new Uint8Array(32).fill(7),
    fetch,
    log,
    now: app.clock.now,
    monotonic: app.clock.monotonic,
  }
  // The sign-in goes through a replica, so that a cloud which fails needs no exception for it.
  let gateway = createGateway(common)

  const origin = 'http://localhost:8080'
  let lastExchange = new Exchange()
  /** Sends anything, with no cookie but those of `init`. */
  const raw = async (path: string, init: RequestInit = {}, address = ''): Promise<Answer> => {
    const url = path.startsWith('http') ? path : `${origin}${path}`
    lastExchange = new Exchange(address)
    const response = await gateway(new Request(url, init), lastExchange)
    const text = await response.text()
    const isJson = text !== '' && response.headers.get('content-type')?.startsWith('application/json')
    return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined }
  }
  const jar = new Map<string, string>()
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  /** Sends as the browser's page does. */
  const send = async (path: string, init: RequestInit = {}, address = ''): Promise<Answer> => {
    const headers = new Headers({ 'sec-fetch-site': 'same-origin', cookie: cookie() })
    for (const [name, value] of new Headers(init.headers)) headers.set(name, value)
    const response = await raw(path, { ...init, headers }, address)
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (line.includes('; Max-Age=0;')) jar.delete(name)
      else jar.set(name, value)
    }
    return response
  }
  const write =
    (method: string) =>
    (path: string, body: unknown, headers: Record<string, string> = {}) =>
      send(path, {
        method,
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      })
  const post = write('POST')
  const signIn = (token: string) => post('/keyrack/v1/session', { token })

  const { token: iamToken } = await app.robot()
  const signedIn = await signIn(iamToken)
  if (signedIn.status !== 200) throw new Error(signedIn.text)
  sent.length = 0
  gateway = createGateway({ ...common, ...options })
  if (cloud !== undefined) answer = cloud
  return {
    app,
    iamToken,
    signedIn,
    signIn,
    sent,
    logged,
    jar,
    cookie,
    /** What the last request left for the log. */
    lastExchange: () => lastExchange,
    raw,
    send,
    post,
    patch: write('PATCH'),
    del: (path: string) => send(path, { method: 'DELETE' }),
    /** Replaces what answers as the cloud. */
    setCloud: (next: Cloud) => void (answer = next),
  }
}

/** A JSON response of a cloud. */
export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } })
