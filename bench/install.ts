import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const installMilliseconds = 120_000

export interface Installed {
  readonly folder: string
  forget(): void
}

/**
 * Installs packages that only a benchmark needs in a separate folder.
 *
 * @throws Error with the reason if they cannot be installed
 */
export const install = (dependencies: Readonly<Record<string, string>>): Installed => {
  const folder = mkdtempSync(join(tmpdir(), 'keyrack-bench-'))
  const forget = () => rmSync(folder, { recursive: true, force: true })
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module', dependencies }))
  const npm = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'], {
    cwd: folder,
    encoding: 'utf8',
    timeout: installMilliseconds,
    shell: process.platform === 'win32',
  })
  if (npm.status === 0) return { folder, forget }
  forget()
  throw new Error(npm.error?.message ?? npm.stderr.trim().split('\n')[0])
}
