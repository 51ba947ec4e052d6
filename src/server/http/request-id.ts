import { maskSecrets } from '../secrets/secret.ts'

const shape = /^[\w-]{8,64}$/

/** The client's request id, or a new one. It is returned and logged, so one that looks like a credential is replaced. */
export const requestIdFor = (headers: Headers): string => {
  const sent = headers.get('x-request-id')
  return sent !== null && shape.test(sent) && maskSecrets(sent) === sent ? sent : crypto.randomUUID()
}
