import { readFileSync } from 'node:fs'
import { type IncomingHttpHeaders, type IncomingMessage, request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { connect as connectSecurely } from 'node:tls'

import type { Certificate } from '../certificate.ts'
import { makeCertificate, type TestCertificate } from './certificate.ts'

/** How a test listens and connects: by plain HTTP, or over TLS with a certificate of its own. */
export interface Transport {
  readonly name: string
  /** For `listen`. */
  readonly certificate: Certificate | undefined
  readonly connect: (origin: string) => Socket
  /** What a socket of `connect` emits when it can send. */
  readonly connected: 'connect' | 'secureConnect'
  readonly get: (url: string) => Promise<{ readonly headers: IncomingHttpHeaders; readonly text: string }>
}

const getBy =
  (request: typeof httpsRequest, ca?: string): Transport['get'] =>
  async (url) => {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      request(url, { ...(ca !== undefined && { ca }) }, resolve)
        .once('error', reject)
        .end()
    })
    return { headers: response.headers, text: await text(response) }
  }

export const plainTransport: Transport = {
  name: 'HTTP',
  certificate: undefined,
  connect: (origin) => connect(Number(new URL(origin).port), '127.0.0.1'),
  connected: 'connect',
  get: getBy(httpRequest),
}

/** Makes the certificate, and removes its files. */
export const secureTransport = (): Transport => {
  const made = makeCertificate(['127.0.0.1'])
  const certificate = contentOf(made)
  made.remove()
  return {
    name: 'HTTPS',
    certificate,
    connect: (origin) =>
      connectSecurely({ port: Number(new URL(origin).port), host: '127.0.0.1', ca: certificate.cert }),
    connected: 'secureConnect',
    get: getBy(httpsRequest, certificate.cert),
  }
}

export const contentOf = ({ certificateFile, keyFile }: TestCertificate): Certificate => ({
  cert: readFileSync(certificateFile, 'utf8'),
  key: readFileSync(keyFile, 'utf8'),
})
