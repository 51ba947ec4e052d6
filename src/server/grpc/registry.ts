import {
  createFileRegistry,
  type DescMessage,
  type DescMethod,
  fromJson,
  type JsonObject,
  type JsonValue,
  type Message,
  toJson,
} from '@bufbuild/protobuf'
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt'

// Written by `npm run protos` from the files in `proto/`. A test compares them.
import descriptors from './descriptors.json' with { type: 'json' }

/** Every message and service spoken by gRPC. */
export const registry = createFileRegistry(fromJson(FileDescriptorSetSchema, descriptors as JsonValue))

/** @throws Error for an unknown name */
export const messageNamed = (name: string): DescMessage => {
  const message = registry.getMessage(name)
  if (message === undefined) throw new Error(`No such message: ${name}`)
  return message
}

/** A method of a kind, such as `unary`. @throws Error for an unknown name or another kind */
export const methodNamed = <const Kind extends DescMethod['methodKind']>(
  service: string,
  name: string,
  kind: Kind,
): DescMethod & { readonly methodKind: Kind } => {
  const found = registry.getService(service)?.methods.find((method) => method.name === name)
  const isOfKind = (method: DescMethod | undefined): method is DescMethod & { readonly methodKind: Kind } =>
    method?.methodKind === kind
  if (!isOfKind(found)) throw new Error(`No such method: ${service}/${name}`)
  return found
}

/** A message in its JSON form. @throws Error for one that has none, such as a Timestamp in the year 10000 */
export const jsonOf = (desc: DescMessage, message: Message): JsonObject =>
  toJson(desc, message, { registry }) as JsonObject

/** A message by its JSON form. @throws Error for a field that it does not have */
export const messageOf = (desc: DescMessage, json: JsonValue): Message => fromJson(desc, json, { registry })
