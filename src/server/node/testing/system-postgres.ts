import { execFile } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'

import { orSkip, serverFolder, serverUser, startServer, type TestPostgres } from './postgres-server.ts'

/** An installed PostgreSQL: a server and its matching tools. */
export interface SystemPostgres extends TestPostgres {
  /** Runs a shell command with the tools and `env`, and returns its output. */
  shell(line: string, env: Readonly<Record<string, string>>, folder: string): Promise<string>
}

const run = promisify(execFile)
const programs = ['initdb', 'postgres', 'pg_dump', 'pg_restore']
// Debian's package has a folder for each version, with servers that are not in PATH.
const debian = '/usr/lib/postgresql'
const folders = () => [
  ...(existsSync(debian) ? readdirSync(debian).map((version) => join(debian, version, 'bin')) : []),
  ...(process.env['PATH'] ?? '').split(delimiter),
]

/**
 * Starts it, or returns undefined if none is installed. Prints that, so that nobody mistakes skipped for passed.
 * The embedded one of other tests has no tools, and tools of an older version reject it.
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
