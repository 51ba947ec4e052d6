import { gzipSync } from 'node:zlib'

import { type DescField, type DescMessage, ScalarType } from '@bufbuild/protobuf'
import { BinaryWriter } from '@bufbuild/protobuf/wire'
import * as fc from 'fast-check'

import { methods } from '../../grpc/methods.ts'
import { framed, pathOf } from '../../grpc/testing/open-grpc.ts'
import { idMarks, marked, oddText, secretMarks } from './hostile-values.ts'

/** Replaces marks by their values. */
type Fill = (text: string) => string
type Write = (writer: BinaryWriter, fill: Fill) => void
type Bytes = (fill: Fill) => Uint8Array

export interface HostileGrpc {
  /** Marks are in it, and in the headers. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Bytes
  /** Resets the stream with this code instead of ending it. */
  readonly reset: number | undefined
}

const written = (writes: readonly Write[], fill: Fill): Uint8Array => {
  const writer = new BinaryWriter()
  for (const write of writes) write(writer, fill)
  return writer.finish()
}

const invalidUtf8 = fc
  .constantFrom([0xc3, 0x28], [0xed, 0xa0, 0x80], [0xff], [0xf4, 0x90, 0x80, 0x80], [0xc0, 0x80])
  .map(
    (all): Bytes =>
      () =>
        Uint8Array.from(all),
  )
const words = fc.constantFrom('robot', 'name', 'description,scopes', 'yc.postbox.send', 'viewer', 'a\0b', 'labels.x')
const texts: fc.Arbitrary<Bytes> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .oneof({ weight: 4, arbitrary: marked(idMarks) }, words, oddText)
      .map((text) => (fill: Fill) => new TextEncoder().encode(fill(text))),
  },
  { weight: 1, arbitrary: invalidUtf8 },
)

// Also of a Timestamp: the years 0 and 10000, and nanoseconds out of range.
const seconds = [1_795_345_200n, 253_402_300_800n, -62_135_596_801n]
const numbers = fc.constantFrom(0n, 1n, 2n, 99n, 1000n, 1001n, -1n, 2n ** 31n, -(2n ** 63n), 2n ** 63n - 1n, ...seconds)

const valueOf = (field: DescField, depth: number): fc.Arbitrary<Write> => {
  if (field.fieldKind === 'map') {
    const entry = fc.tuple(texts, texts).map(([key, value]): Write => (writer, fill) => {
      const pair = new BinaryWriter().tag(1, 2).bytes(key(fill)).tag(2, 2).bytes(value(fill)).finish()
      writer.tag(field.number, 2).bytes(pair)
    })
    return severalOf(entry)
  }
  const { number, message, scalar } = field
  let one: fc.Arbitrary<Write>
  if (message !== undefined) {
    one =
      depth === 0
        ? fc.constant(() => {})
        : messageOf(message, depth - 1).map((body) => (writer, fill) => void writer.tag(number, 2).bytes(body(fill)))
  } else if (scalar === ScalarType.STRING || scalar === ScalarType.BYTES) {
    one = texts.map((text) => (writer, fill) => void writer.tag(number, 2).bytes(text(fill)))
  } else {
    one = numbers.map((value) => (writer) => void writer.tag(number, 0).int64(value))
  }
  return field.fieldKind === 'list' ? severalOf(one) : one
}

const severalOf = (one: fc.Arbitrary<Write>): fc.Arbitrary<Write> =>
  fc.array(one, { maxLength: 3 }).map((all) => (writer, fill) => {
    for (const write of all) write(writer, fill)
  })

/** Close to what the method accepts, so that some get as far as the verbs. */
const messageOf = ({ fields }: DescMessage, depth: number): fc.Arbitrary<Bytes> =>
  fc
    .tuple(...fields.map((field) => fc.option(valueOf(field, depth), { freq: 3, nil: () => {} })))
    .map((writes) => (fill) => written(writes, fill))

/** Fields of any number, known and unknown, with any wire type. */
const wrongTypes = fc
  .array(
    fc.tuple(
      fc.oneof(fc.integer({ min: 0, max: 12 }), fc.constantFrom(999, 536_870_911)),
      fc.nat(7),
      fc.uint8Array({ maxLength: 12 }),
    ),
    { maxLength: 6 },
  )
  .map(
    (fields): Bytes =>
      (fill) =>
        written(
          fields.map(
            ([number, type, payload]) =>
              (writer) =>
                void writer.uint32(((number << 3) | type) >>> 0).raw(payload),
          ),
          fill,
        ),
  )

const nested = (number: number, depth: number): Uint8Array => {
  let message = new Uint8Array()
  for (let level = 0; level < depth; level += 1) message = new BinaryWriter().tag(number, 2).bytes(message).finish()
  return message
}

const messagesFor = (input: DescMessage): fc.Arbitrary<Bytes> => {
  const near = messageOf(input, 3)
  const mutated = fc
    .tuple(near, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }))
    .map(([bytes, changes]): Bytes => (fill) => {
      const all = Uint8Array.from(bytes(fill))
      for (const [at, value] of changes) all[at % Math.max(1, all.length)] = value
      return all
    })
  const field = fc.integer({ min: 1, max: 8 })
  return fc.oneof(
    { weight: 8, arbitrary: near },
    { weight: 3, arbitrary: mutated },
    { weight: 2, arbitrary: wrongTypes },
    {
      weight: 1,
      arbitrary: fc.uint8Array({ maxLength: 200 }).map(
        (all): Bytes =>
          () =>
            all,
      ),
    },
    // Groups, never closed.
    {
      weight: 1,
      arbitrary: fc.tuple(field, fc.nat(200_000)).map(
        ([number, depth]) =>
          () =>
            new Uint8Array(depth).fill((number << 3) | 3),
      ),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(field, fc.nat(2000)).map(
        ([number, depth]) =>
          () =>
            nested(number, depth),
      ),
    },
    // Long lists of empty values.
    {
      weight: 1,
      arbitrary: fc.tuple(field, fc.nat(200_000)).map(
        ([number, length]) =>
          () =>
            Uint8Array.from({ length: 2 * length }, (_, at) => (at % 2 === 0 ? (number << 3) | 2 : 0)),
      ),
    },
  )
}

