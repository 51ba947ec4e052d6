import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface TestDisk {
  readonly folder: string
  /** Leaves this many bytes free. */
  fill(left: number): void
  empty(): void
  remove(): void
}

/** A small separate disk, or undefined with a printed reason if this user cannot mount one. */
export const mountDiskOrSkip = (): TestDisk | undefined => {
  const folder = mkdtempSync(join(tmpdir(), 'keyrack-disk-'))
  const filler = join(folder, 'filler')
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=160m', 'tmpfs', folder], { stdio: 'pipe' })
  } catch (error) {
    rmSync(folder, { recursive: true })
    const [reason] = String(error).split('\n')
    process.stderr.write(`The tests of a full disk are skipped, because none can be mounted here: ${reason}\n`)
    return undefined
  }
  return {
    folder,
    fill: (left) => {
      const { bavail, bsize } = statfsSync(folder)
      writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - left)))
    },
    empty: () => rmSync(filler, { force: true }),
    remove: () => {
      execFileSync('umount', ['-l', folder])
      rmSync(folder, { recursive: true })
    },
  }
}
