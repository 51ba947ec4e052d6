import * as http from 'node:http'
import * as https from 'node:https'
import { text } from 'node:stream/consumers'

import { administratorToken } from '../../service/testing/service.ts'

/** A running service. */
export interface Service {
  readonly origin: string
  /** Host and port. */
  readonly address: string
  /** Both are absent without TLS. */
  readonly certificate?: string
  readonly certificateFile?: string
  readonly folderId: string
}

interface Request {
  readonly method?: string
  readonly body?: object
  readonly authorization?: string
}

/** Sends a request over REST. @throws Error with the response unless it is 200 */
export const rest = async <T = Record<string, unknown>>(
  { origin, certificate }: Pick<Service, 'origin' | 'certificate'>,
  path: string,
  { method = 'GET', body, authorization = `Bearer ${administratorToken}` }: Request = {},
): Promise<T> => {
  const { request } = origin.startsWith('https') ? https : http
  const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
    const headers = { authorization, 'content-type': 'application/json' }
    request(origin + path, { method, headers, ca: certificate, agent: false }, resolve)
      .once('error', reject)
      .end(body && JSON.stringify(body))
  })
  const content = await text(response)
  if (response.statusCode !== 200) throw new Error(`${response.statusCode} ${content}`)
  return (content === '' ? {} : JSON.parse(content)) as T
}

/** The variables that the examples of the documentation read. */
export const variables = ({ address, folderId, certificateFile }: Service): Record<string, string> => ({
  YC_ENDPOINT: address,
  YC_TOKEN: administratorToken,
  YC_FOLDER_ID: folderId,
  ...(certificateFile !== undefined && {
    SSL_CERT_FILE: certificateFile,
    GRPC_DEFAULT_SSL_ROOTS_FILE_PATH: certificateFile,
  }),
})

let accounts = 0
/** A name that no other account has. */
export const newName = (): string => `robot-${process.pid}-${(accounts += 1)}`

/** A new account. @returns its ID */
export const createAccount = async (service: Service, name = newName()): Promise<string> => {
  const body = { folderId: service.folderId, name }
  const { response } = await rest<{ response: { id: string } }>(service, '/iam/v1/serviceAccounts', {
    method: 'POST',
    body,
  })
  return response.id
}

export interface Key {
  readonly id: string
  readonly description?: string
  readonly scopes: readonly string[]
  readonly expiresAt?: string
}

export const listKeys = async (service: Service, serviceAccountId: string): Promise<readonly Key[]> => {
  const path = `/iam/v1/apiKeys?serviceAccountId=${serviceAccountId}&pageSize=1000`
  return (await rest<{ apiKeys?: Key[] }>(service, path)).apiKeys ?? []
}

/** Checks a secret as a proxy would. @throws Error if it is not accepted */
export const authenticate = (service: Service, secret: string, scope: string) =>
  rest(service, `/authenticate?scope=${scope}`, { authorization: `Api-Key ${secret}` })

/**
 * Finds a key by the ID and the secret that an example printed.
 * @throws Error if the service does not accept the secret
 */
export const printedKey = async (service: Service, serviceAccountId: string, printed: string) => {
  const [id = '', secret = ''] = printed.trimEnd().split(' ')
  await authenticate(service, secret, 'yc.postbox.send')
  return (await listKeys(service, serviceAccountId)).find((key) => key.id === id)
}
