import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { TestCertificate } from '#server/node/testing/certificate.ts'
import { freePort } from '#server/node/testing/free-port.ts'
import type { BuiltService, TestService } from '../../service/testing/service.ts'
import { rest, type Service } from './service.ts'

/** A data folder and an address. Processes can be started there one after another. */
export interface Place {
  readonly start: () => Promise<TestService>
  /** The running service. */
  readonly service: () => Promise<Service>
  readonly remove: () => void
}

/**
 * @param certificate without it, the service speaks plaintext
 * @param advertised the address of a proxy
 */
export const makePlace = async (
  built: BuiltService,
  certificate?: TestCertificate,
  advertised?: string,
): Promise<Place> => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'keyrack-clients-'))
  const port = await freePort()
  const address = `127.0.0.1:${port}`
  const { certificateFile = '', keyFile = '', pem = '' } = certificate ?? {}
  const server = {
    address,
    origin: `${certificate === undefined ? 'http' : 'https'}://${address}`,
    ...(certificate && { certificate: pem, certificateFile }),
  }
  return {
    start: () =>
      built.start({
        PORT: String(port),
        KEYRACK_DATA_DIR: dataFolder,
        ...(advertised !== undefined && { KEYRACK_ADVERTISED_ADDRESS: advertised }),
        ...(certificate && { KEYRACK_TLS_CERT: certificateFile, KEYRACK_TLS_KEY: keyFile }),
      }),
    service: async () => {
      const { clouds } = await rest<{ clouds: { id: string }[] }>(server, '/resource-manager/v1/clouds')
      const path = `/resource-manager/v1/folders?cloudId=${clouds[0]?.id}`
      const { folders } = await rest<{ folders: { id: string }[] }>(server, path)
      return { ...server, folderId: folders[0]?.id ?? '' }
    },
    remove: () => rmSync(dataFolder, { recursive: true }),
  }
}
