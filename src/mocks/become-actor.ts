import { createIamTokenForServiceAccount } from '#contract/iam-token.ts'
import { listServiceAccounts } from '#contract/service-account.ts'
import { createSession, getSession } from '#contract/session.ts'
import { administrator } from '#server/access/actor.ts'
import { demoActors } from '#server/installation/demo-data.ts'
import { mockAdministratorToken } from './actors.ts'

/** Names of the identities that the mock offers, the administrator first. */
export const actors: readonly string[] = [administrator.name, ...demoActors.names]

const json = { 'content-type': 'application/json' }
const asAdministrator = { ...json, authorization: `Bearer ${mockAdministratorToken}` }

const fetchJson = async (url: string, init?: RequestInit): Promise<unknown> => {
  const response = await fetch(url, init)
  if (!response.ok) throw new Error(`${url} returned ${response.status}`)
  return response.json()
}

/** Name of the signed-in subject, if any. */
export const currentActor = async (): Promise<string | undefined> => {
  const session = await fetchJson(getSession.path).catch(() => undefined)
  return session === undefined ? undefined : getSession.response.parse(session).subject.name
}

/** Signs in as one of the {@link actors} with its token. */
export const becomeActor = async (name: string): Promise<void> => {
  const token = name === administrator.name ? mockAdministratorToken : await tokenOf(name)
  await fetchJson(createSession.path, { method: 'POST', headers: json, body: JSON.stringify({ token }) })
}

const tokenOf = async (name: string): Promise<string> => {
  const query = new URLSearchParams({ folderId: demoActors.folderId, filter: `name = "${name}"` })
  const found = await fetchJson(`${listServiceAccounts.path}?${query}`, { headers: asAdministrator })
  const [account] = listServiceAccounts.response.parse(found).serviceAccounts
  const body = JSON.stringify({ serviceAccountId: account?.id ?? '' })
  const created = await fetchJson(createIamTokenForServiceAccount.path, {
    method: 'POST',
    headers: asAdministrator,
    body,
  })
  return createIamTokenForServiceAccount.response.parse(created).iamToken
}
