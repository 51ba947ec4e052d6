import { retryInfo } from '#contract/status.ts'
import { StatusError } from '../messages/status-error.ts'
import type { Log, Metrics } from '../observe.ts'

export interface UpstreamRequest {
  /** For the metrics: an endpoint's id, or a constant. */
  readonly id: string
  readonly method: string
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body?: ArrayBuffer | undefined
  readonly requestId: string
  /** When to give up, in milliseconds of `performance.now()`. */
  readonly deadline: number
  /** Aborted when nobody needs the response any more. */
  readonly signal?: AbortSignal | undefined
}

/** A complete JSON response, whatever its status. */
export interface UpstreamResponse {
  readonly status: number
  readonly headers: Headers
  readonly body: Uint8Array<ArrayBuffer>
}

/**
 * Calls a host of the cloud.
 *
 * @throws StatusError with 503 if nothing was sent, 502 or 504 if there is no usable response and the outcome of a write
 *   is unknown
 */
export type Upstream = (request: UpstreamRequest) => Promise<UpstreamResponse>

export interface UpstreamOptions {
  readonly fetch: typeof globalThis.fetch
  readonly metrics: Metrics
  readonly log: Log
  /** What a request has in all until its deadline, for the error's words. */
  readonly timeoutMilliseconds: number
}

const maxResponseBytes = 16 * 1024 * 1024

export const openUpstream =
  ({ fetch, metrics, log, timeoutMilliseconds }: UpstreamOptions): Upstream =>
  async ({ id, method, url, headers, body, requestId, deadline, signal }) => {
    const started = performance.now()
    const abort = new AbortController()
    const timedOut = () => new TimeoutError(url.host, timeoutMilliseconds)
    const timer = setTimeout(() => abort.abort(timedOut()), deadline - started)
    const leave = () => abort.abort(new StatusError('CANCELLED', 'The client closed the connection'))
    signal?.addEventListener('abort', leave, { once: true })
    let status: number | 'none' = 'none'
    try {
      if (deadline <= started) throw timedOut()
      const response = await fetch(url, {
        method,
        headers,
        redirect: 'manual',
        signal: abort.signal,
        ...(body !== undefined && { body }),
      })
      status = response.status
      return { status, headers: response.headers, body: await readJson(response, url.host) }
    } catch (error) {
      const reason: unknown = abort.signal.aborted ? abort.signal.reason : error
      const known = reason instanceof StatusError ? reason : connectionError(reason, url.host)
      // Our own message, not the error's, which may quote what was sent.
      if (known.code !== 'CANCELLED')
        log.error({ requestId, method: id, host: url.host, reason: known.message }, 'upstream call failed')
      throw known
    } finally {
      clearTimeout(timer)
      signal?.removeEventListener('abort', leave)
      metrics.upstream(id, status, performance.now() - started)
    }
  }

class TimeoutError extends StatusError {
  constructor(host: string, milliseconds: number) {
    super('DEADLINE_EXCEEDED', `${host} did not answer in time: a request may take ${milliseconds / 1000} seconds`)
  }
}

const unusable = (message: string) => new StatusError('UNAVAILABLE', message, [], 502)

/** Undefined if it is not JSON. */
export const parseJson = (body: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch {
    return undefined
  }
}

/** @throws StatusError unless it is JSON of a bounded length */
const readJson = async (response: Response, host: string): Promise<Uint8Array<ArrayBuffer>> => {
  const { status, headers, body } = response
  const refuse = async (problem: string) => {
    await body?.cancel()
    return unusable(`${host} ${problem}`)
  }
  if (status < 200 || (status >= 300 && status < 400)) throw await refuse(`answered with a redirect: HTTP ${status}`)
  // A Response cannot have a status above 599, which would be an error of ours.
  if (body === null || status > 599 || !isJson(headers))
    throw await refuse(`answered with HTTP ${status} and something other than JSON`)
  const chunks: Uint8Array<ArrayBuffer>[] = []
  let length = 0
  // Leaving the loop cancels the stream. The length is that after decompression.
  for await (const chunk of body) {
    length += chunk.byteLength
    if (length > maxResponseBytes) throw unusable(`${host} answered with more than 16 MiB`)
    chunks.push(chunk)
  }
  return concatenated(chunks, length)
}

const isJson = (headers: Headers): boolean =>
  /^application\/json *(?:; *charset="?utf-?8"? *)?$/i.test(headers.get('content-type') ?? '')

const concatenated = (chunks: readonly Uint8Array<ArrayBuffer>[], length: number): Uint8Array<ArrayBuffer> => {
  const [only] = chunks
  if (only !== undefined && chunks.length === 1) return only
  const whole = new Uint8Array(length)
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.byteLength
  }
  return whole
}

// Errors of these codes come before the request is sent.
const unreachable = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
])
const untrusted = /^(?:CERT_|DEPTH_ZERO_|ERR_TLS_CERT_|SELF_SIGNED_|UNABLE_TO_)/

const connectionError = (error: unknown, host: string): StatusError => {
  const code = codeOf(error) ?? codeOf(error instanceof Error ? error.cause : undefined) ?? 'no code'
  if (untrusted.test(code)) {
    return new StatusError('UNAVAILABLE', `The TLS certificate of ${host} is not valid (${code})`)
  }
  if (unreachable.has(code)) {
    return new StatusError('UNAVAILABLE', `${host} cannot be reached (${code}). Try again shortly.`, [retryInfo(1)])
  }
  return unusable(`The connection to ${host} broke before it answered (${code})`)
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
