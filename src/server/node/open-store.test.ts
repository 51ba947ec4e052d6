import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { cpSync, existsSync, fsyncSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'

import { build } from 'vite'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'

import { DataFolderInUseError } from './data-lock.ts'
import { openStore } from './open-store.ts'

vi.mock(import('node:fs'), async (original) => {
  const fs = await original()
  return { ...fs, fsyncSync: vi.fn<typeof fs.fsyncSync>(fs.fsyncSync) }
})

// Node 20 runs no TypeScript, so another process needs a bundle: in the project, for its dependencies to be found.
const bundle = resolve('node_modules/.cache/keyrack', randomUUID())
beforeAll(() =>
  build({
    configFile: false,
    logLevel: 'error',
    build: { ssr: resolve(import.meta.dirname, 'open-store.ts'), outDir: bundle, emptyOutDir: false },
  }),
)
afterAll(() => rmSync(bundle, { recursive: true, force: true }))

// A database takes seconds to make, so one is made for all.
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
    import { openStore } from ${JSON.stringify(pathToFileURL(join(bundle, 'open-store.js')).href)}
    const store = await openStore({ dataDir: ${JSON.stringify(dataDir)} })
    ${script}`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  const exited = new Promise<void>((done) => child.once('exit', () => done()))
  const kill = async () => {
    child.kill('SIGKILL')
    await exited
  }
  const line = async () => {
    const { value } = await lines.next()
    return value as string | undefined
  }
  return { line, kill }
}

const writeForever = `
  for (let n = 1; ; n++) {
    await store.transaction(async (tx) => {
      await tx.settings.put('first ' + n, 'value')
      await tx.settings.put('second ' + n, 'value')
    })
    console.log(n)
  }`

it('refuses a folder that another process has open, and opens it with all it acknowledged after kill -9', async () => {
  cpSync(template, dataDir, { recursive: true })
  const child = startProcess(writeForever)
  expect(await child.line()).toBe('1')
  await expect(openStore({ dataDir })).rejects.toThrow(DataFolderInUseError)
  let acknowledged = 1
  while (acknowledged < 50) acknowledged = Number(await child.line())
  await child.kill()

  const store = await openStore({ dataDir })
  for (let n = 1; n <= acknowledged; n++) expect(await store.settings.get(`second ${n}`)).toBe('value')
  // Whatever was on its way is there as a whole or not at all.
  let n = acknowledged + 1
  while ((await store.settings.get(`first ${n}`)) !== undefined) {
    expect(await store.settings.get(`second ${n}`)).toBe('value')
    n++
  }
  expect(await store.settings.get(`second ${n}`)).toBeUndefined()
  await store.close()
}, 60_000)

it('opens a folder whose making was cut short by kill -9', async () => {
  const child = startProcess('')
  await expect.poll(() => existsSync(join(dataDir, 'database.new', 'PG_VERSION')), { timeout: 20_000 }).toBe(true)
  await child.kill()
  expect(existsSync(join(dataDir, 'database'))).toBe(false)

  const store = await openStore({ dataDir })
  await store.ping()
  await store.close()
  expect(readdirSync(dataDir).toSorted()).toEqual(['database', 'lock'])
}, 60_000)

it('keeps its rows over a close, and frees the folder', async () => {
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

it('acknowledges a write when it is on disk, not when the system means to put it there', async () => {
  cpSync(template, dataDir, { recursive: true })
  const store = await openStore({ dataDir })
  vi.mocked(fsyncSync).mockClear()
  for (const value of ['1', '2', '3']) await store.settings.put('name', value)
  expect(vi.mocked(fsyncSync).mock.calls.length).toBeGreaterThanOrEqual(3)
  await store.close()
}, 60_000)
