import * as fc from 'fast-check'
import * as z from 'zod/mini'

import type { Endpoint } from '#contract/endpoint.ts'

/** Names of stored resources and credentials. */
export const idMarks = ['account', 'key', 'folder', 'cloud', 'operation'] as const
export const secretMarks = ['adminToken', 'iamToken', 'secret', 'cookie', 'signInCode'] as const
export type Mark = (typeof idMarks)[number] | (typeof secretMarks)[number]

/** A random mark. */
export const marked = (names: readonly Mark[]) => fc.constantFrom(...names.map((name) => `~${name}~`))

/** Replaces the marks by their values. */
export const filled = (text: string, values: Readonly<Record<Mark, string>>): string =>
  text.replaceAll(/~(\w+)~/g, (mark, name: string) => values[name as Mark] ?? mark)

const prototypeNames = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', 'then']
/** A text that no form would send. */
export const oddText = fc.oneof(
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

// PostgreSQL rejects NUL, and replaces half a surrogate pair.
const unstorable = fc.constantFrom('a\0b', 'a\uD800b')

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

/** The accepted input as JSON Schema. */
export const shapeOf = (schema: Endpoint['body']): Json =>
  schema === undefined ? {} : (z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Json)

/** Close to what the schema accepts, so that some values get as far as the verbs. */
const near = (shape: Json): fc.Arbitrary<unknown> => {
  if (shape.enum !== undefined) return fc.constantFrom(...shape.enum)
  if (shape.format === 'date-time') return fc.constantFrom(...moments)
  if (shape.type === 'integer') return fc.constantFrom(0, 1, 1000, 1001, -1)
  if (shape.type === 'array') return fc.array(mostly(near(shape.items ?? {})), { maxLength: 3 })
  if (shape.properties !== undefined) return bodyOf(shape)
  if (shape.type === 'object') return fc.dictionary(oddText, oddText, { maxKeys: 3 })
  const words = fc.constantFrom('robot', 'yc.postbox.send', 'viewer', 'serviceAccount', 'name')
  return fc.oneof({ weight: 4, arbitrary: marked(idMarks) }, { weight: 4, arbitrary: words }, unstorable)
}

const mostly = (good: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 4, arbitrary: good }, { weight: 1, arbitrary: oddJson })

/** A body with some of the fields, most of them nearly right. */
export const bodyOf = ({ properties = {} }: Json): fc.Arbitrary<unknown> => {
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
export type HostileBody = string | Uint8Array<ArrayBuffer> | null

/** A body, often invalid JSON or absent. */
export const bodies = (endpoint: Endpoint | undefined): fc.Arbitrary<HostileBody> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.oneof(bodyOf(shapeOf(endpoint?.body)), oddJson).map((body) => JSON.stringify(body)) },
    { weight: 1, arbitrary: brokenText },
    { weight: 1, arbitrary: fc.constant(null) },
  )
