import { type JsonValue, toBinary } from '@bufbuild/protobuf'
import { base64Encode } from '@bufbuild/protobuf/wire'

import type { Status } from '#contract/status.ts'
import { messageNamed, messageOf } from './registry.ts'

const statusMessage = messageNamed('google.rpc.Status')

// Clients in C, Python and Ruby refuse more than 8 KiB of metadata, and the error would be lost with it.
const messageMax = 2000
const detailsMax = 4000

/** Writes an error as trailers. A long message is cut, and of long details only the request id is left. */
export const setStatus = (trailer: Headers, status: Status): void => {
  trailer.set('grpc-status', String(status.code))
  trailer.set('grpc-message', encoded(status.message))
  const details = binary(status)
  trailer.set(
    'grpc-status-details-bin',
    details.length <= detailsMax ? details : binary({ ...status, message: '', details: status.details.slice(-1) }),
  )
}

// Not by encodeURIComponent, as connect does: it escapes more than JavaScript clients decode.
const encoded = (message: string): string => {
  let text = ''
  for (const character of message.toWellFormed()) {
    const next = encodeURI(character)
    if (text.length + next.length > messageMax) return `${text}...`
    text += next
  }
  return text
}

const binary = (status: Status): string =>
  base64Encode(toBinary(statusMessage, messageOf(statusMessage, status as JsonValue)), 'std_raw')
