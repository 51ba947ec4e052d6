import { type JsonObject, toBinary } from '@bufbuild/protobuf'
import { describe, expect, it } from 'vitest'

import { methods } from './methods.ts'
import { messageNamed, messageOf } from './registry.ts'
import { framed, openGrpc } from './testing/open-grpc.ts'

describe('reflection', () => {
  const ask = async (fields: JsonObject) => {
    const { sendBytes } = await openGrpc()
    const request = messageNamed('grpc.reflection.v1.ServerReflectionRequest')
    const path = '/grpc.reflection.v1.ServerReflection/ServerReflectionInfo'
    return (await sendBytes(path, [framed(toBinary(request, messageOf(request, fields)))])).body
  }

  it('lists every service', async () => {
    const names = [...new Set(methods.map(({ desc }) => desc.parent.typeName))].map((name) => ({ name }))
    const answer = await ask({ listServices: '' })
    expect(answer).toMatchObject({ listServicesResponse: { service: expect.arrayContaining(names) } })
  })

  it.each([
    { fileContainingSymbol: 'yandex.cloud.iam.v1.ApiKeyService' },
    { fileContainingSymbol: 'yandex.cloud.iam.v1.ApiKeyService.Create' },
    { fileContainingSymbol: 'yandex.cloud.iam.v1.ApiKey' },
    { fileByFilename: 'google/protobuf/any.proto' },
  ])('answers %j with its file', async (fields) => {
    expect(await ask(fields)).toMatchObject({
      fileDescriptorResponse: { fileDescriptorProto: [expect.any(String)] },
    })
  })

  it.each([
    { fileContainingSymbol: 'no.such.Service' },
    { fileByFilename: 'none.proto' },
    { allExtensionNumbersOfType: 'x' },
  ])('has nothing for %j', async (fields) => {
    expect(await ask(fields)).toMatchObject({ errorResponse: { errorCode: 5 } })
  })
})
