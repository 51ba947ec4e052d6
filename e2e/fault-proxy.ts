import { createServer, type IncomingMessage, request as forward, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

import { type Fault, faultsHeader, withFaults } from '#mocks/faults.ts'

/** A proxy in front of a real service that applies the faults named in a request. */
export interface FaultProxy {
  readonly origin: string
  close(): Promise<void>
}

/** @param target the origin of the service. It receives the browser's Host, or same-origin checks would fail */
export const startFaultProxy = async (target: string): Promise<FaultProxy> => {
  const answer = withFaults(
    (request) => send(target, request),
    (request) => JSON.parse(request.headers.get(faultsHeader) ?? '[]') as Fault[],
  )
  const server = createServer((incoming, outgoing) => {
    reply(incoming, outgoing, answer).catch(() => outgoing.destroy())
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => close(server) }
}

const reply = async (
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  answer: (request: Request) => Promise<Response>,
) => {
  const gone = new AbortController()
  outgoing.once('close', () => gone.abort())
  const { method = 'GET', url = '/', headers } = incoming
  const body = await buffer(incoming)
  const response = await answer(
    new Request(new URL(url, `http://${headers.host}`), {
      method,
      headers: Object.entries(headers).flatMap(([name, value]) =>
        [value ?? []].flat().map((one) => [name, one] as [string, string]),
      ),
      ...(body.length > 0 && { body }),
      signal: gone.signal,
    }),
  )
  if (response.type === 'error') {
    outgoing.destroy()
    return
  }
  outgoing.writeHead(response.status, [...response.headers].flat())
  outgoing.end(Buffer.from(await response.arrayBuffer()))
}

/** Forwards the request without the faults header, and the response unchanged, not even decompressed. */
const send = async (target: string, request: Request): Promise<Response> => {
  const { pathname, search } = new URL(request.url)
  const headers = Object.fromEntries(request.headers)
  delete headers[faultsHeader]
  const body = Buffer.from(await request.arrayBuffer())
  const incoming = await new Promise<IncomingMessage>((resolve, reject) => {
    forward(`${target}${pathname}${search}`, { agent: false, method: request.method, headers }, resolve)
      .once('error', reject)
      .end(body)
  })
  const { statusCode: status = 502 } = incoming
  const content = await buffer(incoming)
  const hasBody = ![204, 205, 304].includes(status)
  return new Response(hasBody ? content : null, {
    status,
    headers: Object.entries(incoming.headers).flatMap(([name, value]) =>
      hopByHop.has(name) ? [] : [value ?? []].flat().map((one) => [name, one] as [string, string]),
    ),
  })
}

const hopByHop = new Set(['connection', 'keep-alive', 'transfer-encoding'])

const close = (server: Server) => {
  server.closeAllConnections()
  return new Promise<void>((resolve) => {
    server.close(() => resolve())
  })
}
