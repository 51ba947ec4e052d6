import { cpSync, existsSync, fsyncSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'

import { DataFolderInUseError } from './data-lock.ts'
import { openStore } from './open-store.ts'
import { type BuiltModule, buildModule, startScript } from './testing/script.ts'

vi.mock(import('node:fs'), async (original) => {
  const fs = await original()
  return { ...fs, fsyncSync: vi.fn<typeof fs.fsyncSync>(fs.fsyncSync) }
})

let module: BuiltModule
beforeAll(async () => {
  module = await buildModule('open-store.ts')
})
afterAll(() => module.remove())

// One database for all tests, because it takes seconds to create.
const template = mkdtempSync(join(tmpdir(), 'keyrack-template-'))
beforeAll(async () => {
  const store = await openStore({ dataDir: template })
  await store.settings.put('name', 'value')
  await store.close()
})
afterAll(() => rmSync(template, { recursive: true, force: true }))

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'keyrack-data-'))
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

/** Another process that opens the folder and runs `script` on its `store`. */
const startProcess = (script: string) => {
  const code = `
    import { openStore } from ${JSON.stringify(module.url)}
    const store = await openStore({ dataDir: ${JSON.stringify(dataDir)} })
    ${script}`
  const child = startScript(code)
  const kill = async () => {
    child.signal('SIGKILL')
    await child.ended
  }
  return { line: child.line, kill }
}

const writeForever = `
  for (let n = 1; ; n++) {
    await store.transaction(async (tx) => {
      await tx.settings.put('first ' + n, 'value')
      await tx.settings.put('second ' + n, 'value')
    })
    console.log(n)
  }`

it('rejects a folder in use by another process, and opens it with every acknowledged write after kill -9', async () => {
  cpSync(template, dataDir, { recursive: true })
  const child = startProcess(writeForever)
  expect(await child.line()).toBe('1')
  await expect(openStore({ dataDir })).rejects.toThrow(DataFolderInUseError)
  let acknowledged = 1
  while (acknowledged < 50) acknowledged = Number(await child.line())
  await child.kill()

  const store = await openStore({ dataDir })
  for (let n = 1; n <= acknowledged; n++) expect(await store.settings.get(`second ${n}`)).toBe('value')
  // Writes in flight took effect completely or not at all.
  let n = acknowledged + 1
  while ((await store.settings.get(`first ${n}`)) !== undefined) {
    expect(await store.settings.get(`second ${n}`)).toBe('value')
    n++
  }
  expect(await store.settings.get(`second ${n}`)).toBeUndefined()
  await store.close()
}, 60_000)

it('opens a folder whose creation was interrupted by kill -9', async () => {
  const child = startProcess('')
  await expect.poll(() => existsSync(join(dataDir, 'database.new', 'PG_VERSION')), { timeout: 20_000 }).toBe(true)
  await child.kill()
  expect(existsSync(join(dataDir, 'database'))).toBe(false)

  const store = await openStore({ dataDir })
  await store.ping()
  await store.close()
  expect(readdirSync(dataDir).toSorted()).toEqual(['database', 'database.lock', 'lock'])
}, 60_000)

it('keeps its rows when it is closed, and frees the folder', async () => {
  cpSync(template, dataDir, { recursive: true })
  const first = await openStore({ dataDir })
  expect(await first.settings.get('name')).toBe('value')
  await expect(openStore({ dataDir })).rejects.toThrow(DataFolderInUseError)
  await first.close()
  await first.close()
  const second = await openStore({ dataDir })
  expect(await second.settings.get('name')).toBe('value')
  await second.close()
}, 60_000)

it('stops using its database once another process may have taken the folder', async () => {
  cpSync(template, dataDir, { recursive: true })
  const lost = vi.fn<(error: Error) => void>()
  const store = await openStore({ dataDir, onDataFolderLost: lost })
  rmSync(join(dataDir, 'lock'), { recursive: true })
  await expect(store.settings.put('name', 'late')).rejects.toThrow('The lock on the data folder')
  await expect.poll(() => lost.mock.calls.length, { timeout: 5000 }).toBe(1)
  await store.close()
  const next = await openStore({ dataDir })
  expect(await next.settings.get('name')).toBe('value')
  await next.close()
}, 60_000)

it('acknowledges a write only when it is on disk', async () => {
  cpSync(template, dataDir, { recursive: true })
  const store = await openStore({ dataDir })
  vi.mocked(fsyncSync).mockClear()
  for (const value of ['1', '2', '3']) await store.settings.put('name', value)
  expect(vi.mocked(fsyncSync).mock.calls.length).toBeGreaterThanOrEqual(3)
  await store.close()
}, 60_000)
