import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'

import { DataFolderInUseError, lockDataFolder } from './data-lock.ts'
import { type BuiltModule, buildModule, type Script, startScript } from './testing/script.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyrack-lock-'))
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

const whyNoFlock = async () => {
  const probe = mkdtempSync(join(tmpdir(), 'keyrack-lock-'))
  const lock = await lockDataFolder(probe)
  lock.release()
  rmSync(probe, { recursive: true })
  return lock.heartbeatOnly
}

const container = ['unshare', '--pid', '--fork', '--kill-child', '--mount-proc']
const whyNoContainer = () => {
  try {
    execFileSync('unshare', [...container.slice(1), 'true'], { stdio: 'pipe' })
    return undefined
  } catch (error) {
    return String(error).split('\n')[0]
  }
}

/** Prints why tests are skipped, so that nobody mistakes skipped for passed. */
const skipped = (what: string, reason: string | undefined): boolean => {
  if (reason !== undefined) process.stderr.write(`The tests ${what} are skipped: ${reason}\n`)
  return reason !== undefined
}

const noFlock = skipped('of the lock by flock', await whyNoFlock())
const noContainers = skipped('of a data folder that two containers share', whyNoContainer())

describe('in separate processes', () => {
  let module: BuiltModule
  beforeAll(async () => {
    module = await buildModule('data-lock.ts')
  })
  afterAll(() => module.remove())

  const running: Script[] = []
  afterEach(async () => {
    for (const script of running.splice(0)) {
      script.signal('SIGKILL')
      await script.ended
    }
  })

  /** Prints "held" or "refused", and holds the lock until it exits. */
  const startHolder = ({ wrapper = [] as readonly string[], flock = true, watchTime = 100 } = {}) => {
    const script = startScript(
      `import { lockDataFolder } from ${JSON.stringify(module.url)}
      ${flock ? '' : "process.env.PATH = '/nonexistent'"}
      const said = await lockDataFolder(${JSON.stringify(folder)}, { watchTime: ${watchTime} }).then(
        () => 'held',
        (error) => error.name === 'DataFolderInUseError' ? 'refused' : String(error))
      console.log(said)
      setInterval(() => {}, 1000)`,
      { wrapper },
    )
    running.push(script)
    return script
  }

  it.skipIf(noFlock)('is free immediately after kill -9', async () => {
    const first = startHolder()
    expect(await first.line()).toBe('held')
    expect(await startHolder().line()).toBe('refused')
    first.signal('SIGKILL')
    await first.ended
    expect(await startHolder().line()).toBe('held')
  })

  describe.skipIf(noContainers)('in two containers', () => {
    it.skipIf(noFlock)('is not taken from a paused holder', async () => {
      const first = startHolder()
      expect(await first.line()).toBe('held')
      first.signal('SIGSTOP')
      expect(await startHolder({ wrapper: container }).line()).toBe('refused')
      first.signal('SIGKILL')
      await first.ended
      expect(await startHolder({ wrapper: container }).line()).toBe('held')
    })

    it('without flock, is taken from a paused holder, which exits when it resumes', async () => {
      const first = startHolder({ flock: false })
      expect(await first.line()).toBe('held')
      first.signal('SIGSTOP')
      const second = startHolder({ flock: false, wrapper: container })
      expect(await second.line()).toBe('held')
      first.signal('SIGCONT')
      const { code, errors } = await first.ended
      expect(code).toBe(1)
      expect(errors).toContain(`The lock on the data folder ${folder} was lost`)
      expect(readdirSync(join(folder, 'lock'))).toHaveLength(1)
    })

    it('without flock, is not taken from a running holder', async () => {
      expect(await startHolder({ flock: false }).line()).toBe('held')
      const second = startHolder({ flock: false, wrapper: container, watchTime: 5000 })
      expect(await second.line()).toBe('refused')
    })
  })
})

describe.skipIf(process.platform === 'win32')('where flock', () => {
  const stubFlock = (script: string) => {
    writeFileSync(join(folder, 'flock'), `#!/bin/sh\n${script}\n`)
    chmodSync(join(folder, 'flock'), 0o700)
    vi.stubEnv('PATH', `${folder}${delimiter}${process.env['PATH']}`)
  }

  it('is not installed, a heartbeat holds the folder, and the reason is given', async () => {
    vi.stubEnv('PATH', folder)
    const lock = await lockDataFolder(folder)
    expect(lock.heartbeatOnly).toContain('ENOENT')
    await expect(lockDataFolder(folder)).rejects.toThrow(DataFolderInUseError)
    lock.release()
  })

  it.each([
    ['util-linux', 'echo "flock: 3: No locks available" >&2; exit 71'],
    ['BusyBox', 'echo "flock: No locks available" >&2; exit 1'],
  ])('is of %s and the file system has no locks, a heartbeat holds the folder', async (_, script) => {
    stubFlock(script)
    const lock = await lockDataFolder(folder)
    expect(lock.heartbeatOnly).toMatch(/No locks available$/)
    lock.release()
  })

  it('fails without a message, another process holds the folder', async () => {
    stubFlock('exit 1')
    await expect(lockDataFolder(folder)).rejects.toThrow(DataFolderInUseError)
  })
})

it('keeps earlier versions out with the file they check', async () => {
  const lock = await lockDataFolder(folder)
  const [name = ''] = readdirSync(join(folder, 'lock'))
  expect(JSON.parse(readFileSync(join(folder, 'lock', name), 'utf8'))).toEqual({
    pid: process.pid,
    started: expect.any(String),
    place: expect.any(String),
  })
  lock.release()
})

it('is no longer held once its file is removed', async () => {
  const lock = await lockDataFolder(folder, { onLost: () => {} })
  expect(lock.isHeld()).toBe(true)
  rmSync(join(folder, 'lock'), { recursive: true })
  expect(lock.isHeld()).toBe(false)
  lock.release()
})
