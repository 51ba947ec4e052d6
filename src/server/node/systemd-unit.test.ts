import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, it } from 'vitest'

const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0
if (!hasSystemd) process.stderr.write('The systemd unit is not checked, because systemd-analyze is missing.\n')

it.skipIf(!hasSystemd)('the systemd unit in docs/installing.md is one that systemd accepts', () => {
  const [, unit = ''] = /```ini\n(.*?)```/s.exec(readFileSync('docs/installing.md', 'utf8')) ?? []
  expect(unit).toContain('ExecStart=/usr/local/bin/keyrack\n')
  const folder = mkdtempSync(join(tmpdir(), 'keyrack-unit-'))
  const file = join(folder, 'keyrack.service')
  // A missing program would be an error, too.
  writeFileSync(file, unit.replace('/usr/local/bin/keyrack', process.execPath))
  const { stderr, status } = spawnSync('systemd-analyze', ['verify', file], { encoding: 'utf8' })
  rmSync(folder, { recursive: true })
  // It also complains of other units of the machine.
  expect(stderr.split('\n').filter((line) => line.includes('keyrack'))).toEqual([])
  expect(status).toBe(0)
})
