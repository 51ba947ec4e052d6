import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, describe, expect, it } from 'vitest'

import { seedDemo } from '../installation/demo-data.ts'
import { openMemoryStore } from '../store/memory/memory-store.ts'
import { openApp } from '../testing/open-app.ts'
import { SettingsError, readSettings } from './settings.ts'

const problemsOf = (env: Record<string, string>, flags: Record<string, string> = {}): readonly string[] => {
  try {
    readSettings(env, flags)
  } catch (error) {
    if (error instanceof SettingsError) return error.problems
    throw error
  }
  return []
}

describe('the defaults', () => {
  it('listen on this machine only and store data in ./data', () => {
    expect(readSettings({ PATH: '/bin', HOME: '/home/me' })).toEqual({
      HOST: '127.0.0.1',
      PORT: 8080,
      KEYRACK_BASE_PATH: '',
      KEYRACK_DATA_DIR: './data',
      KEYRACK_API_KEYS_QUOTA: 1000,
      KEYRACK_SERVICE_ACCOUNTS_QUOTA: 100,
      LOG_LEVEL: 'info',
    })
  })

  it('apply to empty variables', () => {
    expect(readSettings({ PORT: '', KEYRACK_SEED: '', DATABASE_URL: '' })).toEqual(readSettings({}))
  })
})

