import { createPrivateKey, X509Certificate } from 'node:crypto'
import { createSecureContext } from 'node:tls'

import type { Logger } from 'pino'

import { type Config, readNamedFile, SettingsError } from './settings.ts'

/** A certificate with its chain, and its private key, both as PEM. */
export interface Certificate {
  readonly cert: string
  readonly key: string
}

type Files = Pick<Config, 'KEYRACK_TLS_CERT' | 'KEYRACK_TLS_KEY'>

/**
 * Reads and checks the certificate of the settings. Undefined if they name none.
 * @throws SettingsError in one readable line, without the path: it may be a key that was pasted instead
 */
export const readCertificate = (
  { KEYRACK_TLS_CERT: certFile, KEYRACK_TLS_KEY: keyFile }: Files,
  now = new Date(),
): Certificate | undefined => {
  if (certFile === undefined || keyFile === undefined) return undefined
  const cert = readNamedFile('KEYRACK_TLS_CERT', certFile)
  const key = readNamedFile('KEYRACK_TLS_KEY', keyFile)
  const certificate = parsed('KEYRACK_TLS_CERT must name a certificate as PEM', () => new X509Certificate(cert))
  const privateKey = parsed('KEYRACK_TLS_KEY must name a private key as PEM, without a passphrase', () =>
    createPrivateKey(key),
  )
  if (!certificate.checkPrivateKey(privateKey)) {
    throw new SettingsError(['KEYRACK_TLS_KEY must be the key of the first certificate in KEYRACK_TLS_CERT'])
  }
  const end = new Date(certificate.validTo)
  if (end <= now) throw new SettingsError([`KEYRACK_TLS_CERT expired on ${end.toISOString()}`])
  parsed('KEYRACK_TLS_CERT and KEYRACK_TLS_KEY must be accepted by OpenSSL', () => createSecureContext({ cert, key }))
  return { cert, key }
}

/** Reads the certificate again, for new connections. A wrong one is logged, and the one before stays in use. */
export const renewCertificate = (
  server: { renew(certificate: Certificate): void },
  files: Files,
  log: Pick<Logger, 'info' | 'error'>,
): void => {
  try {
    const certificate = readCertificate(files)
    if (certificate !== undefined) server.renew(certificate)
    log.info('certificate renewed')
  } catch (err) {
    log.error({ err }, 'certificate not renewed: the one before stays in use')
  }
}

const parsed = <Value>(problem: string, parse: () => Value): Value => {
  try {
    return parse()
  } catch {
    throw new SettingsError([problem])
  }
}
