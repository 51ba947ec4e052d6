import { expect, it } from 'vitest'

import { openApp } from '../testing/open-app.ts'
import type { Store } from '../store/store.ts'

/** The service, and the number of its sweeps. */
const openCounted = async () => {
  let looked = 0
  const counting = (store: Store): Store => ({
    ...store,
    transaction: (work) =>
      store.transaction((tx) => {
        const sweep: Store['idempotency']['sweep'] = (...moments) => {
          looked += 1
          return tx.idempotency.sweep(...moments)
        }
        return work({ ...tx, idempotency: { ...tx.idempotency, sweep } })
      }),
  })
  return { ...(await openApp({ broken: counting })), looked: () => looked }
}

it('old responses are swept again after a minute, even if the clock is set back by a day', async () => {
  const { account, clock, looked } = await openCounted()
  await account()
  clock.setBack(24 * 60 * 60_000)
  clock.pass(60_000)
  await account()
  expect(looked()).toBe(2)
})

it('old responses are swept only by writes, once a minute', async () => {
  const { account, get, clock, looked } = await openCounted()
  await account()
  clock.pass(59_999)
  await account()
  expect(looked()).toBe(1)
  clock.pass(1)
  await get('/resource-manager/v1/clouds')
  expect(looked()).toBe(1)
  await account()
  await account()
  expect(looked()).toBe(2)
})
