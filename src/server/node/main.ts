#!/usr/bin/env node

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { destination } from 'pino'

import { outsideBasePath } from './base-path.ts'
import { readCertificate, renewCertificate } from './certificate.ts'
import { withClientAddress } from './client-address.ts'
import { help, readCommandLine } from './command-line.ts'
import { examine } from './doctor/doctor.ts'
import { asTable } from './doctor/finding.ts'
import { listen } from './listen.ts'
import { createLog, withRequestLog } from './log.ts'
import { grpcListener } from './grpc.ts'
import { openGateway } from './open-gateway.ts'
import { openService } from './open-service.ts'
import { type Config, readSettings, SettingsError } from './settings.ts'
import { withConsole } from './static.ts'

const consoleFolder = fileURLToPath(new URL('../console', import.meta.url))
const packageFile = new URL('../../package.json', import.meta.url)
const shutdownGracePeriod = 10_000

/** Whether an error that ends the process is printed with its stack, as with `LOG_LEVEL=debug`. */
let explainsErrors = false

const start = async (config: Config): Promise<void> => {
  explainsErrors = config.LOG_LEVEL === 'debug'
  const certificate = readCertificate(config)
  // Buffered, to avoid a system call per line.
  const lines = destination({ dest: 2, sync: true, minLength: 4096, periodicFlush: 100 })
  // Drop lines that cannot be written: neither a response nor the shutdown may block on the log.
  lines.on('error', () => {})
  process.once('exit', () => lines.flush())
  const log = createLog(config.LOG_LEVEL, lines)
  const { KEYRACK_UPSTREAM: upstream, KEYRACK_BASE_PATH: basePath } = config
  const backend =
    upstream === undefined
      ? await openService(config, { log, print, onDataFolderLost: fail })
      : openGateway(upstream, config, log)
  try {
    const settings = { basePath, upstream: upstream ?? '' }
    const answer = withRequestLog(withConsole(consoleFolder, backend.fetch, settings), log)
    const proxies = config.KEYRACK_TRUSTED_PROXIES
    const server = await listen(
      proxies === undefined ? answer : withClientAddress(answer, proxies),
      config.HOST,
      config.PORT,
      {
        certificate,
        grpc: backend.grpc && grpcListener(backend.grpc, proxies),
        base: basePath === '' ? undefined : { path: basePath, outside: withRequestLog(outsideBasePath(basePath), log) },
      },
    )
    if (certificate !== undefined) process.on('SIGHUP', () => renewCertificate(server, config, log))
    const address = server.origin + basePath
    const details = await backend.announce(address)
    for (const line of [`Keyrack is running at ${address}`, ...details]) print(line)

    const stop = async () => {
      await server.close(shutdownGracePeriod)
      await backend.close()
      process.exit()
    }
    // A second signal kills the process immediately.
    process.once('SIGTERM', () => void stop().catch(fail)).once('SIGINT', () => void stop().catch(fail))
  } catch (error) {
    await backend.close()
    throw error
  }
}

const print = (line: string) => console.log(line)

const fail = (error: unknown) => {
  for (const line of error instanceof SettingsError
    ? error.problems
    : [error instanceof Error ? error.message : error]) {
    console.error(`keyrack: ${String(line)}`)
  }
  if (explainsErrors) console.error(error)
  process.exit(1)
}

const aboutPackage = () =>
  JSON.parse(readFileSync(packageFile, 'utf8')) as {
    readonly version: string
    readonly engines: { readonly node: string }
  }

const diagnose = async (read: () => Config): Promise<void> => {
  const findings = await examine(read, aboutPackage().engines.node)
  print(asTable(findings))
  // A connection that failed may still be open.
  process.exit(findings.some(({ state }) => state === 'problem') ? 1 : 0)
}

const run = async (): Promise<void> => {
  const { command, flags } = readCommandLine(process.argv.slice(2))
  const read = () => readSettings(process.env, flags)
  switch (command) {
    case 'help':
      return print(help())
    case 'version':
      return print(aboutPackage().version)
    case 'doctor':
      return diagnose(read)
    case 'serve':
      return start(read())
  }
}

// New files are accessible to this user only.
process.umask(0o077)
try {
  await run()
} catch (error) {
  fail(error)
}