const withLength = (bytes: Uint8Array, length: number): Uint8Array => {
  const frame = Uint8Array.from(bytes)
  new DataView(frame.buffer).setUint32(1, length)
  return frame
}
const withFlags = (bytes: Uint8Array, flags: number): Uint8Array => Uint8Array.from([flags, ...bytes.subarray(1)])

const oversized = framed(new Uint8Array(1024 * 1024 + 1))
const bomb = withFlags(framed(gzipSync(new Uint8Array(20 * 1024 * 1024))), 1)

const brokenFrames: readonly ((message: Uint8Array) => Uint8Array)[] = [
  (message) => withLength(framed(message), message.length + 1),
  (message) => withLength(framed(message), Math.max(0, message.length - 1)),
  (message) => withLength(framed(message), 0xff_ff_ff_ff),
  (message) => withLength(framed(message), 0),
  (message) => withFlags(framed(message), 1),
  (message) => withFlags(framed(message), 2),
  (message) => withFlags(framed(message), 0x80),
  (message) => Buffer.concat([framed(message), framed(message)]),
  (message) => Buffer.concat([framed(message), Buffer.from('rest')]),
  (message) => framed(message).subarray(0, 3),
  () => new Uint8Array(),
  () => oversized,
  () => bomb,
]
const frames = fc.oneof(
  { weight: 4, arbitrary: fc.constant(framed) },
  { weight: 1, arbitrary: fc.constantFrom(...brokenFrames) },
)

const mostly = <Value>(weight: number, good: Value, ...odd: readonly Value[]): fc.Arbitrary<Value> =>
  fc.oneof({ weight, arbitrary: fc.constant(good) }, { weight: 1, arbitrary: fc.constantFrom(...odd) })

const long = 'x'.repeat(10_000)
const oddHeaders = fc.constantFrom<Readonly<Record<string, string>>>(
  ...['0n', '0S', '1n', '-1S', '99999999H', '999999999S', 'S', '1x', '1e3S', ''].map((value) => ({
    'grpc-timeout': value,
  })),
  ...['gzip', 'identity', 'br', '__proto__'].map((value) => ({ 'grpc-encoding': value })),
  { 'x-client-request-id': long },
  { 'x-request-id': '~secret~' },
  { 'idempotency-key': long },
  { 'idempotency-key': '~secret~' },
  { 'x-other-bin': '!!not base64!!' },
  { 'grpc-status-details-bin': '~secret~' },
  { 'idempotency-key-bin': 'AAAA' },
  { ['__proto__']: 'x', constructor: 'x' },
  { 'grpc-status': '0', 'grpc-message': 'x' },
  { 'content-length': '5' },
  { expect: '100-continue' },
)

const oddPaths = [
  '/',
  '//',
  '*',
  '/%',
  '/%2e%2e/%00',
  '//evil.example/x',
  '/yandex.cloud.iam.v1.ApiKeyService',
  '/__proto__/constructor',
  '/a/b?secret=~secret~',
  '/a/~secret~',
  '/yandex.cloud.iam.v1.ApiKeyService/get',
  `/${long}`,
  'http://[',
  '/http://x',
  '/grpc.health.v1.Health/Check',
  '/grpc.reflection.v1.ServerReflection/ServerReflectionInfo',
]
const oddTypes = [
  'application/grpc-web',
  'application/grpc-web+proto',
  'application/grpc+json',
  'application/grpc+__proto__',
  'application/grpc; charset=x',
  'application/proto',
  'application/json',
  'text/plain',
  '',
]

/** A request by gRPC to any method, most with one thing wrong with it. */
export const hostileGrpc: fc.Arbitrary<HostileGrpc> = fc.constantFrom(...methods).chain((method) =>
  fc
    .record({
      message: messagesFor(method.desc.input),
      frame: frames,
      path: mostly(12, pathOf(method), ...oddPaths),
      verb: mostly(20, 'POST', 'GET', 'HEAD', 'PUT', 'OPTIONS', 'TRACE', 'X'),
      type: mostly(15, 'application/grpc', ...oddTypes),
      authorization: mostly(
        8,
        'Bearer ~adminToken~',
        ...secretMarks.map((name) => `Bearer ~${name}~`),
        'Bearer ~adminToken~, Bearer ~iamToken~',
        'Api-Key ~secret~',
        '',
        'Bearer',
        long,
      ),
      more: fc.oneof({ weight: 4, arbitrary: fc.constant({}) }, oddHeaders),
      reset: fc.oneof({ weight: 15, arbitrary: fc.constant(undefined) }, fc.nat(13)),
    })
    .map(({ message, frame, path, verb, type, authorization, more, reset }) => ({
      headers: { ':method': verb, ':path': path, 'content-type': type, te: 'trailers', authorization, ...more },
      body: (fill) => {
        const bytes = frame(message(fill))
        // A whole message could be answered before the reset.
        return reset === undefined ? bytes : bytes.subarray(0, Math.max(0, bytes.length - 1))
      },
      reset,
    })),
)
