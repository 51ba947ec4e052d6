import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { secureDataFolder } from './data-folder.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyrack-folder-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const modeOf = (...path: string[]) => (statSync(join(folder, ...path)).mode & 0o7777).toString(8)
const warned = () => vi.fn<(message: string) => void>()
const isRoot = process.getuid?.() === 0

describe.skipIf(process.platform === 'win32')('a data folder', () => {
  it('from an earlier version becomes private, but other files in it do not', () => {
    for (const path of ['database/base', 'lock', 'other']) mkdirSync(join(folder, path), { recursive: true })
    for (const path of ['database/PG_VERSION', 'database/base/1', 'session.key', 'other/file', 'file']) {
      writeFileSync(join(folder, path), '')
      chmodSync(join(folder, path), 0o666)
    }
    for (const path of ['database', 'database/base', 'lock', 'other', '']) chmodSync(join(folder, path), 0o755)
    const warn = warned()
    secureDataFolder(folder, warn)
    expect(['database', 'database/base', 'lock'].map((path) => modeOf(path))).toEqual(['700', '700', '700'])
    expect(['database/PG_VERSION', 'database/base/1', 'session.key'].map((path) => modeOf(path))).toEqual(
      Array(3).fill('600'),
    )
    expect(['', 'other', 'other/file', 'file'].map((path) => modeOf(path))).toEqual(['755', '755', '666', '666'])
    expect(warn).not.toHaveBeenCalled()
  })

  it('may be a link to another disk, but links inside the database are not followed', () => {
    const [target, outside] = [join(folder, 'elsewhere'), join(folder, 'outside')]
    mkdirSync(target)
    chmodSync(target, 0o755)
    writeFileSync(outside, '')
    chmodSync(outside, 0o644)
    symlinkSync(outside, join(target, 'link'))
    symlinkSync(target, join(folder, 'database'))
    secureDataFolder(folder, warned())
    expect([modeOf('elsewhere'), modeOf('outside')]).toEqual(['700', '644'])
  })

  it('that every user can write to is corrected with a warning if this user owns it', () => {
    chmodSync(folder, 0o777)
    const warn = warned()
    secureDataFolder(folder, warn)
    expect(modeOf()).toBe('775')
    expect(warn.mock.calls.map(([message]) => message)).toEqual([
      `The data folder ${folder} was writable by every user. This permission has been removed.`,
      `The data folder ${folder} is writable by its group, whose members can replace the database.`,
    ])
  })

  it.runIf(isRoot)('that every user can write to is rejected if another user owns it', () => {
    chmodSync(folder, 0o777)
    chownSync(folder, 65_534, 65_534)
    expect(() => secureDataFolder(folder, warned())).toThrow(
      /^The data folder .* is writable by every user, and belongs to another user: .*KEYRACK_DATA_DIR\.$/,
    )
    expect(modeOf()).toBe('777')
  })

  it('with the sticky bit may be writable by everyone', () => {
    chmodSync(folder, 0o1777)
    const warn = warned()
    secureDataFolder(folder, warn)
    expect(modeOf()).toBe('1777')
    expect(warn).not.toHaveBeenCalled()
  })

  it('that does not exist yet is not created', () => {
    expect(() => secureDataFolder(join(folder, 'new'), warned())).not.toThrow()
    expect(readdirSync(folder)).toEqual([])
  })
})
