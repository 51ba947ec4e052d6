import { type ClientHttp2Session, connect } from 'node:http2'

import type { JsonObject } from '@bufbuild/protobuf'

import { requestOf } from '#server/grpc/testing/open-grpc.ts'
import { connections, type Measured } from '../shared/load.ts'
import { administratorToken } from './data.ts'

export interface GrpcCall {
  readonly path: string
  /** With its frame. */
  readonly message: Uint8Array
}

export const grpcCall = (id: Parameters<typeof requestOf>[0], fields: JsonObject): GrpcCall => requestOf(id, fields)

type Bound = { readonly duration: number } | { readonly amount: number }

/**
 * Calls a server by gRPC, over one connection as its clients do. Each of `atATime` streams sends the next call when it
 * has received a response.
 *
 * @throws Error when a call fails
 */
export const loadGrpc = async (
  origin: string,
  call: GrpcCall,
  bound: Bound,
  atATime = connections,
): Promise<Measured> => {
  const session = connect(origin)
  const took: number[] = []
  const begun = performance.now()
  const goesOn = () =>
    'amount' in bound ? took.length < bound.amount : performance.now() - begun < bound.duration * 1000
  const stream = async () => {
    while (goesOn()) {
      const started = performance.now()
      await send(session, call)
      took.push(performance.now() - started)
    }
  }
  await Promise.all(Array.from({ length: atATime }, stream))
  const seconds = (performance.now() - begun) / 1000
  session.close()
  return { perSecond: took.length / seconds, took }
}

const send = (session: ClientHttp2Session, { path, message }: GrpcCall): Promise<void> =>
  new Promise((resolve, reject) => {
    const stream = session.request({
      ':method': 'POST',
      ':path': path,
      'content-type': 'application/grpc',
      te: 'trailers',
      authorization: `Bearer ${administratorToken}`,
      'idempotency-key': crypto.randomUUID(),
    })
    let status: unknown
    stream
      .on('trailers', (trailers) => {
        status = trailers['grpc-status']
      })
      .on('error', reject)
      .on('close', () => (status === '0' ? resolve() : reject(new Error(`${path} answered ${String(status)}`))))
      .resume()
      .end(message)
  })
