import { accessSync, constants, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

import { inspectDatabase } from '../../store/sql/sql-store.ts'
import { sticky, writableByAll } from '../data-folder.ts'
import { holderOf } from '../data-lock.ts'
import { checkSpace } from '../embedded-database.ts'
import { errorCode } from '../error-code.ts'
import { postgresPool } from '../open-store.ts'
import type { Config } from '../settings.ts'
import { check, type Finding, ok, problem, warning } from './finding.ts'

/** Checks the data folder and the database, without locking, opening or changing either. */
export const checkData = async (config: Config): Promise<readonly Finding[]> => {
  const { DATABASE_URL: databaseUrl, KEYRACK_DATA_DIR: dataDir, KEYRACK_SESSION_SECRET: sessionSecret } = config
  const folder = resolve(dataDir)
  const ofFolder = () => check('Data folder', () => checkFolder(folder, databaseUrl === undefined))
  if (databaseUrl !== undefined) {
    const database = await check('Database', () => checkPostgres(databaseUrl))
    return sessionSecret === undefined ? [await ofFolder(), database] : [database]
  }
  const found = await ofFolder()
  if (found.state === 'problem') return [found]
  return [
    found,
    await check('Lock', () => checkLock(folder)),
    await check('Database', () => checkEmbedded(join(folder, 'database'))),
  ]
}

const { R_OK: read, W_OK: write, X_OK: enter } = constants
/** How each file is used, by its path in the data folder. */
const uses: readonly (readonly [path: string, mode: number])[] = [
  ['', read | write | enter],
  ['database', read | write | enter],
  ['lock', read | write | enter],
  ['database.lock', read | write],
  ['session.key', read],
]

const exists = (path: string) => statSync(path, { throwIfNoEntry: false }) !== undefined

const checkFolder = (folder: string, embedded: boolean) => {
  if (!exists(folder)) {
    const parent = existingParent(folder)
    requireAccess(parent, write | enter)
    if (embedded) checkSpace(parent, false)
    return ok(`${folder}, which the first start creates`)
  }
  if (!statSync(folder).isDirectory()) return problem(`${folder} is not a folder`)
  for (const [path, mode] of uses) requireAccess(join(folder, path), mode)
  if (embedded) checkSpace(folder, exists(join(folder, 'database')))
  const key = statSync(join(folder, 'session.key'), { throwIfNoEntry: false })
  if (key !== undefined && key.size !== 32) {
    return problem(`The session key in ${folder} is damaged: delete it, and everybody has to sign in again`)
  }
  return checkMode(folder)
}

const existingParent = (folder: string): string => {
  const parent = dirname(folder)
  return exists(parent) || parent === folder ? parent : existingParent(parent)
}

/** @throws Error if this user cannot use an existing file */
const requireAccess = (path: string, mode: number): void => {
  if (!exists(path)) return
  try {
    accessSync(path, mode)
  } catch (error) {
    throw new Error(`${path} cannot be ${mode === read ? 'read' : 'used'} by this user (${errorCode(error)})`, {
      cause: error,
    })
  }
}

const checkMode = (folder: string) => {
  const { mode, uid } = statSync(folder)
  if (process.platform === 'win32' || (mode & writableByAll) === 0 || (mode & sticky) !== 0) return ok(folder)
  const found = `${folder} is writable by every user`
  return uid === process.getuid?.()
    ? warning(`${found}: a start removes this permission`)
    : problem(`${found}, and belongs to another user: run chmod o-w on it`)
}

const checkLock = async (folder: string) => {
  const holder = await holderOf(folder)
  return holder === undefined ? ok('free') : warning(`held by ${holder}: only one process can use the data folder`)
}

const checkEmbedded = (database: string) => {
  if (!exists(database)) return ok('embedded, which the first start creates')
  return exists(join(database, 'PG_VERSION'))
    ? ok(`embedded, in ${database}, not opened`)
    : problem(`${database} is not a database: move it away, or restore a backup`)
}

const timeout = 5_000

const checkPostgres = async (databaseUrl: string) => {
  const { version, name, user, pending, durable, readOnly, mayCreate } = await inspectDatabase(
    postgresPool(databaseUrl, undefined, timeout),
  )
  const tables = pending === 0 ? 'up to date' : `${pending} migrations, which the next start runs`
  const found = `PostgreSQL ${version}, database ${name}, user ${user}, tables: ${tables}`
  if (readOnly) return problem(`${found}. It is read-only`)
  if (pending > 0 && !mayCreate) return problem(`${found}. The user may not create tables: grant create on its schema`)
  return durable ? ok(found) : warning(`${found}. fsync or synchronous_commit is off: a power cut can lose changes`)
}
