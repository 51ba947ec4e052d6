import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

import {
  type DescField,
  type DescMessage,
  fromBinary,
  type JsonObject,
  type JsonValue,
  toBinary,
} from '@bufbuild/protobuf'
import * as endpoints from '@yandex-cloud/nodejs-sdk/endpoint'
import * as iam from '@yandex-cloud/nodejs-sdk/iam-v1'
import * as operations from '@yandex-cloud/nodejs-sdk/operation'
import * as resourceManager from '@yandex-cloud/nodejs-sdk/resourcemanager-v1'
import { describe, expect, it } from 'vitest'
import type * as z from 'zod/mini'

import { api } from '#contract/api.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import { methods } from './methods.ts'
import { jsonOf, messageOf, registry } from './registry.ts'
import { pathOf } from './testing/open-grpc.ts'

it('the descriptors are those of the proto files', () => {
  const folder = 'src/server/grpc'
  const options = ['--as-file-descriptor-set', '--exclude-source-info', '-o', '-#format=json']
  const built = execFileSync('node_modules/.bin/buf', ['build', `${folder}/proto`, ...options], { encoding: 'utf8' })
  expect(JSON.parse(built)).toEqual(JSON.parse(readFileSync(`${folder}/descriptors.json`, 'utf8')))
})

describe('the contract', () => {
  const served = new Set<string>(methods.map(({ endpoint }) => endpoint.id))
  // Over HTTP, cancelling has two verbs.
  const onlyByHttp = ['cancelOperationByPost']

  it('is served by gRPC but for sessions', () => {
    const missing = Object.values<Endpoint>(api).filter(({ id, host }) => host !== 'keyrack' && !served.has(id))
    expect(missing.map(({ id }) => id)).toEqual(onlyByHttp)
  })

  it('has every method of the proto files', () => {
    const inProtos = [...registry].flatMap((desc) =>
      desc.kind === 'service' && desc.typeName.startsWith('yandex.')
        ? desc.methods.map(({ name }) => `/${desc.typeName}/${name}`)
        : [],
    )
    expect(methods.map(pathOf).toSorted()).toEqual(inProtos.toSorted())
  })

  it.each(methods)('has the request fields of $endpoint.id', ({ desc, endpoint }) => {
    const { params, query, body } = endpoint as Endpoint
    const fields = [params, query, body].flatMap((schema) => (schema ? fieldsOf(schema) : []))
    expect(namesOf(desc.input)).toEqual(fields.toSorted())
  })

  it.each(methods)('has the response fields of $endpoint.id', ({ desc, endpoint }) => {
    expect(namesOf(desc.output)).toEqual(fieldsOf(endpoint.response).toSorted())
  })
})

describe('the official Node SDK', () => {
  const sdk = new Map(
    [iam, resourceManager, operations, endpoints]
      .flatMap((room) => Object.values<object>(room))
      .flatMap((file) => Object.entries<unknown>({ ...file }))
      .filter(([name]) => name.endsWith('ServiceService'))
      .flatMap(([, service]) => Object.values(service as Record<string, SdkMethod>))
      .map((method) => [method.path, method]),
  )
  it('has the same methods, but for newer ones', () => {
    expect(methods.map(pathOf).filter((path) => !sdk.has(path))).toEqual([
      '/yandex.cloud.iam.v1.ServiceAccountService/Suspend',
      '/yandex.cloud.iam.v1.ServiceAccountService/Reactivate',
    ])
  })

  it('has the same messages, but for newer fields', () => {
    const lost = new Set<string>()
    const pass = (message: DescMessage, choice: number, through: (bytes: Buffer) => Buffer) => {
      const sent = sampleOf(message, choice)
      const bytes = Buffer.from(toBinary(message, messageOf(message, sent)))
      const kept = jsonOf(message, fromBinary(message, through(bytes)))
      for (const field of differences(message, sent, kept)) lost.add(field)
    }
    for (const method of methods) {
      const theirs = sdk.get(pathOf(method))
      if (theirs === undefined) continue
      for (const choice of [0, 1]) {
        pass(method.desc.input, choice, (bytes) => theirs.requestSerialize(theirs.requestDeserialize(bytes)))
        pass(method.desc.output, choice, (bytes) => theirs.responseSerialize(theirs.responseDeserialize(bytes)))
      }
    }
    expect([...lost].toSorted()).toEqual([
      'ApiKey.masked_secret',
      'CreateServiceAccountRequest.expires_at',
      'ServiceAccount.expires_at',
      'ServiceAccount.status',
      'UpdateServiceAccountRequest.expires_at',
    ])
  })
})

interface SdkMethod {
  readonly path: string
  requestSerialize(message: unknown): Buffer
  requestDeserialize(bytes: Buffer): unknown
  responseSerialize(message: unknown): Buffer
  responseDeserialize(bytes: Buffer): unknown
}

const fieldsOf = (schema: z.core.$ZodType): string[] => {
  const { def } = (schema as z.core.$ZodTypes)._zod
  return def.type === 'object' ? Object.keys(def.shape) : []
}

const namesOf = ({ fields }: DescMessage): string[] => fields.map(({ jsonName }) => jsonName).toSorted()

/** A message in its JSON form, in which every field has a value. @param choice the index of the field in a oneof */
const sampleOf = ({ fields }: DescMessage, choice = 0): JsonObject =>
  Object.fromEntries(
    fields
      .filter(({ oneof, name }) => oneof === undefined || oneof.fields[choice]?.name === name)
      .map((field) => [field.jsonName, sampleField(field)]),
  )

const sampleField = (field: DescField): JsonValue => {
  switch (field.fieldKind) {
    case 'map':
      return { key: 'value' }
    case 'list':
      return [field.listKind === 'message' ? sampleMessage(field.message) : 'text']
    case 'enum':
      return field.enum.values[1]?.name ?? ''
    case 'message':
      return sampleMessage(field.message)
    case 'scalar':
      return scalarSamples[field.scalar] ?? 'text'
  }
}

const sampleMessage = (message: DescMessage): JsonValue => wellKnown[message.typeName] ?? sampleOf(message)

const wellKnown: Readonly<Record<string, JsonValue>> = {
  'google.protobuf.Any': { '@type': 'type.googleapis.com/google.protobuf.Empty' },
  'google.protobuf.FieldMask': 'description,expiresAt',
  'google.protobuf.Timestamp': '2027-01-02T03:04:05Z',
}

/** By the number of the type: int64, int32, bool. */
const scalarSamples: Readonly<Record<number, JsonValue>> = { 3: '17', 5: 17, 8: true }

/** The fields with another value, by the names of their messages. */
const differences = ({ name, fields }: DescMessage, expected: JsonValue, actual: JsonValue | undefined): string[] =>
  fields.flatMap((field) => {
    const [one, other] = [expected, actual].map((value) => (value as JsonObject | undefined)?.[field.jsonName])
    if (JSON.stringify(one) === JSON.stringify(other)) return []
    const isMessage = 'message' in field && field.message !== undefined && !(field.message.typeName in wellKnown)
    if (!isMessage || one === undefined || other === undefined) return [`${name}.${field.name}`]
    const [first, second] = [one, other].map((value) => (Array.isArray(value) ? value[0] : value))
    return differences(field.message, first ?? {}, second)
  })
