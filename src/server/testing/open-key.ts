import { createApp } from '../app.ts'
import { openApp } from './open-app.ts'
import { authenticatePath } from '../authenticate/handler.ts'

/** Has the format of a secret, but belongs to no key. */
export const unknownSecret = `AQVN${'x'.repeat(36)}`

/** A new key, and checks of it. */
export const openKey = async (options: Parameters<typeof openApp>[0] = {}, fields: Record<string, unknown> = {}) => {
  const app = await openApp(options)
  const id = await app.account()
  const { apiKey, secret } = await app.key(id, { scopes: ['yc.postbox.send', 'yc.monitoring.read'], ...fields })
  const check = (query = '', authorization = `Api-Key ${secret}`, method = 'GET') =>
    app.send(`${authenticatePath}${query}`, { method, headers: { authorization } })
  /** Another process over the same store. */
  const openReplica = () =>
    createApp({
      store: app.store,
      usage: app.usage,
      sessions: { requireSameOrigin: () => {}, read: async () => null, start: async () => {}, end: async () => {} },
      quotas: { apiKeys: 0, serviceAccounts: 0 },
      scopes: [],
      now: app.clock.now,
      monotonic: app.clock.monotonic,
    }).fetch
  return { ...app, id, apiKey, secret, check, openReplica }
}
