import { METHODS } from 'node:http'

import * as fc from 'fast-check'

import { api } from '#contract/api.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import { authenticatePath } from '../../authenticate/handler.ts'
import { docsPath } from '../../http/docs/routes.ts'
import { probePaths } from '../../http/probes.ts'
import { bodies, bodyOf, type HostileBody, idMarks, marked, oddText, shapeOf } from './hostile-values.ts'

/** A request from anywhere. Marks such as `~account~` are replaced by values of the run. */
export interface Hostile {
  /** Its origin: the ID of an endpoint, or a path. */
  readonly target: string
  readonly method: string
  /** Path and query as sent. */
  readonly path: string
  readonly headers: readonly (readonly [string, string])[]
  readonly body: HostileBody
  readonly address: string
}

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

/** The path with its placeholders filled. */
const wholePathOf = (template: string): fc.Arbitrary<string> => {
  const parts = template.split(/\{\w+\}/)
  return fc
    .array(segment, { minLength: parts.length - 1, maxLength: parts.length - 1 })
    .map((ids) => parts.map((part, index) => part + (ids[index] ?? '')).join(''))
}

/** The same, often with a further change. */
const pathOf = (template: string): fc.Arbitrary<string> => {
  const whole = wholePathOf(template)
  const changed = fc.tuple(whole, fc.nat(), segment).map(([path, at, text]) => {
    const place = 1 + (at % path.length)
    return path.slice(0, place) + text + path.slice(place)
  })
  const other = whole.chain((path) =>
    fc.constantFrom(`${path}/`, `/${path}`, `${path}:suspend`, path.toUpperCase(), path.slice(0, -1), `${path}/x`),
  )
  return fc.oneof({ weight: 6, arbitrary: whole }, changed, other)
}

// HTTP allows any Latin-1 character in a value except NUL and line ends.
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
// A write under it runs in an open transaction.
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
  // The tests of the listener cover a false length. Here it is only a header.
  .map((all) => all.filter(([name, value]) => name !== 'content-length' || /^\d+$/.test(value)))

// Those that Node's parser accepts (`listen.test.ts` tests the others) and a `Request` can have.
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
    // The only part that `Request` cannot hold.
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

/** The origins of requests: every endpoint, and every other existing path. */
export const targets: readonly string[] = [...endpoints.map(({ id }) => id), ...otherPaths]

/** From any caller, with any mistake. */
const wild = fc.oneof(
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

const asAdministrator = [
  ['authorization', 'Bearer ~adminToken~'],
  ['content-type', 'application/json'],
] as const

/** From the administrator, with odd values only: these can get as far as the store. */
const wellSent = fc.oneof(
  ...endpoints.map((endpoint): fc.Arbitrary<Hostile> =>
    fc.record({
      target: fc.constant(endpoint.id),
      method: fc.constant(endpoint.method),
      path: fc.tuple(wholePathOf(endpoint.path), queryOf(endpoint)).map(([path, query]) => path + query),
      headers: repeated.map((more) => [...more, ...asAdministrator]),
      body: endpoint.body ? bodyOf(shapeOf(endpoint.body)).map((body) => JSON.stringify(body)) : fc.constant(null),
      address: fc.constant('10.0.0.1'),
    }),
  ),
)

export const hostileRequest: fc.Arbitrary<Hostile> = fc.oneof(
  { weight: 4, arbitrary: wild },
  { weight: 1, arbitrary: wellSent },
)
