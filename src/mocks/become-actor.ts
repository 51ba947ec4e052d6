import { createIamTokenForServiceAccount } from '#contract/iam-token.ts'
import { listServiceAccounts } from '#contract/service-account.ts'
import { createSession, getSession } from '#contract/session.ts'
import { administrator } from '#server/access/actor.ts'
import { demoActors } from '#server/installation/demo-data.ts'
import { mockAdministratorToken } from './actors.ts'

/** As whom the mock can be looked at: by name, the administrator first. */
export const actors: readonly string[] = [administrator.name, ...demoActors.names]

const json = { 'content-type': 'application/json' }
const asAdministrator = { ...json, authorization: `Bearer ${mockAdministratorToken}` }

const ask = async (url: string, init?: RequestInit): Promise<unknown> => {
  const response = await fetch(url, init)
  if (!response.ok) throw new Error(`${url} answered ${response.status}`)
  return response.json()
}

/** The name of who is signed in; undefined for nobody. */
export const currentActor = async (): Promise<string | undefined> => {
  const answer = await ask(getSession.path).catch(() => undefined)
  return answer === undefined ? undefined : getSession.response.parse(answer).subject.name
}

/** Signs in as one of the {@link actors}, the way a program would: with a token of its own. */
export const becomeActor = async (name: string): Promise<void> => {
  const token = name === administrator.name ? mockAdministratorToken : await tokenOf(name)
  await ask(createSession.path, { method: 'POST', headers: json, body: JSON.stringify({ token }) })
}

const tokenOf = async (name: string): Promise<string> => {
  const query = new URLSearchParams({ folderId: demoActors.folderId, filter: `name = "${name}"` })
  const found = await ask(`${listServiceAccounts.path}?${query}`, { headers: asAdministrator })
  const [account] = listServiceAccounts.response.parse(found).serviceAccounts
  const body = JSON.stringify({ serviceAccountId: account?.id ?? '' })
  const made = await ask(createIamTokenForServiceAccount.path, { method: 'POST', headers: asAdministrator, body })
  return createIamTokenForServiceAccount.response.parse(made).iamToken
}
