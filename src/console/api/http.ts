import type * as z from 'zod/mini'

import { timeRequest } from '#console/clock.ts'
import { basePath } from '#console/served.ts'
import { type ClientInput, type ClientOutput, type Endpoint, takesIdempotencyKey } from '#contract/endpoint.ts'
import { codes, status } from '#contract/status.ts'
import { ApiError } from './api-error.ts'
import { forgetEarlyRequests, takeEarlyRequest } from './early.ts'
import { pathSegment } from './path-segment.ts'
import { isSessionOver, signInAgain } from './sign-in-again.ts'

const timeoutMilliseconds = 30_000

type Fields = Record<string, unknown> | undefined
type Input = { params?: Fields; query?: Fields; body?: unknown }

/**
 * Calls an endpoint: the only `fetch` of the console. If the session has expired, waits for a new sign-in and repeats
 * the request, so that no work is lost. After a sign-out it refuses all calls but those of a new session. Every write carries an Idempotency-Key, so a repetition by this function or the
 * browser runs once.
 *
 * @param idempotencyKey the key of an earlier call of the same write, to repeat it
 * @throws ApiError
 * @throws DOMException AbortError when `signal` aborts
 */
export const call = async <E extends Endpoint>(
  endpoint: E,
  input: ClientInput<E>,
  signal?: AbortSignal,
  idempotencyKey = randomId(),
): Promise<ClientOutput<E>> => {
  const isOfSession = endpoint.host === 'keyrack'
  if (isSessionOver() && !isOfSession) throw unauthenticated()
  try {
    return await once(endpoint, input, signal, idempotencyKey)
  } catch (error) {
    const sessionOver = error instanceof ApiError && error.is(codes.UNAUTHENTICATED.code)
    if (!sessionOver || isOfSession) throw error
    await signInAgain(error, signal)
    return once(endpoint, input, signal, idempotencyKey)
  }
}

const unauthenticated = () => {
  const { code, http } = codes.UNAUTHENTICATED
  return new ApiError('status', '', { http, status: { code, message: '', details: [] } })
}

const once = async <E extends Endpoint>(
  endpoint: E,
  input: ClientInput<E>,
  signal: AbortSignal | undefined,
  idempotencyKey: string,
): Promise<ClientOutput<E>> => {
  const write = endpoint.method !== 'GET'
  const timeout = AbortSignal.timeout(timeoutMilliseconds)
  const stopped = signal ? AbortSignal.any([signal, timeout]) : timeout
  let requestId = randomId()
  const failed = (cause: unknown) => {
    if (signal?.aborted) return cause
    return new ApiError(timeout.aborted ? 'timeout' : 'network', requestId, { write })
  }

  const { params, query, body }: Input = input
  const url = basePath + urlOf(endpoint.path, params, query)
  if (write) forgetEarlyRequests()
  const early = write ? undefined : takeEarlyRequest(url)
  const onAnswer = timeRequest(early?.sentAt)
  const request = early
    ? untilAborted(early.response, stopped)
    : fetch(url, {
        method: endpoint.method,
        headers: {
          'x-request-id': requestId,
          ...(takesIdempotencyKey(endpoint) && { 'idempotency-key': idempotencyKey }),
          ...(endpoint.body && { 'content-type': 'application/json' }),
        },
        ...(endpoint.body && { body: JSON.stringify(body ?? {}) }),
        signal: stopped,
        credentials: 'same-origin',
        redirect: 'error',
      })
  const response = await request.catch((cause: unknown) => {
    throw failed(cause)
  })
  // The early request let the service choose its id.
  if (early) requestId = response.headers.get('x-request-id') ?? requestId
  onAnswer(response.headers.get('date'))
  const text = await response.text().catch((cause: unknown) => {
    throw failed(cause)
  })

  const parsed = parse(text)
  if (!response.ok) {
    const refusal = status.safeParse(parsed)
    throw refusal.success
      ? new ApiError('status', requestId, { http: response.status, status: refusal.data, write })
      : new ApiError('malformed', requestId, { http: response.status, write })
  }
  const success = endpoint.response.safeParse(parsed)
  if (!success.success) {
    const problem = parsed === undefined ? '' : problemOf(success.error.issues)
    throw new ApiError('malformed', requestId, { http: response.status, write, problem })
  }
  return success.data as ClientOutput<E>
}

/** The first issue in words, without the value: it may be a secret. */
const problemOf = ([issue]: readonly z.core.$ZodIssue[]): string => {
  if (issue === undefined) return ''
  // Keys of a map are data.
  const names = issue.path.map((key) =>
    typeof key === 'number' ? `[${key}]` : `.${fieldName.test(String(key)) ? String(key) : '…'}`,
  )
  const place = names.join('').replace(/^\./, '') || 'response'
  return `${place}: ${issue.code === 'invalid_type' ? `expected ${issue.expected}` : issue.code}`
}

const fieldName = /^@?[a-z][a-zA-Z]{0,39}$/

const untilAborted = async <T>(promise: Promise<T>, signal: AbortSignal): Promise<T> => {
  signal.throwIfAborted()
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  return Promise.race([promise, aborted])
}

/** A new Idempotency-Key or request id. Not Math.random, because the service encrypts the stored response with it. */
// randomUUID exists only over HTTPS.
export const randomId = (): string =>
  crypto.randomUUID?.() ??
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    // Invalid JSON: the caller's schema rejects `undefined`. The text may contain a secret, so discard it.
    return undefined
  }
}

const urlOf = (path: string, params: Fields = {}, query: Fields = {}): string => {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') search.set(name, `${value as string | number}`)
  }
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => pathSegment(String(params[name])))
  return search.size === 0 ? filled : `${filled}?${search}`
}
