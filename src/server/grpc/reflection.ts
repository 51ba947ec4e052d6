import { type DescFile, type JsonObject, type JsonValue, toBinary } from '@bufbuild/protobuf'
import { FileDescriptorProtoSchema } from '@bufbuild/protobuf/wkt'
import { base64Encode } from '@bufbuild/protobuf/wire'
import { Code, type ConnectRouter } from '@connectrpc/connect'

import { jsonOf, messageOf, methodNamed, registry } from './registry.ts'

const info = methodNamed('grpc.reflection.v1.ServerReflection', 'ServerReflectionInfo', 'bidi_streaming')

/** Routes server reflection, by which tools such as grpcurl learn the methods. */
export const routeReflection = (router: ConnectRouter): void => {
  router.rpc(info, async function* answer(requests) {
    for await (const message of requests) {
      const originalRequest = jsonOf(info.input, message)
      yield messageOf(info.output, { originalRequest, ...responseTo(originalRequest) })
    }
  })
}

const responseTo = ({ listServices, fileByFilename, fileContainingSymbol }: JsonObject): JsonObject => {
  if (listServices !== undefined) {
    const service = [...registry].filter(({ kind }) => kind === 'service').map(({ typeName }) => ({ name: typeName }))
    return { listServicesResponse: { service } }
  }
  const file = fileNamed(fileByFilename) ?? fileOf(fileContainingSymbol)
  return file === undefined
    ? { errorResponse: { errorCode: Code.NotFound, errorMessage: 'Not found' } }
    : { fileDescriptorResponse: { fileDescriptorProto: [encoded(file)] } }
}

const fileNamed = (name: JsonValue | undefined): DescFile | undefined =>
  typeof name === 'string' ? registry.getFile(name) : undefined

/** The file that declares a message, an enum, a service or one of its methods. */
const fileOf = (symbol: JsonValue | undefined): DescFile | undefined =>
  typeof symbol === 'string'
    ? (registry.get(symbol) ?? registry.getService(symbol.replace(/\.\w+$/, '')))?.file
    : undefined

const encoded = ({ proto }: DescFile): string => base64Encode(toBinary(FileDescriptorProtoSchema, proto))
