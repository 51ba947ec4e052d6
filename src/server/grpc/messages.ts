import type { DescMessage, JsonObject, JsonValue, Message } from '@bufbuild/protobuf'

import type { Endpoint } from '#contract/endpoint.ts'
import { toJson } from '../messages/json-output.ts'
import type { RawInput } from '../messages/parse-input.ts'
import { StatusError } from '../messages/status-error.ts'
import { jsonOf, messageOf } from './registry.ts'

/**
 * A request as the endpoint takes it by HTTP: the message's JSON form, split into path parameters, query and body.
 * @throws StatusError INVALID_ARGUMENT for a message without a JSON form
 */
export const toRawInput = ({ path, body }: Endpoint, desc: DescMessage, message: Message): RawInput => {
  const inPath = new Set([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))
  const params: JsonObject = {}
  const rest: JsonObject = {}
  for (const [name, value] of Object.entries(validJson(desc, message))) (inPath.has(name) ? params : rest)[name] = value
  return { params, query: body === undefined ? rest : {}, body: body && rest }
}

const validJson = (desc: DescMessage, message: Message): JsonObject => {
  try {
    return jsonOf(desc, message)
  } catch (error) {
    throw new StatusError(
      'INVALID_ARGUMENT',
      `The request is not valid: ${error instanceof Error ? error.message : ''}`,
    )
  }
}

/** The response message for an endpoint's output. */
export const toMessage = (desc: DescMessage, output: unknown): Message => messageOf(desc, toJson(output) as JsonValue)
