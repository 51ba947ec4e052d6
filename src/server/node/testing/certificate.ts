import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A certificate that signs itself, with its key: files, as a proxy reads them. */
export interface TestCertificate {
  readonly certificateFile: string
  readonly keyFile: string
  /** What a client trusts it by. */
  readonly pem: string
  remove(): void
}

/** Made by `openssl`, or undefined where there is none: said in one sentence, so that nobody takes skipped for passed. */
export const makeCertificateOrSkip = (host: string): TestCertificate | undefined => {
  const folder = mkdtempSync(join(tmpdir(), 'keyrack-tls-'))
  const [certificateFile, keyFile] = [join(folder, 'certificate.pem'), join(folder, 'key.pem')]
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
  const names = ['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`]
  try {
    const files = ['-keyout', keyFile, '-out', certificateFile]
    execFileSync('openssl', ['req', '-x509', ...kind, ...names, ...files], { stdio: 'pipe' })
  } catch (error) {
    rmSync(folder, { recursive: true })
    const [reason] = String(error).split('\n')
    process.stderr.write(`The tests with TLS are skipped, because openssl makes no certificate: ${reason}\n`)
    return undefined
  }
  const remove = () => rmSync(folder, { recursive: true })
  return { certificateFile, keyFile, pem: readFileSync(certificateFile, 'utf8'), remove }
}
