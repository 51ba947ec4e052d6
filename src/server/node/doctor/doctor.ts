import { X509Certificate } from 'node:crypto'

import { getOperation } from '#contract/operation.ts'
import { listClouds } from '#contract/resource-manager.ts'
import { listServiceAccounts } from '#contract/service-account.ts'
import { type CloudHost, openHosts } from '../../gateway/hosts.ts'
import { openUpstream } from '../../gateway/upstream.ts'
import { alivePath } from '../../http/probes.ts'
import { noMetrics, quietLog } from '../../observe.ts'
import { readCertificate } from '../certificate.ts'
import { errorCode } from '../error-code.ts'
import { listen, placeOf } from '../listen.ts'
import { type Config, SettingsError } from '../settings.ts'
import { checkData } from './check-data.ts'
import { check, type Finding, ok, problem, warning } from './finding.ts'

/**
 * Checks the settings and everything that they need. Starts, stores and changes nothing.
 *
 * @param nodeVersions the supported ones, such as `>=20.19`
 */
export const examine = async (read: () => Config, nodeVersions: string): Promise<readonly Finding[]> => {
  const node = await check('Node.js', () => checkNode(nodeVersions))
  try {
    const config = read()
    return [
      node,
      { check: 'Settings', ...ok('valid') },
      ...(config.KEYRACK_UPSTREAM === undefined ? await checkData(config) : [await checkUpstream(config)]),
      ...(config.KEYRACK_TLS_CERT === undefined ? [] : [await check('Certificate', () => checkCertificate(config))]),
      await check('Address', () => checkAddress(config)),
      await check('Browser sign-in', () => checkSignIn(config)),
    ]
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error
    return [node, ...error.problems.map((found) => ({ check: 'Settings', ...problem(found) }))]
  }
}

const checkNode = (supported: string) => {
  const needed = supported.replace('>=', '')
  const [current, least] = [process.versions.node, needed].map((version) => {
    const [major = 0, minor = 0] = version.split('.').map(Number)
    return major * 1000 + minor
  })
  const found = `${process.versions.node}, ${needed} or newer is needed`
  return (current ?? 0) < (least ?? 0) ? problem(found) : ok(found)
}

const upstreamTimeout = 10_000
// Without a token, so every answer that is JSON will do.
const pathOf: Readonly<Record<CloudHost, string>> = {
  iam: listServiceAccounts.path,
  operation: getOperation.path.replace('{operationId}', 'none'),
  'resource-manager': listClouds.path,
}

const checkUpstream = ({ KEYRACK_UPSTREAM: upstream = '' }: Config): Promise<Finding> =>
  check('Upstream', async () => {
    const ask = openUpstream({ fetch, metrics: noMetrics, log: quietLog, timeoutMilliseconds: upstreamTimeout })
    const request = () => ({ requestId: crypto.randomUUID(), deadline: performance.now() + upstreamTimeout })
    const hosts = openHosts(upstream, ask)
    const answers = await Promise.all(
      Object.entries(pathOf).map(async ([host, path]) => {
        const url = new URL(path, await hosts(host as CloudHost, request()))
        const headers = { accept: 'application/json' }
        const { status } = await ask({ ...request(), id: 'doctor', method: 'GET', url, headers })
        if (status >= 500) throw new Error(`${url.host} answers with HTTP ${status}`)
        return url.host
      }),
    )
    return ok(`${upstream} answers: ${[...new Set(answers)].join(', ')}`)
  })

const dayMilliseconds = 24 * 60 * 60 * 1000

const checkCertificate = (config: Config) => {
  const { validTo, subjectAltName } = new X509Certificate(readCertificate(config)?.cert ?? '')
  const days = Math.floor((Date.parse(validTo) - Date.now()) / dayMilliseconds)
  const names = subjectAltName ?? 'no host name, so that no browser accepts it'
  const found = `for ${names}, ends ${new Date(validTo).toISOString().slice(0, 10)}, ${days} days left`
  return subjectAltName === undefined || days < 14 ? warning(found) : ok(found)
}

const checkAddress = async ({ HOST: host, PORT: port, KEYRACK_TLS_CERT: certificate }: Config) => {
  try {
    const server = await listen(() => new Response(null, { status: 503 }), host, port)
    await server.close(0)
    return ok(port === 0 ? `any free port of ${host}` : placeOf(host, port))
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const isOurs =
      errorCode(error.cause) === 'EADDRINUSE' && (await isKeyrack(placeOf(host, port), certificate !== undefined))
    if (isOurs) return warning(`${placeOf(host, port)} is in use, by Keyrack as it seems`)
    throw error
  }
}

/** Over TLS its certificate may be for other names, so that nobody can tell. */
const isKeyrack = async (place: string, secure: boolean): Promise<boolean> => {
  if (secure) return true
  const signal = AbortSignal.timeout(2_000)
  const answer = await fetch(`http://${place}${alivePath}`, { signal }).then(
    (response) => response.text(),
    () => '',
  )
  return answer === 'ok\n'
}

const loopback = /^(?:localhost|127(?:\.\d+){1,3}|::1)$/i

// Over HTTP, browsers keep a session cookie only on the machine itself.
const checkSignIn = ({ KEYRACK_TLS_CERT: certificate, HOST: host }: Config) => {
  if (certificate !== undefined) return ok('works over HTTPS')
  const elsewhere = 'from other machines it needs HTTPS, by a proxy or by KEYRACK_TLS_CERT'
  return loopback.test(host)
    ? ok(`works over HTTP on this machine; ${elsewhere}`)
    : warning(`works over HTTP at localhost only; ${elsewhere}`)
}
