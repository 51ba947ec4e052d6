import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statfsSync,
} from 'node:fs'
import { dirname, join } from 'node:path'

import { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'

interface NodeFiles {
  stream_ops: { fsync?: (file: { nfd: number }) => number }
  doSetAttr: (file: unknown, node: unknown, attributes: { readonly mode?: number }, ...rest: unknown[]) => void
}

/**
 * PGlite never calls fsync, so a power cut could lose acknowledged commits. It also ignores the umask and creates most
 * files with mode 0666. This file system fixes both.
 */
class PrivateFlushingNodeFS extends NodeFS {
  override async init(...[pglite, options]: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(pglite, options)
    const patch = (module: { readonly NODEFS: object }) => {
      const files = module.NODEFS as NodeFiles
      files.stream_ops.fsync = ({ nfd }) => {
        fsyncSync(nfd)
        return 0
      }
      const { doSetAttr } = files
      files.doSetAttr = (file, node, attributes, ...rest) => {
        const { mode } = attributes
        doSetAttr(file, node, mode === undefined ? attributes : { ...attributes, mode: mode & ~0o077 }, ...rest)
      }
    }
    return {
      emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), patch] },
    }
  }
}

// `-F` turns fsync off. PGlite's fdatasync, the default way to flush the WAL, does nothing.
const startParams = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  '-c',
  'wal_sync_method=fsync',
]

const flush = (path: string): void => {
  // Windows cannot open folders, and does not need them flushed.
  if (process.platform === 'win32') return
  const file = openSync(path, 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** Creates the database under a temporary name and renames it, so that a killed process leaves no partial one. */
const create = async (folder: string): Promise<void> => {
  const draft = `${folder}.new`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { recursive: true, mode: 0o700 })
  const pglite = await PGlite.create({ fs: new PrivateFlushingNodeFS(draft) })
  await pglite.close()
  for (const name of readdirSync(draft, { recursive: true, encoding: 'utf8' })) flush(join(draft, name))
  flush(draft)
  renameSync(draft, folder)
  flush(dirname(folder))
}

// The WAL grows in files of 16 MB, and the database crashes if it cannot create the next one.
const bytesToCreate = 64_000_000
const bytesToOpen = 32_000_000

/**
 * @param folder where the database is, or will be created
 * @throws Error with one readable line if there is not enough space to start
 */
export const checkSpace = (folder: string, exists: boolean): void => {
  const bytes = exists ? bytesToOpen : bytesToCreate
  const { bavail, bsize } = statfsSync(folder)
  if (bavail * bsize >= bytes) return
  const [free, needed] = [bavail * bsize, bytes].map((size) => Math.floor(size / 1_000_000))
  throw new Error(`No space left on device: ${free} MB are free, the database needs ${needed} MB to start`)
}

/**
 * Opens PGlite in `folder`, creating it if necessary. Acknowledged commits survive a power cut.
 * @throws Error with one readable line if the disk is full or not writable
 */
export const openEmbeddedDatabase = async (folder: string): Promise<PGlite> => {
  try {
    checkSpace(dirname(folder), existsSync(folder))
    if (!existsSync(folder)) await create(folder)
    return await PGlite.create({ fs: new PrivateFlushingNodeFS(folder), startParams })
  } catch (error) {
    // The WebAssembly runtime may throw plain objects that have only a number.
    const reason = error instanceof Error ? error.message : JSON.stringify(error)
    throw new Error(`The database in ${folder} cannot be opened: ${reason}`, { cause: error })
  }
}
