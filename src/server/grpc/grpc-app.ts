import type { Message } from '@bufbuild/protobuf'
import {
  Code,
  ConnectError,
  createConnectRouter,
  createContextKey,
  createContextValues,
  type HandlerContext,
} from '@connectrpc/connect'
import type { UniversalServerRequest, UniversalServerResponse } from '@connectrpc/connect/protocol'

import { type CodeName, codes } from '#contract/status.ts'
import { callerFrom, Exchange, logFields } from '../http/exchange.ts'
import { requestIdFor } from '../http/request-id.ts'
import { StatusError } from '../messages/status-error.ts'
import { knownError, statusOf } from '../messages/status-of.ts'
import type { Log, Metrics } from '../observe.ts'
import { quoted } from '../secrets/secret.ts'
import type { Service } from '../service.ts'
import type { Store } from '../store/store.ts'
import { routeHealth } from './health.ts'
import { toMessage, toRawInput } from './messages.ts'
import { type Method, methods } from './methods.ts'
import { routeReflection } from './reflection.ts'
import { setStatus } from './status.ts'

/** A call by gRPC over HTTP/2. Its errors are trailers, so it never rejects. */
export type GrpcCall = (request: UniversalServerRequest, exchange?: Exchange) => Promise<UniversalServerResponse>

export interface GrpcOptions {
  readonly service: Service
  readonly store: Pick<Store, 'ping'>
  readonly metrics: Metrics
  readonly log: Log
}

/** What a method and what surrounds it know about a call. */
interface Call {
  readonly exchange: Exchange
  /** The method's name in the metrics. Health checks and reflection are `other`, as the probes by HTTP. */
  method: string
  /** What the method threw. */
  error?: unknown
}

const callKey = createContextKey<Call>({ exchange: new Exchange(), method: 'other' })

/** As for a body by HTTP. */
const messageMaxBytes = 1024 * 1024

/** The gRPC adapter: API methods, health checks and reflection. */
export const grpcApp = ({ service, store, metrics, log }: GrpcOptions): GrpcCall => {
  const router = createConnectRouter({
    connect: false,
    grpcWeb: false,
    // The length of a compressed response tells about a secret beside text of the client's choice (BREACH).
    acceptCompression: [],
    readMaxBytes: messageMaxBytes,
    // Nobody asks for them, and they can take a hundred times the size of the message.
    binaryOptions: { readUnknownFields: false },
  })
  // A streaming method is called before its message is read, so its caller is authenticated first. For a unary one,
  // connect reads the message before.
  for (const method of methods)
    router.rpc({ ...method.desc, methodKind: 'client_streaming' }, answering(service, method))
  routeHealth(router, store)
  routeReflection(router)
  const handlers = new Map(router.handlers.map((handler) => [handler.requestPath, handler]))

  return async (request, exchange = new Exchange()) => {
    const started = performance.now()
    const path = new URL(request.url).pathname
    const requestId = requestIdFor(request.header)
    exchange.requestId = requestId
    const call: Call = { exchange, method: 'other' }
    const contextValues = createContextValues().set(callKey, call)
    const handler = handlers.get(path)
    const response =
      handler === undefined
        ? unimplemented(call, path)
        : await handler({ ...request, header: withoutEndlessDeadline(request.header), contextValues })
    const { header = new Headers(), trailer = new Headers(), body = noMessage() } = response
    header.set('x-request-id', requestId)
    header.set('x-server-trace-id', requestId)
    const finish = () => {
      const error = errorOf(call, trailer)
      const known = error === undefined ? undefined : knownError(error)
      const logError = (err: unknown) => log.error({ err, requestId, path: quoted(path) }, 'request failed')
      if (error !== undefined && known !== error) logError(error)
      try {
        if (known !== undefined) setStatus(trailer, statusOf(known, requestId))
      } catch (err) {
        logError(err)
      }
      const status = known?.http ?? 200
      const milliseconds = performance.now() - started
      metrics.request(call.method, status, milliseconds)
      // Too frequent, as the probes by HTTP.
      if (path.startsWith('/grpc.health.') && status === 200) return
      log[status >= 500 && !clientErrors.has(status) ? 'error' : 'info'](
        logFields(exchange, { method: 'gRPC', path, status, code: known?.code ?? 'OK', milliseconds }),
        'request',
      )
    }
    return { status: response.status, header, trailer, body: followedBy(body, finish) }
  }
}