describe('values', () => {
  it('are used unchanged', () => {
    const env = {
      HOST: '::1',
      PORT: '0',
      KEYRACK_TLS_CERT: '/etc/ssl/keyrack.pem',
      KEYRACK_TLS_KEY: '/etc/ssl/keyrack.key',
      KEYRACK_BASE_PATH: '/keyrack',
      KEYRACK_DATA_DIR: '/var/lib/keyrack',
      DATABASE_URL: 'postgresql://keyrack@db/keyrack',
      KEYRACK_ADMIN_TOKEN: 'a-token-of-an-operator',
      KEYRACK_SESSION_SECRET: 'x'.repeat(32),
      KEYRACK_SEED: 'demo',
      KEYRACK_API_KEYS_QUOTA: '0',
      KEYRACK_SERVICE_ACCOUNTS_QUOTA: '5',
      LOG_LEVEL: 'silent',
    }
    expect(readSettings(env)).toEqual({ ...env, PORT: 0, KEYRACK_API_KEYS_QUOTA: 0, KEYRACK_SERVICE_ACCOUNTS_QUOTA: 5 })
  })

  it('of trusted proxies become a list', () => {
    const { KEYRACK_TRUSTED_PROXIES: proxies } = readSettings({ KEYRACK_TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8' })
    expect([proxies?.check('10.1.2.3'), proxies?.check('127.0.0.1'), proxies?.check('127.0.0.2')]).toEqual([
      true,
      true,
      false,
    ])
  })

  it.each([
    ['/', ''],
    ['/keyrack', '/keyrack'],
    ['/keyrack/', '/keyrack'],
    ['/tools/key-rack_1.0~a/', '/tools/key-rack_1.0~a'],
    ['/...', '/...'],
  ])('of the base path %s are taken as "%s"', (given, taken) => {
    expect(readSettings({ KEYRACK_BASE_PATH: given }).KEYRACK_BASE_PATH).toBe(taken)
  })

  it.each([
    'keyrack',
    'https://host/keyrack',
    '//keyrack',
    '/keyrack//',
    '/a//b',
    '/key rack',
    '/k%65y',
    '/k?a',
    '/k#a',
    '/.',
    '/..',
    '/a/../b',
    '/a/./b',
    '/a/..',
    '/a\\b',
    '/"',
    '/ключ',
    '/a;b',
    '/a\n',
  ])('refuses the base path %j in one line', (given) => {
    expect(problemsOf({ KEYRACK_BASE_PATH: given })).toEqual([
      'KEYRACK_BASE_PATH must be a path such as /keyrack, of letters, digits and - _ . ~ between single slashes',
    ])
  })

  it.each(['KEYRACK_TLS_CERT', 'KEYRACK_TLS_KEY'])('refuses %s alone', (name) => {
    expect(problemsOf({ [name]: '/etc/ssl/keyrack' })).toEqual([
      'KEYRACK_TLS_CERT and KEYRACK_TLS_KEY must be set together',
    ])
  })

  it.each([
    ['PORT', '65536', 'PORT must be a whole number from 0 to 65535'],
    ['PORT', '80a', 'PORT must be a whole number from 0 to 65535'],
    ['PORT', '-1', 'PORT must be a whole number from 0 to 65535'],
    ['HOST', 'local host', 'HOST must not contain spaces'],
    ['DATABASE_URL', 'mysql://db', 'DATABASE_URL must start with postgres:// or postgresql://'],
    ['KEYRACK_ADMIN_TOKEN', 'short', 'KEYRACK_ADMIN_TOKEN must have at least 16 characters'],
    ['KEYRACK_ADMIN_TOKEN', 'sixteen characters', 'KEYRACK_ADMIN_TOKEN must not contain spaces'],
    ['KEYRACK_SESSION_SECRET', 'x'.repeat(31), 'KEYRACK_SESSION_SECRET must have at least 32 characters'],
    ['KEYRACK_SEED', 'prod', 'KEYRACK_SEED must be demo or unset'],
    ['KEYRACK_API_KEYS_QUOTA', '1.5', 'KEYRACK_API_KEYS_QUOTA must be a whole number from 0 to 100000000'],
    [
      'KEYRACK_TRUSTED_PROXIES',
      'localhost',
      'KEYRACK_TRUSTED_PROXIES must be addresses or networks such as 10.0.0.0/8, separated by commas',
    ],
    ...[
      'yandex',
      'http://cloud.example',
      'https://cloud.example/iam',
      'https://me@cloud.example',
      'cloud.example:443',
    ].map((value) => [
      'KEYRACK_UPSTREAM',
      value,
      'KEYRACK_UPSTREAM must be yandex-cloud, or the root of a compatible cloud such as https://api.cloud.example (http:// only on this machine)',
    ]),
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent'],
  ])('rejects %s=%s in one line', (name, value, problem) => {
    expect(problemsOf({ [name]: value })).toEqual([problem])
  })

  it('reports all invalid values together without repeating them', () => {
    const problems = problemsOf({ PORT: 'http', KEYRACK_ADMIN_TOKEN: 'hunter2', KEYRACK_COLOR: 'red' })
    expect(problems).toHaveLength(3)
    expect(problems.join('\n')).not.toMatch(/http|hunter2|red/)
  })
})

describe('flags', () => {
  it('win over variables', () => {
    expect(readSettings({ PORT: '1', KEYRACK_DATA_DIR: '/a' }, { KEYRACK_DATA_DIR: '/b' })).toMatchObject({
      PORT: 1,
      KEYRACK_DATA_DIR: '/b',
    })
  })

  it('are named in their problems', () => {
    const problems = problemsOf({}, { PORT: 'x', KEYRACK_UPSTREAM: 'yandex-cloud', KEYRACK_SEED: 'demo' })
    expect(problems).toEqual([
      '--port must be a whole number from 0 to 65535',
      '--seed has no effect with --upstream: remove one of the two',
    ])
  })
})

describe('a secret in a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'keyrack-secret-'))
  const file = join(folder, 'secret')
  const names = ['KEYRACK_ADMIN_TOKEN', 'KEYRACK_SESSION_SECRET', 'DATABASE_URL']
  const value = `postgres://a-long-secret@${'x'.repeat(32)}`
  afterAll(() => rmSync(folder, { recursive: true }))

  it.each(names)('is read for %s, without its last line break', (name) => {
    for (const end of ['', '\n', '\r\n']) {
      writeFileSync(file, value + end)
      expect(readSettings({ [`${name}_FILE`]: file })).toMatchObject({ [name]: value })
    }
  })

  it('must be valid, and is not repeated', () => {
    writeFileSync(file, 'hunter2\n')
    expect(problemsOf({ KEYRACK_ADMIN_TOKEN_FILE: file })).toEqual([
      'The content of KEYRACK_ADMIN_TOKEN_FILE must have at least 16 characters',
    ])
  })

  it('must exist, and a secret that was pasted as its name is not repeated', () => {
    expect(problemsOf({ KEYRACK_SESSION_SECRET_FILE: 'hunter2' })).toEqual([
      'KEYRACK_SESSION_SECRET_FILE must name a text file that can be read (ENOENT)',
    ])
  })

  it('must be text, not random bytes', () => {
    writeFileSync(file, Buffer.alloc(40, 0xff))
    expect(problemsOf({ KEYRACK_SESSION_SECRET_FILE: file })).toEqual([
      expect.stringMatching(/^KEYRACK_SESSION_SECRET_FILE must name a text file/),
    ])
  })

  it('must not be empty', () => {
    writeFileSync(file, '\n')
    expect(problemsOf({ DATABASE_URL_FILE: file })).toEqual(['DATABASE_URL_FILE names an empty file'])
  })

  it.each(names)('is refused beside %s itself', (name) => {
    writeFileSync(file, value)
    expect(problemsOf({ [name]: value, [`${name}_FILE`]: file })).toEqual([
      `${name} and ${name}_FILE are both set: remove one of the two`,
    ])
  })

  it('belongs to the service, which a gateway is not', () => {
    writeFileSync(file, value)
    expect(problemsOf({ KEYRACK_UPSTREAM: 'yandex-cloud', DATABASE_URL_FILE: file })).toEqual([
      'DATABASE_URL_FILE has no effect with KEYRACK_UPSTREAM: remove one of the two',
    ])
  })
})

describe('a cloud', () => {
  it.each(['yandex-cloud', 'https://api.cloud.example', 'https://api.cloud.example:8443/', 'http://localhost:8080'])(
    'is taken as %s',
    (upstream) => expect(readSettings({ KEYRACK_UPSTREAM: upstream }).KEYRACK_UPSTREAM).toBe(upstream),
  )

  it('refuses the settings of the service, each in one line', () => {
    const env = { KEYRACK_UPSTREAM: 'yandex-cloud', DATABASE_URL: 'postgres://db/keyrack', KEYRACK_SEED: 'demo' }
    expect(problemsOf(env)).toEqual([
      'DATABASE_URL has no effect with KEYRACK_UPSTREAM: remove one of the two',
      'KEYRACK_SEED has no effect with KEYRACK_UPSTREAM: remove one of the two',
    ])
  })
})

describe('unknown variables', () => {
  it('are rejected with the known names', () => {
    expect(problemsOf({ KEYRACK_ADMIN_TOKENS: 'x' })).toEqual([
      expect.stringMatching(
        /^KEYRACK_ADMIN_TOKENS is unknown: use one of .*KEYRACK_DATA_DIR, .*KEYRACK_ADMIN_TOKEN, KEYRACK_ADMIN_TOKEN_FILE, /,
      ),
    ])
  })

  it('of other programs are ignored', () => {
    expect(problemsOf({ NODE_ENV: 'production', PORTS: 'x' })).toEqual([])
  })
})

it('the demo data leaves room within the default quotas', async () => {
  const { KEYRACK_API_KEYS_QUOTA: apiKeys, KEYRACK_SERVICE_ACCOUNTS_QUOTA: serviceAccounts } = readSettings({})
  const emptyStore = openMemoryStore()
  await seedDemo(emptyStore, new Date('2026-11-22T10:00:00Z'), apiKeys)
  const clouds = (await emptyStore.clouds.list({ limit: 10, after: null })).rows
  const { post } = await openApp({ emptyStore, quotas: { apiKeys, serviceAccounts } })
  expect(clouds).toHaveLength(2)
  for (const { id } of clouds) {
    const [folder] = (await emptyStore.folders.list(id, { limit: 1, after: null })).rows
    const created = await post('/iam/v1/serviceAccounts', { folderId: folder?.id, name: 'one-more' })
    expect(created).toMatchObject({ status: 200, body: { done: true } })
    const [account] = (
      await emptyStore.serviceAccounts.list(folder?.id ?? '', { limit: 1, after: null }, { name: 'one-more' })
    ).rows
    expect((await post('/iam/v1/apiKeys', { serviceAccountId: account?.id })).status).toBe(200)
  }
})
