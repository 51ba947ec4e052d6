import { METHODS } from 'node:http'

import * as fc from 'fast-check'
import * as z from 'zod/mini'

import { api } from '#contract/api.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import { authenticatePath } from '../api-keys/authenticate.ts'
import { docsPath } from '../docs/routes.ts'
import { probePaths } from '../probes.ts'

/** A request as it might come from anywhere. `~account~` and the like stand for what only the run knows. */
export interface Hostile {
  /** What it started from: the id of an endpoint, or a path. */
  readonly target: string
  readonly method: string
  /** Path and query, as they are sent. */
  readonly path: string
  readonly headers: readonly (readonly [string, string])[]
  readonly body: string | Uint8Array<ArrayBuffer> | null
  readonly address: string
}

/** Names of what is in the store, and of what opens it. */
const idMarks = ['account', 'key', 'folder', 'cloud', 'operation'] as const
export const secretMarks = ['adminToken', 'iamToken', 'secret', 'cookie', 'signInCode'] as const
export type Mark = (typeof idMarks)[number] | (typeof secretMarks)[number]

const marked = (names: readonly Mark[]) => fc.constantFrom(...names.map((name) => `~${name}~`))

/** Puts in what the marks stand for. */
export const filled = (text: string, values: Readonly<Record<Mark, string>>): string =>
  text.replaceAll(/~(\w+)~/g, (mark, name: string) => values[name as Mark] ?? mark)

const prototypeNames = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', 'then']
const oddText = fc.oneof(
  marked([...idMarks, ...secretMarks]),
  fc.constantFrom(...prototypeNames),
  fc.constantFrom(
    '',
    ' ',
    '\0',
    '\uD800',
    'a\uDFFFb',
    '\r\nx-other: 1',
    '\u202E',
    '🤖'.repeat(30),
    "' OR 1=1 --",
    '${7*7}',
  ),
  fc.constantFrom(
    'null',
    'NaN',
    '-1',
    '1e309',
    '0x10',
    '9007199254740993',
    '../..',
    'a:b',
    ':suspend',
    '*',
    '[]',
    '{}',
  ),
  fc.constantFrom('x'.repeat(51), 'x'.repeat(257), 'x'.repeat(5000), '%'.repeat(300), '('.repeat(2000)),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ maxLength: 40 }),
)

const oddJson: fc.Arbitrary<unknown> = fc.oneof(
  oddText,
  fc.constantFrom(null, true, -1, 0.5, 1e308, -0, 2 ** 53, [], {}, [[]], [null]),
  fc.jsonValue({ maxDepth: 3 }),
  fc.dictionary(fc.constantFrom(...prototypeNames, '', 'a.b', '\0'), oddText, { maxKeys: 3 }),
  fc.constant(Array.from({ length: 1001 }, () => 'x')),
)

const moments = [
  '2027-01-01T00:00:00Z',
  '2020-01-01T00:00:00Z',
  '2026-02-30T00:00:00Z',
  '9999-12-31T23:59:60Z',
  'tomorrow',
]

interface Json {
  readonly type?: string
  readonly format?: string
  readonly enum?: readonly string[]
  readonly items?: Json
  readonly properties?: Readonly<Record<string, Json>>
}

const shapeOf = (schema: Endpoint['body']): Json =>
  schema === undefined ? {} : (z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Json)

/** Close to what the schema takes, so that some get as far as the verbs. */
const near = (shape: Json): fc.Arbitrary<unknown> => {
  if (shape.enum !== undefined) return fc.constantFrom(...shape.enum)
  if (shape.format === 'date-time') return fc.constantFrom(...moments)
  if (shape.type === 'integer') return fc.constantFrom(0, 1, 1000, 1001, -1)
  if (shape.type === 'array') return fc.array(mostly(near(shape.items ?? {})), { maxLength: 3 })
  if (shape.properties !== undefined) return bodyOf(shape)
  if (shape.type === 'object') return fc.dictionary(oddText, oddText, { maxKeys: 3 })
  return fc.oneof(marked(idMarks), fc.constantFrom('robot', 'yc.postbox.send', 'viewer', 'serviceAccount', 'name'))
}

