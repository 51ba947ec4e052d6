import type { Context } from 'hono'
import { parse as parseLoosely, type ParseError, printParseErrorCode, visit } from 'jsonc-parser'

import type { Endpoint } from '#contract/endpoint.ts'
import type { RawInput } from '../messages/parse-input.ts'
import { StatusError, validationFailed } from '../messages/status-error.ts'
import { fieldName } from '../messages/violations.ts'
import type { AppEnv } from './exchange.ts'
import { pathParameters } from './route-path.ts'

/**
 * Reads a request by the API's JSON rules: path parameters, single-valued query, JSON body where the endpoint has one.
 * @throws StatusError INVALID_ARGUMENT if it is malformed
 */
export const readInput = async (c: Context<AppEnv>, endpoint: Endpoint): Promise<RawInput> => ({
  params: pathParameters(c, endpoint.path),
  query: singleValues(c),
  body: endpoint.body && (await readJson(c)),
})

/**
 * The query's parameters.
 * @throws StatusError INVALID_ARGUMENT if one is given more than once
 */
export const singleValues = (c: Context<AppEnv>): Record<string, string | undefined> =>
  Object.fromEntries(
    Object.entries(c.req.queries()).map(([name, values]) => {
      if (values.length > 1)
        throw validationFailed([{ field: fieldName([name]), description: 'Specified more than once' }])
      return [name, values[0]]
    }),
  )

/** The client disconnected, or timed out while sending. Not an error of the service. */
export const incompleteBody = (): StatusError => new StatusError('CANCELLED', 'The request body is incomplete')

const unsupported = (message: string) => new StatusError('INVALID_ARGUMENT', message, [], 415)

/**
 * The body's bytes, if it is sent as JSON. It may be empty.
 * @throws StatusError INVALID_ARGUMENT, with 415 for another type, charset or encoding
 */
export const readBytes = async (c: Context<AppEnv>): Promise<ArrayBuffer> => {
  const bytes = await c.req.arrayBuffer().catch(() => {
    throw incompleteBody()
  })
  if (!/^(?:identity)?$/i.test(c.req.header('content-encoding') ?? '')) {
    throw unsupported('The request body must not have a Content-Encoding')
  }
  if (bytes.byteLength === 0) return bytes
  const [type, ...parameters] = (c.req.header('content-type') ?? '').toLowerCase().split(';')
  if (type?.trim() !== 'application/json') {
    throw unsupported('The Content-Type must be application/json')
  }
  const charset = parameters.map((parameter) => /^\s*charset\s*=\s*"?([^"\s]*)/.exec(parameter)?.[1]).find(Boolean)
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8') {
    throw unsupported('The charset of the request body must be UTF-8')
  }
  return bytes
}

const readJson = async (c: Context<AppEnv>): Promise<unknown> => {
  const text = decode(await readBytes(c))
  if (text.trim() === '') return {}
  try {
    const value: unknown = JSON.parse(text)
    rejectRepeatedNames(text)
    return value
  } catch (error) {
    if (error instanceof StatusError) throw error
    const problem = error instanceof RangeError ? tooDeep : firstError(text)
    throw new StatusError('INVALID_ARGUMENT', `The request body is not valid JSON: ${problem}`)
  }
}

// Strict: lenient decoding would store replacement characters if a client sent another encoding.
const decode = (bytes: ArrayBuffer): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new StatusError('INVALID_ARGUMENT', 'The request body is not valid UTF-8')
  }
}

const tooDeep = 'nested too deeply'

// JSON.parse silently keeps the last value of a repeated name.
const rejectRepeatedNames = (text: string): void => {
  const open: Set<string>[] = []
  visit(text, {
    onObjectBegin: () => void open.push(new Set()),
    onObjectProperty: (name) => {
      const names = open.at(-1)
      if (names?.has(name))
        throw validationFailed([{ field: fieldName([name]), description: 'Specified more than once' }])
      names?.add(name)
    },
    onObjectEnd: () => void open.pop(),
  })
}

// The engine's message quotes the body, which may contain a secret. This one has only the position and the kind.
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
  const kind = printParseErrorCode(first.error)
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toLowerCase()
  return `${kind} at line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`
}
