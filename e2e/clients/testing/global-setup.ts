import type { TestProject } from 'vitest/node'

import { makeCertificate } from '#server/node/testing/certificate.ts'
import { buildService } from '../../service/testing/service.ts'
import { installTools, type Tools } from './install.ts'
import type { Service } from './service.ts'
import { makePlace } from './start.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    tools: Tools
    /** With TLS. */
    service: Service
  }
}

/** Installs the clients and starts the service. @returns what stops it */
export const setup = async ({ provide }: TestProject): Promise<() => Promise<void>> => {
  provide('tools', await installTools())
  const certificate = makeCertificate(['127.0.0.1'])
  const built = await buildService()
  const place = await makePlace(built, certificate)
  await place.start()
  provide('service', await place.service())
  return async () => {
    await built.remove()
    certificate.remove()
    place.remove()
  }
}
