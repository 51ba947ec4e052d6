import { useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useMemo } from 'react'

import type { Messages } from '#console/i18n/en.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { serviceAccountQueries } from '#console/service-accounts/queries.ts'
import { sessionQueries } from '#console/sign-in/queries.ts'
import { nameOrId } from '#console/ui/text/visible.ts'
import type { ServiceAccount } from '#contract/service-account.ts'
import type { Session } from '#contract/session.ts'

/** Names by id. */
export type SubjectNames = Readonly<Record<string, string>>

/** What whoever is signed in is called. */
export const myName = (m: Messages, { type, name }: Session['subject']): string =>
  type === 'administrator' ? m.session.administrator : name

const namesOf = (accounts: readonly UseQueryResult<ServiceAccount>[]): SubjectNames =>
  Object.fromEntries(accounts.flatMap(({ data }) => (data === undefined ? [] : [[data.id, nameOrId(data)]])))

/**
 * The names of these subjects as far as they are known, for searching and sorting. Asks for none: the cells that show
 * them do, and in a list of thousands not everybody's name is worth a request.
 */
export const useSubjectNames = (ids: readonly string[]): SubjectNames => {
  const m = useMessages()
  const mine = useQuery(sessionQueries.current()).data?.subject
  const names = useQueries({
    queries: ids.map((id) => ({ ...serviceAccountQueries.one(id), enabled: false })),
    combine: namesOf,
  })
  return useMemo(() => (mine === undefined ? names : { ...names, [mine.id]: myName(m, mine) }), [m, names, mine])
}
