import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'

import { makeCertificate } from '#server/node/testing/certificate.ts'
import { type BuiltService, buildService } from '../service/testing/service.ts'
import { corePath } from './testing/core-path.ts'
import { run } from './testing/run.ts'
import { createAccount, listKeys, newName, printedKey, type Service, variables } from './testing/service.ts'
import { makePlace } from './testing/start.ts'

const tool = inject('tools').go
const program = (name: string) => join('path' in tool ? tool.path : '', name)

/** The key that an example of the documentation creates. */
const exampleKey = async (service: Service, name: string) => {
  const id = await createAccount(service)
  const { stdout } = await run(program(name), [], { env: { ...variables(service), SERVICEACCOUNT_ID: id } })
  return printedKey(service, id, stdout)
}

const runCorePath = async (service: Service, name: string, ...args: readonly string[]): Promise<unknown> => {
  const { stdout } = await run(program('core-path'), args, { env: { ...variables(service), ACCOUNT_NAME: name } })
  return JSON.parse(stdout)
}

describe.skipIf('missing' in tool)('the Go SDK', () => {
  let built: BuiltService
  beforeAll(async () => {
    built = await buildService()
  })
  afterAll(() => built.remove())

  it('creates a key with the example of the documentation', async () => {
    expect(await exampleKey(inject('service'), 'example')).toMatchObject({ scopes: ['yc.postbox.send'] })
  })

  it('manages keys, waits for operations and reads the details of errors', async () => {
    const name = newName()
    expect(await runCorePath(inject('service'), name)).toEqual(corePath(name))
  })

  it('does both without TLS', async () => {
    const place = await makePlace(built)
    const process = await place.start()
    const service = await place.service()
    expect(await exampleKey(service, 'example-plaintext')).toMatchObject({ scopes: ['yc.postbox.send'] })
    const name = newName()
    expect(await runCorePath(service, name, '-plaintext')).toEqual(corePath(name))
    await process.stop()
    place.remove()
  })

  it('loses and repeats no call when the service restarts', async () => {
    const certificate = makeCertificate(['127.0.0.1'])
    const place = await makePlace(built, certificate)
    const first = await place.start()
    const service = await place.service()
    const id = await createAccount(service)

    const creator = new KeyCreator(service, id)
    await creator.reach(20)
    expect(await first.stop()).toBe(0)
    const second = await place.start()
    await creator.reach(creator.created + 20)
    expect(await creator.end()).toBe(0)

    expect(await listKeys(service, id)).toHaveLength(creator.created)
    await second.stop()
    place.remove()
    certificate.remove()
  })
})

/** The program that creates keys until it is told to end. */
class KeyCreator {
  created = 0
  readonly #process: ChildProcess
  readonly #exitCode: Promise<number>
  readonly #lines: AsyncIterator<string>

  constructor(service: Service, serviceAccountId: string) {
    const env = { ...process.env, ...variables(service), SERVICEACCOUNT_ID: serviceAccountId }
    const child = spawn(program('restart'), { stdio: ['pipe', 'pipe', 'inherit'], env })
    this.#process = child
    this.#exitCode = once(child, 'exit').then(([code]) => Number(code))
    this.#lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  }

  /** Waits until that many keys are created. */
  async reach(count: number): Promise<void> {
    while (this.created < count) {
      if (!(await this.#next())) throw new Error(`It ended with ${await this.#exitCode}`)
    }
  }

  /** @returns its exit code */
  async end(): Promise<number> {
    this.#process.stdin?.end()
    while (await this.#next());
    return this.#exitCode
  }

  async #next(): Promise<boolean> {
    const { value, done = false } = await this.#lines.next()
    if (done) return false
    this.created = Number(value)
    return true
  }
}
