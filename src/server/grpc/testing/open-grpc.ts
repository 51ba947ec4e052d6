import { fromBinary, type JsonObject, type JsonValue, toBinary } from '@bufbuild/protobuf'
import { base64Decode } from '@bufbuild/protobuf/wire'

import { codes, type Status, status as statusSchema } from '#contract/status.ts'
import { grpcApp } from '../grpc-app.ts'
import { methods } from '../methods.ts'
import { jsonOf, messageNamed, messageOf, registry } from '../registry.ts'
import { Exchange } from '../../http/exchange.ts'
import { noMetrics, quietLog } from '../../observe.ts'
import { type Answer, openApp } from '../../testing/open-app.ts'

/** A length-prefixed message, as gRPC frames it. */
export const framed = (message: Uint8Array): Uint8Array => {
  const frame = new Uint8Array(5 + message.length)
  new DataView(frame.buffer).setUint32(1, message.length)
  frame.set(message, 5)
  return frame
}

export interface GrpcAnswer {
  readonly header: Headers
  readonly trailer: Headers
  /** The decoded error, code 0 without one. */
  readonly status: Status
  /** The response's message in its JSON form. */
  readonly body: JsonValue | undefined
}

const statusMessage = messageNamed('google.rpc.Status')

/** The status in trailers: the one with details, if there is one. */
export const statusIn = (trailer: Headers): Status => {
  const details = trailer.get('grpc-status-details-bin')
  return details === null
    ? { code: Number(trailer.get('grpc-status')), message: decodeURI(trailer.get('grpc-message') ?? ''), details: [] }
    : statusSchema.parse(jsonOf(statusMessage, fromBinary(statusMessage, base64Decode(details))))
}

/** The service by gRPC, called without a network. */
export const openGrpc = async (options: Parameters<typeof openApp>[0] = {}) => {
  const app = await openApp(options)
  const answer = grpcApp({
    service: app.service,
    store: options.broken?.(app.store) ?? app.store,
    metrics: options.metrics ?? noMetrics,
    log: options.log ?? quietLog,
  })

  /** Sends any bytes to a path. */
  const sendBytes = async (
    path: string,
    parts: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
    { metadata = {}, address = '', signal = new AbortController().signal }: SendOptions = {},
  ): Promise<GrpcAnswer> => {
    const { header, body, trailer } = await answer(
      {
        httpVersion: '2.0',
        method: 'POST',
        url: `http://localhost${path}`,
        header: new Headers({ 'content-type': 'application/grpc', te: 'trailers', ...metadata }),
        body: (async function* send() {
          yield* parts
        })(),
        signal,
      },
      new Exchange(address),
    )
    let received = new Uint8Array()
    for await (const part of body ?? []) received = Uint8Array.from([...received, ...part])
    const [, service = '', name] = path.split('/')
    const desc = registry.getService(service)?.methods.find((method) => method.name === name)
    return {
      header: header ?? new Headers(),
      trailer: trailer ?? new Headers(),
      status: statusIn(trailer ?? new Headers()),
      body:
        received.length > 0 && desc ? jsonOf(desc.output, fromBinary(desc.output, received.subarray(5))) : undefined,
    }
  }

  /** Calls a method by the id of its endpoint, with the request's fields in their JSON form. */
  const call = async (
    id: MethodId,
    fields: JsonObject = {},
    { metadata = {}, ...rest }: SendOptions = {},
  ): Promise<GrpcAnswer> => {
    const { path, message } = requestOf(id, fields)
    const authorization = `Bearer ${app.token}`
    return sendBytes(path, [message], { metadata: { authorization, ...metadata }, ...rest })
  }
  return { ...app, answer, sendBytes, call }
}

type MethodId = (typeof methods)[number]['endpoint']['id']

/** Path and framed message of a call, from the request's fields in their JSON form. */
export const requestOf = (id: MethodId, fields: JsonObject) => {
  const method = methods.find(({ endpoint }) => endpoint.id === id)
  if (method === undefined) throw new Error(`${id} is not served by gRPC`)
  return {
    path: pathOf(method),
    message: framed(toBinary(method.desc.input, messageOf(method.desc.input, fields))),
  }
}

interface SendOptions {
  readonly metadata?: Readonly<Record<string, string>>
  readonly address?: string
  readonly signal?: AbortSignal
}

export const pathOf = ({ desc }: Pick<(typeof methods)[number], 'desc'>): string =>
  `/${desc.parent.typeName}/${desc.name}`

/** The service with a `robot` that sends by gRPC what it is told in terms of HTTP. */
export const openWithGrpcRobot: typeof openApp = async (options) => {
  const app = await openGrpc(options)
  const robot: typeof app.robot = async () => {
    const made = await app.robot()
    const send =
      (verb: string) =>
      async (path: string, body: unknown = {}): Promise<Answer> => {
        const { id, fields } = callOf(verb, path)
        const metadata = { authorization: `Bearer ${made.token}` }
        const { status, header, ...answer } = await app.call(id, { ...fields, ...(body as JsonObject) }, { metadata })
        const http = Object.values(codes).find(({ code }) => code === status.code)?.http ?? 200
        const sent = status.code === 0 ? answer.body : status
        return { status: http, headers: header, body: sent, text: JSON.stringify(sent) }
      }
    const [get, post, patch, del] = [send('GET'), send('POST'), send('PATCH'), send('DELETE')]
    return { ...made, get: (path) => get(path), del: (path) => del(path), post, patch }
  }
  return { ...app, robot }
}

/** The method behind a request by HTTP, and the fields in its path and query. */
const callOf = (verb: string, path: string) => {
  const { pathname, searchParams } = new URL(path, 'http://localhost')
  const fieldsIn = (template: string) => {
    const match = new RegExp(`^${template.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/:]+)')}$`).exec(pathname)
    return match === null ? undefined : { ...match.groups }
  }
  const matching = methods.filter(({ endpoint }) => fieldsIn(endpoint.path) !== undefined)
  // Over HTTP, cancelling has two verbs.
  const { endpoint } = matching.find((method) => method.endpoint.method === verb) ?? matching[0] ?? unknown(path)
  return { id: endpoint.id, fields: { ...fieldsIn(endpoint.path), ...Object.fromEntries(searchParams) } }
}

const unknown = (path: string): never => {
  throw new Error(`${path} is not served by gRPC`)
}
