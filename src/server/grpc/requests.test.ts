import { describe, expect, it, vi } from 'vitest'

import { framed, openGrpc, requestOf } from './testing/open-grpc.ts'

const updateKey = '/yandex.cloud.iam.v1.ApiKeyService/Update'
const codes = {
  INVALID_ARGUMENT: 3,
  DEADLINE_EXCEEDED: 4,
  RESOURCE_EXHAUSTED: 8,
  UNIMPLEMENTED: 12,
  UNAUTHENTICATED: 16,
}

describe('a request that cannot be read', () => {
  const bytes = (...values: number[]) => Uint8Array.from(values)

  it.each([
    ['whose message is cut', [framed(bytes(0x0a, 0x20, 0x61))]],
    ['with a field number of 0', [framed(bytes(0x00, 0x01))]],
    ['with text that is not UTF-8', [framed(bytes(0x0a, 0x02, 0xff, 0xfe))]],
    ['with a field of another type', [framed(bytes(0x08, 0x01))]],
    ['with a group that never ends', [framed(bytes(0x0b, 0x0b, 0x0b))]],
    ['whose frame is cut', [bytes(0, 0, 0, 0, 9, 1)]],
  ])('%s is INVALID_ARGUMENT and changes nothing', async (_, parts) => {
    const { sendBytes, contents, token } = await openGrpc()
    const before = contents()
    const { status } = await sendBytes(updateKey, parts, { metadata: { authorization: `Bearer ${token}` } })
    expect(status).toMatchObject({ code: codes.INVALID_ARGUMENT })
    expect(contents()).toBe(before)
  })

  it.each([0, 2])('because it has %i messages is INVALID_ARGUMENT and changes nothing', async (count) => {
    const { sendBytes, contents, token, folder } = await openGrpc()
    const before = contents()
    const { path, message } = requestOf('createServiceAccount', { folderId: folder.id, name: 'robot' })
    const parts = Array<Uint8Array>(count).fill(message)
    const { status } = await sendBytes(path, parts, { metadata: { authorization: `Bearer ${token}` } })
    expect(status).toMatchObject({ code: codes.INVALID_ARGUMENT })
    expect(contents()).toBe(before)
  })

  it('over 1 MiB is RESOURCE_EXHAUSTED', async () => {
    const { sendBytes, token } = await openGrpc()
    const metadata = { authorization: `Bearer ${token}` }
    const { status } = await sendBytes(updateKey, [framed(new Uint8Array(1024 * 1024 + 1))], { metadata })
    expect(status.code).toBe(codes.RESOURCE_EXHAUSTED)
  })

  it.each(['/yandex.cloud.iam.v1.ApiKeyService/Steal', '/yandex.cloud.vpc.v1.NetworkService/List', '/'])(
    'because nothing serves %s is UNIMPLEMENTED',
    async (path) => {
      const { sendBytes } = await openGrpc()
      const { status } = await sendBytes(path, [framed(bytes())])
      expect(status).toMatchObject({ code: codes.UNIMPLEMENTED, message: `No such method: ${path}` })
    },
  )

  it.each([
    ['a time after the year 9999', 0x2a, bytes(0x08, 0x80, 0x98, 0xdd, 0xc4, 0xdf, 0x07)],
    ['a mask with a path that has no JSON form', 0x12, bytes(0x0a, 0x03, 0x61, 0x5f, 0x5f)],
  ])('for %s is INVALID_ARGUMENT', async (_, tag, value) => {
    const { sendBytes, token } = await openGrpc()
    const message = framed(bytes(tag, value.length, ...value))
    const { status } = await sendBytes(updateKey, [message], { metadata: { authorization: `Bearer ${token}` } })
    expect(status).toMatchObject({ code: codes.INVALID_ARGUMENT })
    expect(status.message).toMatch(/^The request is not valid: /)
  })
})

const deferred = () => {
  let resolve = () => {}
  const promise = new Promise<void>((done) => void (resolve = done))
  return { promise, resolve: () => resolve() }
}

describe('a message', () => {
  it('is not read if its caller is unknown', async () => {
    const { sendBytes } = await openGrpc()
    const read = vi.fn<() => void>()
    const parts = (async function* send() {
      read()
      yield framed(new Uint8Array())
    })()
    const { status } = await sendBytes(updateKey, parts, { metadata: { authorization: 'Bearer wrong' } })
    expect(status.code).toBe(codes.UNAUTHENTICATED)
    expect(read).not.toHaveBeenCalled()
  })

  it('that comes after the deadline changes nothing', async () => {
    const { sendBytes, call, contents, token, folder } = await openGrpc()
    const before = contents()
    const { path, message } = requestOf('createServiceAccount', { folderId: folder.id, name: 'robot' })
    const [late, ended] = [deferred(), deferred()]
    const parts = (async function* send() {
      await late.promise
      yield message
      ended.resolve()
    })()
    const metadata = { authorization: `Bearer ${token}`, 'grpc-timeout': '20m' }
    expect((await sendBytes(path, parts, { metadata })).status.code).toBe(codes.DEADLINE_EXCEEDED)
    late.resolve()
    await ended.promise
    // Takes longer than what the message could begin.
    await call('createServiceAccount', { folderId: folder.id, name: '' })
    expect(contents()).toBe(before)
  })
})
