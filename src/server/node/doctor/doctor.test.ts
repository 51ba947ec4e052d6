import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { Client } from 'pg'
import { afterAll, afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'

import { lockDataFolder } from '../data-lock.ts'
import { listen } from '../listen.ts'
import { openStore } from '../open-store.ts'
import { readSettings } from '../settings.ts'
import { makeCertificate } from '../testing/certificate.ts'
import { startPostgresOrSkip } from '../testing/embedded-postgres.ts'
import { freePort } from '../testing/free-port.ts'
import { examine } from './doctor.ts'
import { asTable } from './finding.ts'

const secret = 'a-secret-of-an-operator-with-32-characters'
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyrack-doctor-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** The findings by their check, as `state: found`. */
const examined = async (settings: Record<string, string> = {}, node = '>=20.19') => {
  const dataDir = 'KEYRACK_UPSTREAM' in settings ? {} : { KEYRACK_DATA_DIR: join(folder, 'data') }
  const findings = await examine(() => readSettings({ PORT: '0', ...dataDir, ...settings }), node)
  return Object.fromEntries(findings.map(({ check, state, found }) => [check, `${state}: ${found}`]))
}

describe('with the default settings', () => {
  it('everything is fine, and nothing is created', async () => {
    expect(await examined()).toEqual({
      'Node.js': `ok: ${process.versions.node}, 20.19 or newer is needed`,
      Settings: 'ok: valid',
      'Data folder': `ok: ${join(folder, 'data')}, which the first start creates`,
      Lock: 'ok: free',
      Database: 'ok: embedded, which the first start creates',
      Address: 'ok: any free port of 127.0.0.1',
      'Browser sign-in': expect.stringMatching(
        /^ok: works over HTTP on this machine; from other machines it needs HTTPS/,
      ),
    })
    expect(existsSync(join(folder, 'data'))).toBe(false)
  })

  it('an old Node.js is a problem', async () => {
    expect((await examined({}, '>=99.1'))['Node.js']).toMatch(/^problem: .*, 99\.1 or newer is needed$/)
  })

  it('invalid settings are a problem each', async () => {
    const findings = await examine(() => readSettings({ PORT: 'x', KEYRACK_SEED: 'x' }), '>=20')
    expect(findings.slice(1)).toEqual([
      { check: 'Settings', state: 'problem', found: 'PORT must be a whole number from 0 to 65535' },
      { check: 'Settings', state: 'problem', found: 'KEYRACK_SEED must be demo or unset' },
    ])
  })
})

describe('the data folder', () => {
  it('tells who holds its lock, and leaves it locked', async () => {
    const lock = await lockDataFolder(join(folder, 'data'))
    expect((await examined())['Lock']).toMatch(new RegExp(`^warning: held by process ${process.pid} on `))
    expect(lock.isHeld()).toBe(true)
    lock.release()
    expect((await examined())['Lock']).toBe('ok: free')
  })

  it.each(['data', 'data/below'])('that is a file, or below one, is a problem: %s', async (path) => {
    writeFileSync(join(folder, 'data'), '')
    const found = await examined({ KEYRACK_DATA_DIR: join(folder, path) })
    expect(found['Data folder']).toMatch(/^problem: .*(?:is not a folder|ENOTDIR)/)
    expect(found).not.toHaveProperty('Database')
  })

  it.skipIf(process.platform === 'win32')('writable by every user is a warning, and stays so', async () => {
    mkdirSync(join(folder, 'data'))
    chmodSync(join(folder, 'data'), 0o777)
    for (let attempt = 0; attempt < 2; attempt += 1) {
      expect((await examined())['Data folder']).toMatch(/^warning: .* is writable by every user: a start removes/)
    }
  })

  it.skipIf(process.getuid?.() !== 0)('of another user, writable by every user, is a problem', async () => {
    mkdirSync(join(folder, 'data'))
    chmodSync(join(folder, 'data'), 0o777)
    chownSync(join(folder, 'data'), 65_534, 65_534)
    expect((await examined())['Data folder']).toMatch(/^problem: .* belongs to another user/)
  })

  it('with a damaged session key is a problem', async () => {
    mkdirSync(join(folder, 'data'))
    writeFileSync(join(folder, 'data', 'session.key'), 'short')
    expect((await examined())['Data folder']).toMatch(/^problem: The session key in .* is damaged/)
  })

  it('with something else as its database is a problem', async () => {
    mkdirSync(join(folder, 'data', 'database'), { recursive: true })
    expect((await examined())['Database']).toMatch(/^problem: .* is not a database/)
  })

  it('is not looked at if nothing is kept there', async () => {
    const found = await examined({ DATABASE_URL: 'postgres://127.0.0.1:1/none', KEYRACK_SESSION_SECRET: secret })
    expect(Object.keys(found)).not.toContain('Data folder')
    expect(found['Database']).toBe('problem: No connection to the database: connect ECONNREFUSED 127.0.0.1:1')
  })
})

describe('the address', () => {
  it.each([
    ['Keyrack', 'ok\n', /^warning: 127\.0\.0\.1:\d+ is in use, by Keyrack as it seems$/],
    ['another program', 'Hello', /^problem: 127\.0\.0\.1:\d+ is in use by another program/],
  ])('in use by %s', async (_, answer, expected) => {
    const server = await listen(() => new Response(answer), '127.0.0.1', 0)
    const { port } = new URL(server.origin)
    expect((await examined({ PORT: port }))['Address']).toMatch(expected)
    await server.close(0)
  })

  it('of every interface warns that sign-in needs HTTPS', async () => {
    expect((await examined({ HOST: '0.0.0.0' }))['Browser sign-in']).toMatch(
      /^warning: works over HTTP at localhost only/,
    )
  })

  it.each([
    [30, /^ok: for IP Address:127\.0\.0\.1, ends \d{4}-\d\d-\d\d, (?:29|30) days left$/],
    [3, /^warning: .*, (?:2|3) days left$/],
    [-1, /^problem: KEYRACK_TLS_CERT expired on /],
  ])('with a certificate that ends in %d days', async (days, expected) => {
    const certificate = makeCertificate(['127.0.0.1'], new Date(Date.now() + days * 86_400_000))
    const found = await examined({
      KEYRACK_TLS_CERT: certificate.certificateFile,
      KEYRACK_TLS_KEY: certificate.keyFile,
    })
    expect(found['Certificate']).toMatch(expected)
    expect(found['Browser sign-in']).toBe('ok: works over HTTPS')
    certificate.remove()
  })
})

describe('the upstream', () => {
  /** A cloud that lists itself as every host, and answers everything else with this status. */
  const openCloud = async (status: number) => {
    const asked: string[] = []
    const cloud = createServer((request, response) => {
      asked.push(`${request.headers.authorization} ${request.url}`)
      const endpoints = ['iam', 'operation', 'resource-manager'].map((id) => ({ id, address }))
      const isList = request.url?.startsWith('/endpoints') === true
      response.writeHead(isList ? 200 : status, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ endpoints }))
    })
    await new Promise<void>((done) => void cloud.listen(0, 'localhost', done))
    const address = `localhost:${(cloud.address() as AddressInfo).port}`
    onTestFinished(() => {
      cloud.closeAllConnections()
      cloud.close()
    })
    return { address, asked }
  }

  it('that answers is fine, and no token is sent', async () => {
    const { address, asked } = await openCloud(401)
    const found = await examined({ KEYRACK_UPSTREAM: `http://${address}` })
    expect(found['Upstream']).toBe(`ok: http://${address} answers: ${address}`)
    expect(found).not.toHaveProperty('Database')
    expect(asked.toSorted()).toEqual([
      'undefined /endpoints?pageSize=1000',
      'undefined /iam/v1/serviceAccounts',
      'undefined /operations/none',
      'undefined /resource-manager/v1/clouds',
    ])
  })

  it('that fails is a problem', async () => {
    const { address } = await openCloud(503)
    const found = await examined({ KEYRACK_UPSTREAM: `http://${address}` })
    expect(found['Upstream']).toBe(`problem: ${address} answers with HTTP 503`)
  })

  it('that cannot be reached is a problem', async () => {
    const found = await examined({ KEYRACK_UPSTREAM: `http://127.0.0.1:${await freePort()}` })
    expect(found['Upstream']).toMatch(/^problem: 127\.0\.0\.1:\d+ cannot be reached \(ECONNREFUSED\)/)
  })
})

