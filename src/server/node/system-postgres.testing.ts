import { execFile, execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'

import { Client } from 'pg'

import { freePort } from './free-port.testing.ts'

/** A PostgreSQL as an operating system brings it: a server, and the tools that fit it. */
export interface SystemPostgres {
  /** Makes an empty database and answers its URL. */
  createDatabase(name: string): Promise<string>
  /** Runs a line as an operator's shell would, with the tools and `env`, and answers what it printed. */
  shell(line: string, env: Readonly<Record<string, string>>, folder: string): Promise<string>
  remove(): Promise<void>
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
  const user = bin === undefined ? undefined : unprivileged()
  if (bin === undefined || user === undefined) {
    const reason =
      bin === undefined ? `${programs.join(', ')} are not installed together` : 'root has no user to run it'
    process.stderr.write(`The test of pg_dump and pg_restore is skipped: ${reason}; Debian's package is postgresql\n`)
    return undefined
  }
  return start(bin, user)
}

/** Who may run it: root may not. */
const unprivileged = (): { readonly uid?: number; readonly gid?: number } | undefined => {
  if (process.getuid?.() !== 0) return {}
  try {
    const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { stdio: 'pipe' }))
    return { uid: id('-u'), gid: id('-g') }
  } catch {
    return undefined
  }
}

const start = async (bin: string, user: { readonly uid?: number; readonly gid?: number }): Promise<SystemPostgres> => {
  const folder = mkdtempSync(join(tmpdir(), 'keyrack-system-pg-'))
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid)
  const data = join(folder, 'data')
  const port = await freePort()
  const urlOf = (name: string) => `postgres://postgres@127.0.0.1:${port}/${name}`
  const flags = ['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync']
  execFileSync(join(bin, 'initdb'), flags, { ...user, cwd: folder, stdio: 'pipe' })
  const options = ['-D', data, '-F', '-p', String(port), '-h', '127.0.0.1', '-k', folder]
  const server = spawn(join(bin, 'postgres'), options, { ...user, cwd: folder, stdio: 'ignore' })
  const ended = new Promise<void>((resolve) => {
    server.once('exit', () => resolve())
  })
  const query = async (statement: string) => {
    const client = new Client(urlOf('postgres'))
    await client.connect()
    await client.query(statement)
    await client.end()
  }
  const remove = async () => {
    server.kill('SIGINT')
    await ended
    rmSync(folder, { recursive: true })
  }
  try {
    for (let attempt = 0; ; attempt += 1) {
      const error: unknown = await query('select').catch((thrown: unknown) => thrown)
      if (error === undefined) break
      if (attempt === 100 || server.exitCode !== null) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  } catch (error) {
    await remove()
    throw error
  }
  return {
    createDatabase: async (name) => {
      await query(`create database ${name}`)
      return urlOf(name)
    },
    shell: async (line, env, cwd) => {
      const path = `${bin}${delimiter}${process.env['PATH']}`
      return (await run('sh', ['-c', line], { cwd, env: { PATH: path, ...env } })).stdout
    },
    remove,
  }
}
