import { constants, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2'
import type { BlockList } from 'node:net'

import { universalRequestFromNodeRequest, universalResponseToNodeResponse } from '@connectrpc/connect-node'

import type { GrpcCall } from '../grpc/grpc-app.ts'
import { Exchange } from '../http/exchange.ts'
import { clientAddress } from './client-address.ts'

export type GrpcListener = (request: Http2ServerRequest, response: Http2ServerResponse) => void

/** True for a call by gRPC with protobuf. */
export const isGrpc = ({ method, headers }: Pick<Http2ServerRequest, 'method' | 'headers'>): boolean =>
  method === 'POST' && /^application\/grpc(?:\+proto)?$/.test(headers['content-type'] ?? '')

/** @param proxies those that are trusted to report their clients' addresses */
export const grpcListener =
  (call: GrpcCall, proxies?: BlockList): GrpcListener =>
  async (request, response) => {
    try {
      const universal = universalRequestFromNodeRequest(request, response, undefined, undefined)
      const peer = request.socket.remoteAddress ?? ''
      const address = proxies === undefined ? peer : clientAddress(peer, universal.header, proxies)
      // The unread rest of a rejected message would keep its client sending until the time limit.
      response.stream.once('finish', () => response.stream.removeAllListeners('data').resume())
      await universalResponseToNodeResponse(await call(universal, new Exchange(address)), response)
    } catch {
      // The client has gone, or its request has no valid URL.
      response.stream.close(request.stream.rstCode || constants.NGHTTP2_PROTOCOL_ERROR)
    }
  }
