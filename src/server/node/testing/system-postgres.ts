import { execFile } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'

import { orSkip, serverFolder, serverUser, startServer, type TestPostgres } from './postgres-server.ts'

/** A PostgreSQL as an operating system brings it: a server, and the tools that fit it. */
export interface SystemPostgres extends TestPostgres {
  /** Runs a line as an operator's shell would, with the tools and `env`, and answers what it printed. */
  shell(line: string, env: Readonly<Record<string, string>>, folder: string): Promise<string>
}

const run = promisify(execFile)
const programs = ['initdb', 'postgres', 'pg_dump', 'pg_restore']
// Debian's package has a folder for each version, in which the servers are that PATH does not have.
const debian = '/usr/lib/postgresql'
const folders = () => [
  ...(existsSync(debian) ? readdirSync(debian).map((version) => join(debian, version, 'bin')) : []),
  ...(process.env['PATH'] ?? '').split(delimiter),
]

/**
 * Starts it, or answers undefined where there is none: said in one sentence, so that nobody takes skipped for passed.
 * The embedded one of the other tests brings no tools, and those of an older version refuse it.
 */
export const startSystemPostgresOrSkip = async (): Promise<SystemPostgres | undefined> => {
  const bin = folders().find((folder) => programs.every((program) => existsSync(join(folder, program))))
  if (bin === undefined) {
    const reason = `${programs.join(', ')} are not installed together`
    process.stderr.write(`The test of pg_dump and pg_restore is skipped: ${reason}; Debian's package is postgresql
`)
    return undefined
  }
  return orSkip('The tests of pg_dump and pg_restore', async () => {
    const user = serverUser()
    const server = await startServer(bin, serverFolder(user), user, { initdbFlags: ['--locale=C'] })
    return {
      ...server,
      shell: async (line, env, cwd) => {
        const path = `${bin}${delimiter}${process.env['PATH']}`
        return (await run('sh', ['-c', line], { cwd, env: { PATH: path, ...env } })).stdout
      },
    }
  })
}
