import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, inject, it } from 'vitest'

import { makeCertificate } from '#server/node/testing/certificate.ts'
import { freePort } from '#server/node/testing/free-port.ts'
import { findNginxOrSkip, startNginx } from '#server/node/testing/nginx.ts'
import { buildService } from '../service/testing/service.ts'
import { corePath } from './testing/core-path.ts'
import { examples } from './testing/document.ts'
import { run } from './testing/run.ts'
import { newName, variables } from './testing/service.ts'
import { makePlace } from './testing/start.ts'

const tool = inject('tools').go
const nginx = findNginxOrSkip()
const [server = ''] =
  /^upstream keyrack_replicas.*?^}\n\nserver.*?^}\n/ms.exec(readFileSync('docs/running.md', 'utf8')) ?? []
const [upstream = '', location = ''] = examples('Behind nginx', 'nginx')

describe.skipIf('missing' in tool || nginx === undefined)('nginx with the documented configuration', () => {
  it('passes gRPC on', async () => {
    const certificate = makeCertificate(['127.0.0.1'])
    const port = await freePort()
    const built = await buildService()
    const place = await makePlace(built, undefined, `127.0.0.1:${port}`)
    await place.start()
    const { address, ...service } = await place.service()
    const configuration = `${upstream}${server.replace(/^ {4}location/m, `${location}$&`)}`
      .replace('listen 443 ssl;', `listen 127.0.0.1:${port} ssl http2;`)
      .replace('/etc/ssl/keyrack.pem', certificate.certificateFile)
      .replace('/etc/ssl/keyrack.key', certificate.keyFile)
      .replaceAll('127.0.0.1:8080', address)
      .replaceAll(/^ *server 127\.0\.0\.1:8081;\n/gm, '')
    const proxy = await startNginx(nginx ?? '', configuration, port)

    const name = newName()
    const { certificateFile } = certificate
    const env = { ...variables({ ...service, address: `127.0.0.1:${port}`, certificateFile }), ACCOUNT_NAME: name }
    const { stdout } = await run(join('path' in tool ? tool.path : '', 'core-path'), [], { env })
    expect(JSON.parse(stdout)).toEqual(corePath(name))

    await proxy.stop()
    await built.remove()
    place.remove()
    certificate.remove()
  })
})