const mostly = (good: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 4, arbitrary: good }, { weight: 1, arbitrary: oddJson })

const bodyOf = ({ properties = {} }: Json): fc.Arbitrary<unknown> => {
  const fields = Object.entries(properties).map(([name, shape]) => [name, mostly(near(shape))] as const)
  const known = fc.record(Object.fromEntries(fields), { requiredKeys: [] })
  const withMore = fc.tuple(known, oddText, oddJson).map(([body, name, value]) => ({ ...body, [name]: value }))
  return fc.oneof({ weight: 5, arbitrary: known }, { weight: 1, arbitrary: withMore })
}

const bytes = (...all: readonly number[]) => Uint8Array.from(all)
const brokenText = fc.oneof(
  fc.constantFrom('', ' ', '{', '[', 'null', '{"a":1}{"b":2}', '{"a":1e999}', '\uFEFF{}', '{"__proto__":{"x":1}}'),
  fc.nat(200_000).map((depth) => '['.repeat(depth)),
  fc.nat(100_000).map((depth) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`),
  fc.constantFrom(`{"name":"${'x'.repeat(1024 * 1024)}"}`, `{"name":"\\ud800","folderId":"~secret~"`),
  fc.uint8Array({ maxLength: 60 }).map((one) => bytes(...one)),
  fc.constant(bytes(0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0xed, 0xa0, 0x80, 0x7d)),
  oddText,
)
const bodies = (endpoint: Endpoint | undefined): fc.Arbitrary<Hostile['body']> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.oneof(bodyOf(shapeOf(endpoint?.body)), oddJson).map((body) => JSON.stringify(body)) },
    { weight: 1, arbitrary: brokenText },
    { weight: 1, arbitrary: fc.constant(null) },
  )

const raw = fc.constantFrom(
  '%',
  '%zz',
  '%00',
  '%ff',
  '%C3%28',
  '%ED%A0%80',
  '..',
  '%2e%2e',
  'a%2Fb',
  '%0d%0a',
  ';',
  '%3A',
  '\\',
)
const escaped = (text: fc.Arbitrary<string>) => text.map((one) => encodeURIComponent(one.toWellFormed()))
const segment = fc.oneof({ weight: 3, arbitrary: marked(idMarks) }, escaped(oddText), raw)

const queryOf = (endpoint: Endpoint | undefined): fc.Arbitrary<string> => {
  const known = Object.keys(shapeOf(endpoint?.query).properties ?? {})
  const name = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...known, 'pageSize', 'scope') },
    { weight: 1, arbitrary: fc.oneof(escaped(oddText), fc.constantFrom('pageSize[]', 'a[b]', '%00', '')) },
  )
  const value = fc.oneof({ weight: 3, arbitrary: marked(idMarks) }, escaped(oddText), raw)
  const one = fc.tuple(name, value).map(([key, text]) => `${key}=${text}`)
  return fc.array(one, { maxLength: 4 }).map((all) => (all.length === 0 ? '' : `?${all.join('&')}`))
}

/** The path with its placeholders filled, often changed somewhere else too. */
const pathOf = (template: string): fc.Arbitrary<string> => {
  const parts = template.split(/\{\w+\}/)
  const whole = fc
    .array(segment, { minLength: parts.length - 1, maxLength: parts.length - 1 })
    .map((ids) => parts.map((part, index) => part + (ids[index] ?? '')).join(''))
  const changed = fc.tuple(whole, fc.nat(), segment).map(([path, at, text]) => {
    const place = 1 + (at % path.length)
    return path.slice(0, place) + text + path.slice(place)
  })
  const other = whole.chain((path) =>
    fc.constantFrom(`${path}/`, `/${path}`, `${path}:suspend`, path.toUpperCase(), path.slice(0, -1), `${path}/x`),
  )
  return fc.oneof({ weight: 6, arbitrary: whole }, changed, other)
}

// What HTTP itself lets through in a value: anything but NUL and line ends, in Latin-1.
const headerValue = oddText.map((text) =>
  [...text]
    .filter((one) => one > '\r' && one < '\u0100')
    .join('')
    .trim(),
)
const header = (name: string, values: fc.Arbitrary<string>) => values.map((value) => [[name, value]] as const)
const none = fc.constant([] as const)
const credentials = fc.oneof(
  none,
  { weight: 4, arbitrary: header('authorization', fc.constant('Bearer ~adminToken~')) },
  { weight: 2, arbitrary: header('authorization', fc.constant('Bearer ~iamToken~')) },
  header(
    'authorization',
    fc.constantFrom('Api-Key ~secret~', 'Api-Key ~key~', 'Bearer ~secret~', 'Basic ~adminToken~'),
  ),
  header('authorization', headerValue),
  fc.constantFrom('same-origin', 'cross-site').map(
    (site) =>
      [
        ['cookie', 'keyrack_session=~cookie~'],
        ['sec-fetch-site', site],
      ] as const,
  ),
  header(
    'cookie',
    headerValue.map((value) => `keyrack_session=${value}`),
  ),
)
const contentType = fc.oneof(
  { weight: 8, arbitrary: header('content-type', fc.constant('application/json')) },
  header('content-type', fc.constantFrom('text/plain', 'multipart/form-data', 'application/json;charset=utf-16', '')),
  none,
)
// A write under it does what it does in a transaction that is open already.
const repeated = fc.oneof({ weight: 3, arbitrary: none }, header('idempotency-key', fc.constantFrom('key-1', 'key-2')))
const otherNames = [
  'x-request-id',
  'idempotency-key',
  'accept',
  'x-forwarded-proto',
  'x-forwarded-for',
  'origin',
  'range',
]
const others = fc
  .array(fc.tuple(fc.constantFrom(...otherNames, 'content-length', 'if-none-match', 'accept-encoding'), headerValue), {
    maxLength: 2,
  })
  // A length that is a lie is for the tests of the listener: here it is only a header.
  .map((all) => all.filter(([name, value]) => name !== 'content-length' || /^\d+$/.test(value)))

// Those that Node's parser lets through (`listen.test.ts` shows the others refused) and a `Request` can have.
const methods = METHODS.filter((method) => method !== 'CONNECT' && method !== 'TRACE')

const request = (
  target: string,
  method: string,
  path: fc.Arbitrary<string>,
  endpoint?: Endpoint,
): fc.Arbitrary<Hostile> =>
  fc
    .record({
      target: fc.constant(target),
      method: fc.oneof(
        { weight: 6, arbitrary: fc.constant(method) },
        { weight: 1, arbitrary: fc.constantFrom(...methods) },
      ),
      path: fc.tuple(path, queryOf(endpoint)).map(([one, query]) => one + query),
      headers: fc.tuple(credentials, contentType, repeated, others).map((all) => all.flat()),
      body: bodies(endpoint),
      address: fc.constantFrom('10.0.0.1', '10.0.0.2', ''),
    })
    // The one thing that `Request` does not hold.
    .map((one) => (/^(GET|HEAD)$/i.test(one.method) ? { ...one, body: null } : one))

const endpoints: readonly Endpoint[] = Object.values(api)
const otherPaths = [
  authenticatePath,
  '/openapi.json',
  docsPath,
  ...probePaths,
  '/',
  '/assets/main.js',
  '/sign-in',
  '/nowhere',
]

/** What each request starts from: every endpoint, and every other path that answers. */
export const targets: readonly string[] = [...endpoints.map(({ id }) => id), ...otherPaths]

export const hostileRequest: fc.Arbitrary<Hostile> = fc.oneof(
  ...endpoints.map((endpoint) =>
    request(
      endpoint.id,
      endpoint.method,
      fc.constantFrom(endpoint.path, ...(endpoint.aliases ?? [])).chain((path) => pathOf(path)),
      endpoint,
    ),
  ),
  ...otherPaths.map((path) => request(path, 'GET', pathOf(path))),
)
