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
 * PGlite leaves flushing to the operating system, so a power cut could take back what was acknowledged. It also sets
 * the mode of each file it creates, whatever the umask: mostly 0666.
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

// `-F` is PGlite's "do not flush"; its fdatasync, the usual way to flush the log, does nothing.
const startParams = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  '-c',
  'wal_sync_method=fsync',
]

const flush = (path: string): void => {
  // Windows opens no folders, and keeps their entries itself.
  if (process.platform === 'win32') return
  const file = openSync(path, 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** Made beside its place and moved there when it is whole: a process killed while it makes one leaves nothing half. */
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

// The log grows by files of 16 MB, and without the next one the database breaks down.
const toCreate = 64_000_000
const toOpen = 32_000_000

const needSpace = (folder: string, bytes: number): void => {
  const { bavail, bsize } = statfsSync(folder)
  if (bavail * bsize >= bytes) return
  const [free, needed] = [bavail * bsize, bytes].map((size) => Math.floor(size / 1_000_000))
  throw new Error(`No space left on device: ${free} MB are free, the database needs ${needed} MB to start`)
}

/**
 * PGlite in `folder`, which it creates. A commit it acknowledges is on disk, also after a power cut.
 * @throws Error with one readable line when the disk is full, or cannot be written
 */
export const openEmbeddedDatabase = async (folder: string): Promise<PGlite> => {
  try {
    needSpace(dirname(folder), existsSync(folder) ? toOpen : toCreate)
    if (!existsSync(folder)) await create(folder)
    return await PGlite.create({ fs: new PrivateFlushingNodeFS(folder), startParams })
  } catch (error) {
    // What comes from below PGlite is no Error, and may have nothing but a number.
    const reason = error instanceof Error ? error.message : JSON.stringify(error)
    throw new Error(`The database in ${folder} cannot be opened: ${reason}`, { cause: error })
  }
}
