import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { findNginxOrSkip, startNginx, type TestNginx } from '#server/node/testing/nginx.ts'
import { freePort } from '#server/node/testing/free-port.ts'
import { startTestCloud, type TestCloud } from './testing/cloud.ts'
import { call } from './testing/caller.ts'
import {
  type BuiltService,
  buildService,
  administratorToken,
  sessionSecret,
  type TestService,
} from './testing/service.ts'

const executable = findNginxOrSkip()

/** The documented example, with another certificate. */
const example =
  /```nginx\n(?<config>[^`]+keyrack_replicas[^`]+)```/.exec(readFileSync('docs/running.md', 'utf8'))?.groups?.[
    'config'
  ] ?? ''

type Body = Record<string, unknown>

describe.skipIf(executable === undefined)('two gateways in front of a cloud, behind nginx', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'keyrack-cloud-'))
  let built: BuiltService
  let cloud: TestCloud
  let service: TestService
  let gateways: readonly [TestService, TestService]
  let nginx: TestNginx
  let origin: string
  beforeAll(async () => {
    built = await buildService()
    service = await built.start({ KEYRACK_DATA_DIR: dataDir })
    cloud = await startTestCloud(service.origin)
    const env = {
      KEYRACK_UPSTREAM: cloud.root,
      KEYRACK_SESSION_SECRET: sessionSecret,
      KEYRACK_TRUSTED_PROXIES: '127.0.0.1',
      NODE_EXTRA_CA_CERTS: cloud.certificateFile,
    }
    gateways = [await built.start(env), await built.start(env)]
    const port = await freePort()
    const config = example
      .replace('127.0.0.1:8080', new URL(gateways[0].origin).host)
      .replace('127.0.0.1:8081', new URL(gateways[1].origin).host)
      .replace('listen 443 ssl;', `listen 127.0.0.1:${port};`)
      // Without it the cookie would need TLS.
      .replace('X-Forwarded-Proto https', 'X-Forwarded-Proto http')
      .replaceAll(/^ *ssl_.*;$/gm, '')
    nginx = await startNginx(executable ?? '', config, port)
    origin = `http://127.0.0.1:${port}`
  })
  afterAll(async () => {
    await nginx.stop()
    await cloud.close()
    await built.remove()
    rmSync(dataDir, { recursive: true, force: true })
  })

  /** A browser: it keeps its cookies, and nginx gives each of its requests to the next gateway. */
  const openBrowser = () => {
    const cookies = new Map<string, string>()
    return async (path: string, method = 'GET', body?: Body): Promise<{ status: number; body: Body }> => {
      const response = await fetch(origin + path, {
        method,
        headers: {
          cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
          'sec-fetch-site': 'same-origin',
          ...(body && { 'content-type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
      })
      for (const cookie of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
        if (value === '') cookies.delete(name)
        else cookies.set(name, value)
      }
      return { status: response.status, body: (await response.json()) as Body }
    }
  }

  const iamToken = async () => {
    const body = { yandexPassportOauthToken: administratorToken }
    return (await call(`${service.origin}/iam/v1/tokens`, { method: 'POST', body })).body['iamToken']
  }
  const first = (list: unknown) => (list as readonly Body[])[0]?.['id']
  const forwardedBy = async (gateway: TestService) => (await call(`${gateway.origin}/metrics`)).text

  it('create, change and delete a key in one session that moves between them', async () => {
    const send = openBrowser()
    expect((await send('/keyrack/v1/session', 'POST', { token: await iamToken() })).status).toBe(200)
    const cloudId = first((await send('/resource-manager/v1/clouds')).body['clouds'])
    const folderId = first((await send(`/resource-manager/v1/folders?cloudId=${String(cloudId)}`)).body['folders'])
    const account = await send('/iam/v1/serviceAccounts', 'POST', { folderId, name: 'robot' })
    const { serviceAccountId } = account.body['metadata'] as Body
    const created = await send('/iam/v1/apiKeys', 'POST', { serviceAccountId })
    const { id } = created.body['apiKey'] as Body
    const key = `/iam/v1/apiKeys/${String(id)}`
    expect((await send(key, 'PATCH', { updateMask: 'description', description: 'moved' })).status).toBe(200)
    expect((await send(key)).body).toMatchObject({ description: 'moved' })
    expect((await send(key, 'DELETE')).status).toBe(200)
    expect((await send(key)).status).toBe(404)
    expect((await send('/keyrack/v1/session', 'DELETE')).status).toBe(200)
    expect((await send(key)).status).toBe(401)
    for (const gateway of gateways) expect(await forwardedBy(gateway)).toMatch(/keyrack_upstream\w*\{.*\} [1-9]/)
  })

  it('do not accept a cookie of a gateway with another secret', async () => {
    const stranger = await built.start({ KEYRACK_UPSTREAM: cloud.root, NODE_EXTRA_CA_CERTS: cloud.certificateFile })
    const answer = await fetch(`${stranger.origin}/keyrack/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: await iamToken() }),
    })
    const [cookie = ''] = answer.headers.getSetCookie()
    const [pair = ''] = cookie.split(';')
    const own = await fetch(`${stranger.origin}/keyrack/v1/session`, { headers: { cookie: pair } })
    const other = await fetch(`${gateways[0].origin}/keyrack/v1/session`, { headers: { cookie: pair } })
    expect([own.status, other.status]).toEqual([200, 401])
  })
})
