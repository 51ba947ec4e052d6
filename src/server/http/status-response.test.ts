import { describe, expect, it } from 'vitest'

import { openApp, refused } from '../testing/open-app.ts'
import { StatusError, validationFailed } from '../messages/status-error.ts'
import { type Store, UnavailableError } from '../store/store.ts'

const failing = (error: Error) => {
  const fail = async () => {
    throw error
  }
  return (store: Store): Store => ({ ...store, clouds: { ...store.clouds, list: fail }, transaction: fail })
}

describe('500', () => {
  const error = new Error('password=hunter2 is wrong for host db.internal')

  it('is returned for unexpected errors, whose details are only logged', async () => {
    const { get, logged } = await openApp({ broken: failing(error) })
    const { status, body, headers } = await get('/resource-manager/v1/clouds')
    const requestId = headers.get('x-request-id')
    expect(status).toBe(500)
    expect(body).toEqual({
      code: 13,
      message: 'Internal error',
      details: [{ '@type': 'type.googleapis.com/google.rpc.RequestInfo', requestId }],
    })
    expect(logged).toEqual([
      { fields: { err: error, requestId, path: '/resource-manager/v1/clouds' }, message: 'request failed' },
    ])
  })

  it('is returned for writes too', async () => {
    const { post, folder } = await openApp({ broken: failing(error) })
    const answer = await post('/iam/v1/serviceAccounts', { folderId: folder.id, name: 'robot' })
    expect(answer.body).toMatchObject({ code: 13, message: 'Internal error' })
  })
})

describe('503', () => {
  const broken = failing(new UnavailableError('connect ECONNREFUSED 10.0.0.5:5432'))

  it.each([
    ['read', 'GET', '/resource-manager/v1/clouds'],
    ['write', 'DELETE', '/iam/v1/apiKeys/ajenone'],
  ])('is returned for a %s when the store is unreachable, with a retry delay', async (_, method, path) => {
    const { send, token, logged } = await openApp({ broken })
    const { status, body, text } = await send(path, { method, headers: { authorization: `Bearer ${token}` } })
    expect(status).toBe(503)
    expect(body).toMatchObject({
      code: 14,
      message: 'The database cannot be reached. Try again shortly.',
      details: [
        { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '1s' },
        { '@type': 'type.googleapis.com/google.rpc.RequestInfo' },
      ],
    })
    expect(text).not.toContain('10.0.0.5')
    expect(logged).toHaveLength(1)
  })

  it('is returned for sign-in too, instead of rejecting the token', async () => {
    const gone = async () => {
      throw new UnavailableError('gone')
    }
    const { send, token } = await openApp({
      broken: (store) => ({ ...store, settings: { ...store.settings, get: gone } }),
    })
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify({ token })
    expect((await send('/keyrack/v1/session', { method: 'POST', headers, body })).status).toBe(503)
    expect((await send('/iam/v1/apiKeys', { headers: { authorization: `Bearer ${token}` } })).status).toBe(503)
  })
})

describe('a rejection', () => {
  it('is not logged as an error', async () => {
    const { get, logged } = await openApp()
    await get('/iam/v1/apiKeys')
    await get('/iam/v1/apiKeys/ajenone')
    expect(logged).toEqual([])
  })

  it('has the HTTP status of its code, unless HTTP has a more specific one', () => {
    expect(new StatusError('ABORTED', '').http).toBe(409)
    expect(new StatusError('INVALID_ARGUMENT', '', [], 413).http).toBe(413)
  })

  it('quotes at most 100 characters of what was sent', async () => {
    const { send } = await openApp()
    const body = JSON.stringify({ ['x/'.repeat(200_000)]: 1, ['eyJ'.repeat(100_000)]: 1 })
    const headers = { 'content-type': 'application/json' }
    const answer = await send('/keyrack/v1/session', { method: 'POST', headers, body })
    expect(refused(answer)).toEqual({ [`${'x/'.repeat(50)}…`]: 'Unknown field', '****…': 'Unknown field' })
    const { body: status } = await send(`/${'x/'.repeat(7000)}`)
    expect(status).toMatchObject({ message: `No such method: GET /${'x/'.repeat(49)}x…` })
  })

  it('has one line for each invalid field', () => {
    const error = validationFailed([
      { field: 'cloud_id', description: 'Field is required' },
      { field: 'page_size', description: 'Must be at least 0' },
    ])
    expect(error.message).toBe('Validation failed:\n  - cloud_id: Field is required\n  - page_size: Must be at least 0')
  })
})
