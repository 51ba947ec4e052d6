import { X509Certificate } from 'node:crypto'
import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

import { getOperation } from '#contract/operation.ts'
import { listClouds } from '#contract/resource-manager.ts'
import { listServiceAccounts } from '#contract/service-account.ts'
import { type CloudHost, openHosts } from '../gateway/hosts.ts'
import { openUpstream } from '../gateway/upstream.ts'
import { noMetrics, quietLog } from '../observe.ts'
import { inspectDatabase } from '../store/sql/sql-store.ts'
import { readCertificate } from './certificate.ts'
import { holderOf } from './data-lock.ts'
import { checkSpace } from './embedded-database.ts'
import { listen } from './listen.ts'
import { postgresPool } from './open-store.ts'
import { type Config, SettingsError } from './settings.ts'

/** What one check found, without secrets. A `problem` keeps Keyrack from working. */
export interface Finding {
  readonly check: string
  readonly state: 'ok' | 'warning' | 'problem'
  readonly found: string
}

type Result = Omit<Finding, 'check'>

const ok = (found: string): Result => ({ state: 'ok', found })
const warning = (found: string): Result => ({ state: 'warning', found })
const problem = (found: string): Result => ({ state: 'problem', found })

/** @param look throws an Error with one readable line for a problem */
const check = async (name: string, look: () => Result | Promise<Result>): Promise<Finding> => {
  try {
    return { check: name, ...(await look()) }
  } catch (error) {
    return { check: name, ...problem(error instanceof Error ? error.message : String(error)) }
  }
}

/**
 * Looks at everything that Keyrack needs with these settings. Stores and changes nothing.
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
      ...(config.KEYRACK_UPSTREAM === undefined ? await checkService(config) : [await checkUpstream(config)]),
      ...(config.KEYRACK_TLS_CERT === undefined ? [] : [await check('Certificate', () => checkCertificate(config))]),
      await check('Address', () => checkAddress(config)),
      await check('Browser sign-in', () => checkSignIn(config)),
    ]
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error
    return [node, ...error.problems.map((found) => ({ check: 'Settings', ...problem(found) }))]
  }
}

/** The findings as lines of a table. */
export const asTable = (findings: readonly Finding[]): string => {
  const rows = [{ check: 'CHECK', state: 'STATE', found: 'FOUND' }, ...findings]
  const width = (column: 'check' | 'state') => Math.max(...rows.map((row) => row[column].length)) + 2
  const [first, second] = [width('check'), width('state')]
  return rows.map(({ check: name, state, found }) => name.padEnd(first) + state.padEnd(second) + found).join('\n')
}

const checkNode = (supported: string): Result => {
  const needed = supported.replace('>=', '')
  const [current, least] = [process.versions.node, needed].map((version) => {
    const [major = 0, minor = 0] = version.split('.').map(Number)
    return major * 1000 + minor
  })
  const found = `${process.versions.node}, ${needed} or newer is needed`
  return (current ?? 0) < (least ?? 0) ? problem(found) : ok(found)
}

const checkService = async (config: Config): Promise<readonly Finding[]> => {
  const { DATABASE_URL: databaseUrl, KEYRACK_DATA_DIR: dataDir, KEYRACK_SESSION_SECRET: sessionSecret } = config
  const embedded = databaseUrl === undefined
  const folder = resolve(dataDir)
  const findings: Finding[] = []
  if (embedded || sessionSecret === undefined) {
    findings.push(await check('Data folder', () => checkFolder(folder, embedded)))
  }
  if (embedded) findings.push(await check('Lock', () => checkLock(folder)))
  findings.push(await check('Database', () => (embedded ? checkEmbedded(folder) : checkPostgres(databaseUrl))))
  return findings
}

const sticky = 0o1000
const writableByAll = 0o002