const postgres = await startPostgresOrSkip()

describe.skipIf(postgres === undefined)('PostgreSQL', () => {
  afterAll(() => postgres?.remove())
  const operator = async (url: string, statement: string) => {
    const client = new Client(url)
    await client.connect()
    await client.query(statement)
    await client.end()
  }

  it('tells whether its tables are up to date, and changes nothing', async () => {
    const url = (await postgres?.createDatabase('doctor')) ?? ''
    const look = async () => (await examined({ DATABASE_URL: url }))['Database'] ?? ''
    for (let attempt = 0; attempt < 2; attempt += 1) {
      expect(await look()).toMatch(
        /PostgreSQL [\d.]+, database doctor, user \w+, tables: \d+ migrations, which the next/,
      )
    }
    await (await openStore({ databaseUrl: url, dataDir: 'unused' })).close()
    expect(await look()).toMatch(/tables: up to date/)
    await operator(url, `insert into keyrack_migration values ('9999-future', now())`)
    expect(await look()).toMatch(/^problem: The database was upgraded to 9999-future by a newer version/)
  })

  it.each([
    ['read-only', 'alter database %s set default_transaction_read_only to on', /^problem: .*It is read-only$/],
    ['without the right to create tables', 'drop schema public', /^problem: .*The user may not create tables/],
  ])('%s is a problem', async (name, statement, expected) => {
    const database = `doctor_${name.replaceAll(/\W/g, '')}`
    const url = (await postgres?.createDatabase(database)) ?? ''
    await operator(url, statement.replace('%s', database))
    expect((await examined({ DATABASE_URL: url }))['Database']).toMatch(expected)
  })

  it('without the database is a problem, and no secret is repeated', async () => {
    const url = new URL((await postgres?.createDatabase('other')) ?? '')
    url.password = secret
    url.pathname = '/missing'
    const findings = await examine(() => readSettings({ DATABASE_URL: url.href, KEYRACK_ADMIN_TOKEN: secret }), '>=20')
    expect(findings.find(({ check }) => check === 'Database')?.state).toBe('problem')
    expect(asTable(findings)).not.toContain(secret)
  })
})

it('the table has one aligned line for each finding', () => {
  const table = asTable([
    { check: 'Lock', state: 'ok', found: 'free' },
    { check: 'Data folder', state: 'problem', found: 'one\nline' },
  ])
  expect(table.split('\n')).toEqual([
    'CHECK        STATE    FOUND',
    'Lock         ok       free',
    'Data folder  problem  one line',
  ])
})
