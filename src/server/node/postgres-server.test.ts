import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, it } from 'vitest'

import { reachable } from './testing/embedded-postgres.ts'
import { serverFolder, serverUser, startServer } from './testing/postgres-server.ts'

it('reports why it cannot start if its programs cannot be run', async () => {
  const user = serverUser()
  const folder = serverFolder(user)
  await expect(startServer('/nonexistent', folder, user, { initdbFlags: [] })).rejects.toThrow(
    /^initdb failed: .*\/nonexistent\/initdb ENOENT/,
  )
  expect(existsSync(folder)).toBe(false)
})

it.runIf(process.getuid?.() === 0)('runs a copy if only root can enter the folder of its programs', () => {
  const native = mkdtempSync(join(tmpdir(), 'keyrack-closed-'))
  const user = serverUser()
  const folder = serverFolder(user)
  try {
    mkdirSync(join(native, 'bin'))
    writeFileSync(join(native, 'bin', 'tool'), '#!/bin/sh\necho it runs\n')
    chmodSync(join(native, 'bin', 'tool'), 0o700)
    symlinkSync('tool', join(native, 'bin', 'initdb'))
    const run = (bin: string) => spawnSync(join(bin, 'initdb'), { ...user, cwd: folder, encoding: 'utf8' }).stdout
    expect(run(join(native, 'bin'))).toBeNull()
    expect(run(reachable(native, folder, user))).toBe('it runs\n')
  } finally {
    for (const path of [native, folder]) rmSync(path, { recursive: true })
  }
})
