import { describe, expect, it } from 'vitest'

import { openApp } from '../testing/open-app.ts'
import { type Store, UnavailableError } from '../store/store.ts'

const down = { broken: (store: Store) => ({ ...store, ping: refuse }) }
const refuse = () => Promise.reject(new UnavailableError('down'))

describe('/healthz', () => {
  it('200: even when the database is down', async () => {
    const { send } = await openApp(down)
    expect(await send('/healthz')).toMatchObject({ status: 200, text: 'ok\n' })
  })
})

describe('/readyz', () => {
  it('200: the database is reachable', async () => {
    const { send } = await openApp()
    expect(await send('/readyz')).toMatchObject({ status: 200, text: 'ok\n' })
  })

  it('503: the database is unreachable', async () => {
    const { send } = await openApp(down)
    expect(await send('/readyz')).toMatchObject({ status: 503, body: { code: 14 } })
  })
})
