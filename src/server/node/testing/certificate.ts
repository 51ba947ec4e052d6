import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { isIPv4 } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A self-signed certificate with its key, as files for a server. */
export interface TestCertificate {
  readonly certificateFile: string
  readonly keyFile: string
  /** The certificate, for a client that shall trust it. */
  readonly pem: string
  remove(): void
}

const hour = 3_600_000

/**
 * Makes a certificate that is its own root: `NODE_EXTRA_CA_CERTS` may name its file.
 * Written by hand, because Node can sign but not build one, and the libraries that can bring 20 packages.
 *
 * @param hosts names, or IPv4 addresses
 */
export const makeCertificate = (
  hosts: readonly string[],
  expiresAt = new Date(Date.now() + 24 * hour),
): TestCertificate => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const name = sequence(set(sequence(oid.commonName, utf8(hosts[0] ?? ''))))
  const extensions = [
    sequence(oid.basicConstraints, octets(sequence(yes))),
    sequence(oid.subjectAltName, octets(sequence(...hosts.map(hostName)))),
  ]
  const content = sequence(
    tagged(0xa0, integer(Buffer.of(2))),
    integer(Buffer.concat([Buffer.of(1), randomBytes(15)])),
    ecdsa,
    name,
    sequence(time(new Date(expiresAt.getTime() - 48 * hour)), time(expiresAt)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(...extensions)),
  )
  const certificate = sequence(content, ecdsa, bits(sign('sha256', content, privateKey)))
  const base64 = certificate.toString('base64').replaceAll(/.{64}/g, '$&\n').trimEnd()

  const folder = mkdtempSync(join(tmpdir(), 'keyrack-tls-'))
  const [certificateFile, keyFile] = [join(folder, 'certificate.pem'), join(folder, 'key.pem')]
  const pem = `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`
  writeFileSync(certificateFile, pem)
  writeFileSync(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
  return { certificateFile, keyFile, pem, remove: () => rmSync(folder, { recursive: true }) }
}

/** A DER element (X.690): its tag, the length of its content, its content. */
const tagged = (tag: number, ...content: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(content)
  const length = body.length
  const lengths = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.of(tag, ...lengths), body])
}
const sequence = (...content: readonly Uint8Array[]) => tagged(0x30, ...content)
const set = (content: Uint8Array) => tagged(0x31, content)
const integer = (content: Uint8Array) => tagged(0x02, content)
const bits = (content: Uint8Array) => tagged(0x03, Buffer.of(0), content)
const octets = (content: Uint8Array) => tagged(0x04, content)
const utf8 = (text: string) => tagged(0x0c, Buffer.from(text))
const yes = tagged(0x01, Buffer.of(255))
// UTCTime has two digits of the year.
const time = (date: Date) => tagged(0x17, Buffer.from(`${date.toISOString().replaceAll(/\D/g, '').slice(2, 14)}Z`))
const hostName = (host: string) =>
  isIPv4(host) ? tagged(0x87, Buffer.from(host.split('.').map(Number))) : tagged(0x82, Buffer.from(host))

const oid = {
  ecdsaWithSha256: tagged(0x06, Buffer.from('2a8648ce3d040302', 'hex')),
  commonName: tagged(0x06, Buffer.from('550403', 'hex')),
  subjectAltName: tagged(0x06, Buffer.from('551d11', 'hex')),
  basicConstraints: tagged(0x06, Buffer.from('551d13', 'hex')),
}
const ecdsa = sequence(oid.ecdsaWithSha256)
