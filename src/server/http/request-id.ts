import { maskSecrets } from '../secrets/secret.ts'

const shape = /^[\w-]{8,64}$/

/** The id of a request: the client's own, or a new one. It is answered and logged, so it is nothing that opens something. */
export const requestIdOf = (headers: Headers): string => {
  const sent = headers.get('x-request-id')
  return sent !== null && shape.test(sent) && maskSecrets(sent) === sent ? sent : crypto.randomUUID()
}
