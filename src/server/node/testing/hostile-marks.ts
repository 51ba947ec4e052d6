import { newSignInCode } from '../../sessions/administrator.ts'
import type { openApp } from '../../testing/open-app.ts'
import type { Mark } from './hostile-values.ts'

/** Makes a key, an operation and all credentials but the cookie, and returns the values of their marks. */
export const makeMarks = async (
  app: Awaited<ReturnType<typeof openApp>>,
): Promise<Readonly<Record<Exclude<Mark, 'cookie'>, string>>> => {
  const account = await app.account()
  const { apiKey, secret } = await app.key(account)
  const iamToken = await app.tokenFor(account)
  // Otherwise the last use is written a second after the first use, as if a rejected request had changed it.
  await app.send('/authenticate', { headers: { authorization: `Api-Key ${secret}` } })
  await app.usage.flush()
  const operations = await app.get(`/iam/v1/serviceAccounts/${account}/operations`)
  return {
    account,
    key: apiKey.id,
    folder: app.folder.id,
    cloud: app.cloud.id,
    operation: (operations.body as { operations: { id: string }[] }).operations[0]?.id ?? '',
    adminToken: app.token,
    iamToken,
    secret,
    signInCode: await newSignInCode(app.store, app.clock.now()),
  }
}
