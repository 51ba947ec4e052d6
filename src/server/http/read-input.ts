import type { Context } from 'hono'
import { parse as parseLoosely, type ParseError, printParseErrorCode } from 'jsonc-parser'

import type { Endpoint } from '#contract/endpoint.ts'
import type { RawInput } from '../messages/parse-input.ts'
import { StatusError, validationFailed } from '../messages/status-error.ts'
import { fieldName } from '../messages/violations.ts'
import type { AppEnv } from './exchange.ts'
import { pathParameters } from './route-path.ts'

/**
 * Reads a request by the API's JSON rules: path parameters, single-valued query, JSON body where the endpoint has one.
 * @throws StatusError INVALID_ARGUMENT when it cannot be read
 */
export const readInput = async (c: Context<AppEnv>, endpoint: Endpoint): Promise<RawInput> => ({
  params: pathParameters(c, endpoint.path),
  query: singleValues(c),
  body: endpoint.body && (await readJson(c)),
})

const singleValues = (c: Context<AppEnv>) =>
  Object.fromEntries(
    Object.entries(c.req.queries()).map(([name, values]) => {
      if (values.length > 1) throw validationFailed([{ field: fieldName([name]), description: 'Given more than once' }])
      return [name, values[0]]
    }),
  )

/** No failure of the service: the client hung up, or took too long and was cut off. */
export const unfinishedBody = (): StatusError => new StatusError('CANCELLED', 'The body of the request did not arrive')

const readJson = async (c: Context<AppEnv>): Promise<unknown> => {
  const text = await c.req.text().catch(() => {
    throw unfinishedBody()
  })
  if (text.trim() === '') return {}
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') {
    throw new StatusError('INVALID_ARGUMENT', 'The body must be sent as Content-Type: application/json', [], 415)
  }
  try {
    return JSON.parse(text, refusePrototype)
  } catch (error) {
    if (error instanceof StatusError) throw error
    const problem = error instanceof RangeError ? tooDeep : firstError(text)
    throw new StatusError('INVALID_ARGUMENT', `The body is not JSON: ${problem}`)
  }
}

const tooDeep = 'nested too deeply'

// The schemas of a map would drop this one name as if it had been accepted.
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
