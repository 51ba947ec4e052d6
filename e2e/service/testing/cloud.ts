import { createServer } from 'node:https'
import { type IncomingMessage, request as forward, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readFileSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'

import { api } from '#contract/api.ts'
import { codes } from '#contract/status.ts'
import { makeCertificate } from '#server/node/testing/certificate.ts'

/** A service that plays a real cloud. */
export interface TestCloud {
  /** Its root, for `KEYRACK_UPSTREAM`. */
  readonly root: string
  /** The certificate of its private root, for `NODE_EXTRA_CA_CERTS`. */
  readonly certificateFile: string
  close(): Promise<void>
}

const currentScopes = api.listScopes.path
const pageSizeMax = 100
/** How often a new operation is answered as running. */
const runningAnswers = 1

type Json = Readonly<Record<string, unknown>>

/**
 * Puts TLS under a private root in front of a service, and what a real cloud does differently: it lists its hosts, has
 * only the older path of ListScopes, knows no Idempotency-Key, caps the page size, finishes operations later, and
 * answers fields that nobody knows, cookies and a trace id.
 *
 * @param service the origin of the service
 */
export const startTestCloud = async (service: string): Promise<TestCloud> => {
  const certificate = makeCertificate(['localhost', '127.0.0.1'])
  const running = new Map<string, number>()
  let address = ''

  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const url = new URL(incoming.url ?? '/', service)
    if (url.pathname === '/endpoints') {
      const endpoints = ['iam', 'operation', 'resource-manager'].map((id) => ({ id, address }))
      return reply(outgoing, 200, { endpoints })
    }
    if (url.pathname === currentScopes) {
      const { code, http } = codes.NOT_FOUND
      return reply(outgoing, http, { code, message: 'Not found' })
    }
    if (Number(url.searchParams.get('pageSize')) > pageSizeMax) url.searchParams.set('pageSize', String(pageSizeMax))
    const { 'idempotency-key': _, 'accept-encoding': __, host: ___, ...headers } = incoming.headers
    const { status, text } = await send(url, {
      method: incoming.method ?? 'GET',
      headers,
      body: await buffer(incoming),
    })
    const body = parse(text)
    if (body === undefined) return reply(outgoing, status, text)
    return reply(outgoing, status, withUnknownFields(status === 200 ? finishedLater(body) : body))
  }

  const finishedLater = (body: Json): Json => {
    const { id, createdBy, modifiedAt, done, response: _, ...operation } = body
    if (typeof id !== 'string' || createdBy === undefined || modifiedAt === undefined || done !== true) return body
    const answers = running.get(id) ?? 0
    running.set(id, answers + 1)
    return answers > runningAnswers ? body : { id, createdBy, modifiedAt, ...operation }
  }

  const server = createServer(
    { key: readFileSync(certificate.keyFile), cert: readFileSync(certificate.certificateFile) },
    (incoming, outgoing) => void answer(incoming, outgoing).catch(() => outgoing.destroy()),
  )
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  address = `localhost:${(server.address() as AddressInfo).port}`
  return {
    root: `https://${address}`,
    certificateFile: certificate.certificateFile,
    close: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
      })
      certificate.remove()
    },
  }
}

const reply = (outgoing: ServerResponse, status: number, body: string | Json): void => {
  outgoing.writeHead(status, {
    'content-type': typeof body === 'string' ? 'text/plain' : 'application/json',
    'set-cookie': 'cloud=1; Path=/',
    'x-server-trace-id': 'trace-of-the-cloud',
  })
  outgoing.end(typeof body === 'string' ? body : JSON.stringify(body))
}

interface Forwarded {
  readonly method: string
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

const send = async (url: URL, { method, headers, body }: Forwarded): Promise<{ status: number; text: string }> => {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    forward(url, { method, headers }, resolve).once('error', reject).end(body)
  })
  return { status: response.statusCode ?? 502, text: (await buffer(response)).toString() }
}

const parse = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

/** The body, and every object in a list of it, with a field that a later version of the API might add. */
const withUnknownFields = (body: Json): Json => ({
  ...Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      Array.isArray(value)
        ? value.map((one: unknown) => (typeof one === 'object' && one !== null ? { ...one, addedLater: {} } : one))
        : value,
    ]),
  ),
  addedLater: { in: 'a newer version' },
})
