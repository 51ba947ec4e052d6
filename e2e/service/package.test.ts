import { type ChildProcess, spawn } from 'node:child_process'
import { chownSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { call, firstFolder } from './testing/caller.ts'
import { administratorToken } from './testing/service.ts'

const { dependencies, version } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly dependencies: Readonly<Record<string, string>>
  readonly version: string
}
/** `nobody` where the tests run as root. */
const ordinaryUser = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}

/** Returns stdout, and throws what was printed on a failure. */
const run = async (command: string, args: readonly string[], options: object): Promise<string> => {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options })
  const ended = new Promise<number | null>((done, fail) => {
    child.once('close', done).once('error', fail)
  })
  const [output, errors, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  if (code !== 0) throw new Error(output + errors)
  return output
}

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
const registry = (await run(npm, ['config', 'get', 'registry'], {})).trim()
const isReachable = await fetch(new URL('hono', registry)).then(
  async (response) => {
    await response.body?.cancel()
    return response.ok
  },
  () => false,
)
if (!isReachable) console.log('Skipped: the package is not installed, because the registry cannot be reached.')

describe('the package', () => {
  let folder: string
  let archive: string
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'keyrack-package-'))
    // Vitest sets NODE_ENV, which would build the console for development.
    const env = { ...process.env, NODE_ENV: 'production' }
    await run(npm, ['pack', '--pack-destination', folder], { env })
    const [name = ''] = readdirSync(folder)
    archive = join(folder, name)
    writeFileSync(join(folder, 'package.json'), '{}')
    writeFileSync(join(folder, 'administrator-token'), `${administratorToken}\n`)
    if (ordinaryUser.uid !== undefined) {
      for (const path of [folder, ...readdirSync(folder)]) chownSync(resolve(folder, path), 65_534, 65_534)
    }
  }, 300_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('depends on exactly what its server imports', () => {
    const code = readdirSync('dist/server', { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.js'))
      .map((name) => readFileSync(join('dist/server', name), 'utf8'))
      .join('\n')
    const specifiers = [
      ...code.matchAll(/(?:^import |^export .*|^\} |\bimport\(\s*)(?:[^"'\n]*from )?["']([^"'.][^"']*)["']/gm),
    ]
    const imported = specifiers
      .map(([, specifier = '']) => /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? '')
      .filter((name) => !name.startsWith('node:') && !builtinModules.includes(name))
    expect([...new Set(imported)].toSorted()).toEqual(Object.keys(dependencies).toSorted())
  })

  it.skipIf(!isReachable)(
    'installs as an ordinary user and keeps a key over a restart',
    async () => {
      const options = {
        cwd: folder,
        ...ordinaryUser,
        env: {
          ...process.env,
          HOME: folder,
          npm_config_registry: registry,
          npm_config_cache: join(folder, '.npm'),
          KEYRACK_ADMIN_TOKEN_FILE: join(folder, 'administrator-token'),
        },
      }
      await run(npm, ['install', '--no-audit', '--no-fund', archive], options)
      expect(readdirSync(join(folder, 'node_modules'))).not.toContain('@mui')
      // Whatever else was built before, such as the mock.
      expect(readdirSync(join(folder, 'node_modules/keyrack/dist')).toSorted()).toEqual(['console', 'server'])

      const keyrack = join(folder, 'node_modules/.bin/keyrack')
      const flags = ['--port', '0', '--data-dir', join(folder, 'data')]
      expect(await run(keyrack, ['--version'], options)).toBe(`${version}\n`)
      expect(await run(keyrack, ['--help'], options)).toContain('--data-dir <folder>')
      await expect(run(keyrack, ['--admin-token', 'hunter2'], options)).rejects.toThrow('--admin-token is not allowed')
      expect(await run(keyrack, ['doctor', ...flags], options)).toMatch(/^Database +ok +embedded/m)
      await expect(run(keyrack, ['doctor', '--port', 'x'], options)).rejects.toThrow('--port must be a whole number')

      const start = async () => {
        const child = spawn(keyrack, flags, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
        return { child, origin: await originOf(child) }
      }
      const first = await start()
      const page = await fetch(first.origin)
      expect(await page.text()).toContain('<script type="module"')
      const { send } = await signIn(first.origin)
      const account = await send('/iam/v1/serviceAccounts', {
        folderId: await firstFolder(first.origin),
        name: 'packaged',
      })
      const { id } = account['response'] as { id: string }
      const { secret } = await send('/iam/v1/apiKeys', { serviceAccountId: id })
      const authorization = `Api-Key ${String(secret)}`
      expect((await call(`${first.origin}/authenticate`, { authorization })).status).toBe(200)
      expect(await stop(first.child)).toBe(0)

      const second = await start()
      expect((await call(`${second.origin}/authenticate`, { authorization })).status).toBe(200)
      expect(await stop(second.child)).toBe(0)
    },
    300_000,
  )
})

/** Signs in as the console does, and sends its further writes with the cookie. */
const signIn = async (origin: string) => {
  let cookie = ''
  const send = async (path: string, body: object): Promise<Record<string, unknown>> => {
    const headers = { 'content-type': 'application/json', origin, cookie }
    const response = await fetch(origin + path, { method: 'POST', headers, body: JSON.stringify(body) })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    cookie ||= response.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ')
    return (await response.json()) as Record<string, unknown>
  }
  await send('/keyrack/v1/session', { token: administratorToken })
  return { send }
}

const originOf = async ({ stdout, stderr }: ChildProcess): Promise<string> => {
  if (stdout === null || stderr === null) throw new Error('The process has no output')
  const log: string[] = []
  stderr.setEncoding('utf8').on('data', (line: string) => log.push(line))
  for await (const line of createInterface(stdout)) {
    const [, origin] = /^Keyrack is running at (http:\S+)$/.exec(line) ?? []
    if (origin === undefined) continue
    stdout.resume()
    return origin
  }
  throw new Error(log.join(''))
}

const stop = async (child: ChildProcess): Promise<number | null> => {
  const ended = new Promise<number | null>((done) => {
    child.once('close', done)
  })
  child.kill('SIGTERM')
  return ended
}
