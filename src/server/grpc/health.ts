import { Code, ConnectError, type ConnectRouter } from '@connectrpc/connect'

import type { Store } from '../store/store.ts'
import { jsonOf, messageOf, methodNamed, registry } from './registry.ts'

const check = methodNamed('grpc.health.v1.Health', 'Check', 'unary')

/** Routes the health check, the counterpart of `/readyz`. */
export const routeHealth = (router: ConnectRouter, store: Pick<Store, 'ping'>): void => {
  router.rpc(check, async (message) => {
    const { service } = jsonOf(check.input, message)
    if (typeof service === 'string' && registry.getService(service) === undefined) {
      throw new ConnectError('No such service', Code.NotFound)
    }
    const status = await store.ping().then(
      () => 'SERVING',
      () => 'NOT_SERVING',
    )
    return messageOf(check.output, { status })
  })
}
