import type { Context, Hono } from 'hono'
import { parse as parseLoosely, type ParseError, printParseErrorCode } from 'jsonc-parser'
import * as z from 'zod/mini'

import type { Endpoint, ServerInput, ServerOutput } from '#contract/endpoint.ts'
import { answerHeaders } from './answer-headers.ts'
import type { AppEnv } from '../verb.ts'
import { jsonText, StatusError, unfinishedBody, validationFailed } from '../messages/status-error.ts'
import { omitDefaults } from './omit-defaults.ts'
import { fieldName, violationsOf } from '../messages/violations.ts'

/** Answers one endpoint. What it returns is checked against the endpoint's response type by the compiler. */
export type Handler<E extends Endpoint> = (
  input: ServerInput<E>,
) => Promise<ServerOutput<E> | Written> | ServerOutput<E>

/** An answer as it goes over the wire, so that a repeated one is the same to the byte. */
export class Written {
  readonly text: string
  /** The same in UTF-8, where it is sent more than once. */
  readonly bytes: Uint8Array<ArrayBuffer> | undefined

  constructor(text: string, bytes?: Uint8Array<ArrayBuffer>) {
    this.text = text
    this.bytes = bytes
  }
}

/** Writes an answer by the API's JSON rules. */
export const written = (answer: unknown): Written =>
  answer instanceof Written ? answer : new Written(jsonText(omitDefaults(answer)))

/** Finds who asks, before anything else of the request is looked at, and so who answers. */
type Admit<E extends Endpoint> = (c: Context<AppEnv>) => Promise<Handler<E>> | Handler<E>

type Body = string | Uint8Array<ArrayBuffer>

/** Puts an answer together. Through `c` where a handler may set a cookie, which costs as much as a short answer. */
export type Respond = (c: Context<AppEnv>, body: Body, headers: Readonly<Record<string, string>>) => Response

/** Adds the endpoint's route: input parsed by its schemas, the answer written by the API's JSON rules. */
export const mount = <E extends Endpoint>(
  app: Hono<AppEnv>,
  endpoint: E,
  admit: Admit<E>,
  respond: Respond = (_, body, headers) => new Response(body, { headers }),
): void => {
  const params = routeParams(endpoint.path)
  for (const path of [endpoint.path, ...(endpoint.aliases ?? [])]) {
    app.on(endpoint.method, routePattern(path), async (c) => {
      c.set('method', endpoint.id)
      const handler = await admit(c)
      const given = Object.fromEntries(params.map(({ name, verb }) => [name, pathValue(c, name, verb)]))
      const input = {
        params: parseInput(endpoint.params, given),
        query: parseInput(endpoint.query ?? noFields, singleValues(c)),
        body: parseInput(endpoint.body, endpoint.body && (await readJson(c))),
      }
      const { text, bytes } = written(await handler(input as ServerInput<E>))
      return respond(c, bytes ?? text, answerHeaders(c.get('requestId')))
    })
  }
}

// `/x/{id}:suspend` is one segment; Hono captures it whole, so the verb is cut off the value. `/x/{id}` leaves it alone.
const placeholder = /\{(\w+)\}(:\w+)?/g
const routeParams = (path: string) =>
  [...path.matchAll(placeholder)].map(([, name, verb]) => ({ name: name ?? '', verb: verb ?? '' }))

const routePattern = (path: string) =>
  path.replaceAll(placeholder, (_, name: string, verb?: string) =>
    verb ? `:${name}{[^/]+${verb}}` : `:${name}{[^/:]+}`,
  )

const pathValue = (c: Context<AppEnv>, name: string, verb: string) => {
  const value = c.req.param(name) ?? ''
  return verb === '' ? value : value.slice(0, -verb.length)
}

const singleValues = (c: Context<AppEnv>) =>
  Object.fromEntries(
    Object.entries(c.req.queries()).map(([name, values]) => {
      if (values.length > 1) throw validationFailed([{ field: fieldName([name]), description: 'Given more than once' }])
      return [name, values[0]]
    }),
  )

// A method without a query takes none: a parameter that does nothing is a mistake.
const noFields = z.strictObject({})

const parseInput = (schema: z.ZodMiniType | undefined, value: unknown): unknown => {
  if (schema === undefined) return undefined
  const parsed = schema.safeParse(value, { reportInput: true })
  if (parsed.success) return parsed.data
  throw validationFailed(violationsOf(parsed.error))
}

/** The body of a request, as often as it is asked for. @throws StatusError when the client hung up in the middle of it */
export const bodyText = (c: Context<AppEnv>): Promise<string> =>
  c.req.text().catch(() => {
    throw unfinishedBody()
  })

const readJson = async (c: Context<AppEnv>): Promise<unknown> => {
  const text = await bodyText(c)
  if (text.trim() === '') return {}
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') {
    throw new StatusError('INVALID_ARGUMENT', 'The body must be sent as Content-Type: application/json', [], 415)
  }
  try {
    return isPlain(text) ? JSON.parse(text) : JSON.parse(text, refusePrototype)
  } catch (error) {
    if (error instanceof StatusError) throw error
    const problem = error instanceof RangeError ? tooDeep : firstError(text)
    throw new StatusError('INVALID_ARGUMENT', `The body is not JSON: ${problem}`)
  }
}

// To look at each name is dear. One that is spelled otherwise has a backslash in it, and what nests deeply is long.
const isPlain = (text: string): boolean => text.length < 10_000 && !/__proto__|\\/.test(text)

const tooDeep = 'nested too deeply'

// Of this name alone the schemas say nothing in a map: it would vanish as if it had been accepted.
const refusePrototype = (name: string, value: unknown): unknown => {
  if (name === '__proto__') throw validationFailed([{ field: name, description: 'Unknown field' }])
  return value
}

// The engine's own message quotes the body, which may hold a secret; this one says only where and what kind.
const firstError = (text: string): string => {
  const errors: ParseError[] = []
  try {
    parseLoosely(text, errors, { disallowComments: true, allowTrailingComma: false })
  } catch {
    return tooDeep
  }
  const [first] = errors
  if (first === undefined) return 'unexpected character'
  const before = text.slice(0, first.offset).split('\n')
  const what = printParseErrorCode(first.error)
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toLowerCase()
  return `${what} at line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`
}
