import { randomBytes } from 'node:crypto'

import type { Logger } from 'pino'

import { createGateway } from '../gateway/gateway.ts'
import type { Config } from './settings.ts'
import { prometheusMetrics } from './metrics.ts'
import type { Backend } from './open-service.ts'
import { keyFromSecret } from './session-key.ts'

/** The gateway to a cloud. It opens no store and writes no files. */
export const openGateway = (upstream: string, config: Config, log: Logger): Backend => {
  const { KEYRACK_SESSION_SECRET: secret, KEYRACK_BASE_PATH: basePath } = config
  const { metrics, withMetrics } = prometheusMetrics()
  const key = secret === undefined ? randomBytes(32) : keyFromSecret(secret)
  return {
    fetch: withMetrics(createGateway({ upstream, key, path: basePath || '/', log, metrics })),
    announce: async () => [
      `The API is that of ${upstream}`,
      ...(secret === undefined
        ? ['KEYRACK_SESSION_SECRET is not set: a restart signs everybody out, and several replicas need it']
        : []),
    ],
    close: async () => {},
  }
}
