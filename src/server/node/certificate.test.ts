import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { afterAll, describe, expect, it } from 'vitest'

import { type Certificate, readCertificate, renewCertificate } from './certificate.ts'
import { SettingsError } from './settings.ts'
import { createLog } from './log.ts'
import { makeCertificate } from './testing/certificate.ts'
import { contentOf } from './testing/transport.ts'

const made = makeCertificate(['keyrack.example.com'])
const other = makeCertificate(['keyrack.example.com'])
afterAll(() => {
  made.remove()
  other.remove()
})

const read = (KEYRACK_TLS_CERT: string, KEYRACK_TLS_KEY: string, now?: Date) =>
  readCertificate({ KEYRACK_TLS_CERT, KEYRACK_TLS_KEY }, now)

describe('the certificate of the settings', () => {
  it('is read with its key', () => {
    expect(read(made.certificateFile, made.keyFile)).toEqual(contentOf(made))
  })

  it('may be followed by its chain', () => {
    const chain = join(dirname(made.certificateFile), 'chain.pem')
    writeFileSync(chain, made.pem + other.pem)
    expect(read(chain, made.keyFile)?.cert).toBe(made.pem + other.pem)
    expect(() => read(chain, other.keyFile)).toThrow('the first certificate')
  })

  it('is undefined without the settings', () => {
    expect(readCertificate({})).toBeUndefined()
  })

  it.each([
    ['KEYRACK_TLS_CERT must name a text file that can be read (ENOENT)', '/no/such/file', made.keyFile],
    ['KEYRACK_TLS_KEY must name a text file that can be read (EISDIR)', made.certificateFile, tmpdir()],
    ['KEYRACK_TLS_CERT must name a certificate as PEM', made.keyFile, made.keyFile],
    [
      'KEYRACK_TLS_KEY must name a private key as PEM, without a passphrase',
      made.certificateFile,
      made.certificateFile,
    ],
    [
      'KEYRACK_TLS_KEY must be the key of the first certificate in KEYRACK_TLS_CERT',
      made.certificateFile,
      other.keyFile,
    ],
  ])('is refused in one line: %s', (problem, certificateFile, keyFile) => {
    expect(() => read(certificateFile, keyFile)).toThrow(new SettingsError([problem]))
  })

  it('is refused without repeating a key that was pasted instead of its path', () => {
    const { key } = contentOf(made)
    expect(() => read(made.certificateFile, key)).toThrow(
      /^KEYRACK_TLS_KEY must name a text file that can be read \(\w+\)$/,
    )
  })

  it('is refused once it has expired', () => {
    const end = new Date('2026-01-02T03:04:05Z')
    const old = makeCertificate(['keyrack.example.com'], end)
    const before = new Date(end.getTime() - 1)
    expect(read(old.certificateFile, old.keyFile, before)).toBeDefined()
    expect(() => read(old.certificateFile, old.keyFile, end)).toThrow(
      'KEYRACK_TLS_CERT expired on 2026-01-02T03:04:05.000Z',
    )
    old.remove()
  })
})

describe('a renewed certificate', () => {
  const renew = (certificateFile: string) => {
    const taken: Certificate[] = []
    const lines: string[] = []
    const server = { renew: (certificate: Certificate) => void taken.push(certificate) }
    const files = { KEYRACK_TLS_CERT: certificateFile, KEYRACK_TLS_KEY: made.keyFile }
    renewCertificate(server, files, createLog('info', { write: (line) => void lines.push(line) }))
    return { taken, line: lines.join('') }
  }

  it('is used, and logged', () => {
    const { taken, line } = renew(made.certificateFile)
    expect(taken).toEqual([contentOf(made)])
    expect(line).toContain('certificate renewed')
  })

  it('of another key is not used, and the reason is logged', () => {
    const { taken, line } = renew(other.certificateFile)
    expect(taken).toEqual([])
    expect(line).toContain('KEYRACK_TLS_KEY must be the key of the first certificate in KEYRACK_TLS_CERT')
  })
})