const checkFolder = (folder: string, embedded: boolean): Result => {
  let existing = folder
  while (!existsSync(existing)) existing = dirname(existing)
  if (!statSync(existing).isDirectory()) return problem(`${existing} is not a folder`)
  for (const path of [existing, join(folder, 'database'), join(folder, 'session.key')].filter((name) =>
    existsSync(name),
  )) {
    try {
      accessSync(path, constants.R_OK | constants.W_OK)
    } catch {
      return problem(`${path} cannot be read and written by this user`)
    }
  }
  if (embedded) checkSpace(existing, existsSync(join(folder, 'database')))
  if (existing !== folder) return ok(`${folder}, which the first start creates`)
  const { mode } = statSync(folder)
  if (process.platform !== 'win32' && (mode & writableByAll) !== 0 && (mode & sticky) === 0) {
    return warning(`${folder} is writable by every user: run chmod o-w on it`)
  }
  return ok(folder)
}

const checkLock = async (folder: string): Promise<Result> => {
  const holder = await holderOf(folder)
  return holder === undefined ? ok('free') : warning(`held by ${holder}: only one process can use the data folder`)
}

const checkEmbedded = (folder: string): Result => {
  const database = join(folder, 'database')
  return ok(existsSync(database) ? `embedded, in ${database}` : 'embedded, which the first start creates')
}

const checkPostgres = async (databaseUrl: string): Promise<Result> => {
  const { version, name, user, pending, durable } = await inspectDatabase(postgresPool(databaseUrl))
  const tables = pending === 0 ? 'up to date' : `${pending} migrations, which the next start runs`
  const found = `PostgreSQL ${version}, database ${name}, user ${user}, tables: ${tables}`
  return durable ? ok(found) : warning(`${found}. fsync or synchronous_commit is off: a power cut can lose changes`)
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
    const request = { requestId: crypto.randomUUID(), deadline: performance.now() + upstreamTimeout }
    const hosts = openHosts(upstream, ask)
    const answered: string[] = []
    for (const host of ['iam', 'operation', 'resource-manager'] as const) {
      const url = new URL(pathOf[host], await hosts(host, request))
      await ask({ ...request, id: 'doctor', method: 'GET', url, headers: { accept: 'application/json' } })
      answered.push(url.host)
    }
    return ok(`${upstream} answers: ${[...new Set(answered)].join(', ')}`)
  })

const dayMilliseconds = 24 * 60 * 60 * 1000

const checkCertificate = (config: Config): Result => {
  const { validTo, subjectAltName = 'no name' } = new X509Certificate(readCertificate(config)?.cert ?? '')
  const days = Math.floor((Date.parse(validTo) - Date.now()) / dayMilliseconds)
  const found = `for ${subjectAltName}, ends ${new Date(validTo).toISOString().slice(0, 10)}, in ${days} days`
  return days < 14 ? warning(found) : ok(found)
}

const checkAddress = async (config: Config): Promise<Result> => {
  const { HOST: host, PORT: port } = config
  try {
    const server = await listen(() => new Response(null, { status: 503 }), host, port, {
      certificate: readCertificate(config),
    })
    await server.close(0)
    return ok(`${port === 0 ? 'any free port of ' : ''}${host}${port === 0 ? '' : `:${port}`}`)
  } catch (error) {
    if (error instanceof Error && hasCode(error.cause, 'EADDRINUSE')) return warning(error.message)
    throw error
  }
}

const hasCode = (error: unknown, code: string) => error instanceof Error && 'code' in error && error.code === code

const loopback = /^(?:localhost|127\.\d+\.\d+\.\d+|::1)$/

// Over HTTP, browsers keep a session cookie only on the machine itself.
const checkSignIn = ({ KEYRACK_TLS_CERT: certificate, HOST: host }: Config): Result => {
  if (certificate !== undefined) return ok('works over HTTPS')
  const elsewhere = 'from other machines it needs HTTPS, by a proxy or by KEYRACK_TLS_CERT'
  return loopback.test(host)
    ? ok(`works over HTTP on this machine; ${elsewhere}`)
    : warning(`works over HTTP at localhost only; ${elsewhere}`)
}