// As long as a timer can be. With a longer one, it would be over at once.
const deadlineMax = 2 ** 31 - 1
const millisecondsOf: Readonly<Record<string, number>> = { H: 3_600_000, M: 60_000, S: 1000 }

const withoutEndlessDeadline = (header: Headers): Headers => {
  const [, value, unit = ''] = /^(\d{1,8})([HMS])$/.exec(header.get('grpc-timeout') ?? '') ?? []
  if (Number(value) * (millisecondsOf[unit] ?? 0) > deadlineMax) header.delete('grpc-timeout')
  return header
}

/** Implements a method by its endpoint. */
const answering =
  (service: Service, { desc, endpoint }: Method) =>
  async (
    messages: AsyncIterable<Message>,
    { values, requestHeader, url, signal }: HandlerContext,
  ): Promise<Message> => {
    const call = values.get(callKey)
    call.method = endpoint.id
    // Sessions belong to browsers.
    const caller = callerFrom({ headers: requestHeader, url }, call.exchange, async () => null)
    const read = async () => {
      const message = await onlyOne(messages)
      // Nobody waits for it any more.
      signal.throwIfAborted()
      return toRawInput(endpoint, desc.input, message)
    }
    try {
      return toMessage(desc.output, await unlessAborted(signal, () => service.call(endpoint.id, caller, read)))
    } catch (error) {
      call.error = error
      throw error
    }
  }

/** @throws StatusError INVALID_ARGUMENT for none or several */
const onlyOne = async (messages: AsyncIterable<Message>): Promise<Message> => {
  let only: Message | undefined
  for await (const message of messages) {
    if (only !== undefined) throw invalid('more than one message')
    only = message
  }
  if (only === undefined) throw invalid('no message')
  return only
}

const invalid = (problem: string) => new StatusError('INVALID_ARGUMENT', `The request is not valid: ${problem}`)

/** Stops waiting at the deadline or when the client has gone. What has begun goes on: a write may still happen. */
const unlessAborted = <Output>(signal: AbortSignal, begin: () => Promise<Output>): Promise<Output> =>
  new Promise((resolve, reject) => {
    // Any other reason is of the client's choice.
    const abort = () => reject(isDeadline(signal.reason) ? signal.reason : new StatusError('CANCELLED', 'Cancelled'))
    if (signal.aborted) return abort()
    signal.addEventListener('abort', abort)
    // connect also aborts every call at its end, for which an error with its stack would be made.
    const stopListening = () => signal.removeEventListener('abort', abort)
    begin().then(resolve, reject).finally(stopListening)
  })

const isDeadline = (reason: unknown): boolean => reason instanceof ConnectError && reason.code === Code.DeadlineExceeded

/** What a call failed with: as the method threw it, or as connect refused it before or while it ran. */
const errorOf = ({ error }: Call, trailer: Headers): unknown => {
  const code = Number(trailer.get('grpc-status') ?? codes.UNKNOWN.code)
  if (code === 0) return undefined
  if (error !== undefined && !(error instanceof ConnectError)) return error
  const message = decodeURIComponent(trailer.get('grpc-message') ?? '')
  // What connect calls a message that it cannot decode. Errors of our own are in `error`.
  if (code === codes.INTERNAL.code) return invalid(message)
  const name = codeNames.find((candidate) => codes[candidate].code === code) ?? 'UNKNOWN'
  return new StatusError(name, message)
}

/** Unlike other codes from 500 on, these say nothing about the service: no such method, and the client's own deadline. */
const clientErrors = new Set([501, 504])

const codeNames = Object.keys(codes) as CodeName[]

/** Answers a call of a method that is not served. */
const unimplemented = (call: Call, path: string): UniversalServerResponse => {
  call.error = new StatusError('UNIMPLEMENTED', `No such method: ${quoted(path)}`)
  return {
    status: 200,
    header: new Headers({ 'content-type': 'application/grpc' }),
    trailer: new Headers({ 'grpc-status': String(codes.UNIMPLEMENTED.code) }),
  }
}

async function* noMessage() {}

async function* followedBy(body: AsyncIterable<Uint8Array>, finish: () => void) {
  try {
    yield* body
  } finally {
    finish()
  }
}
