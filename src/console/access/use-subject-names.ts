import { useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useMemo } from 'react'

import { useMessages } from '#console/i18n/i18n.ts'
import { serviceAccountQueries } from '#console/service-accounts/queries.ts'
import { sessionQueries } from '#console/sign-in/queries.ts'
import { subjectName } from '#console/sign-in/subject-name.ts'
import { nameOrId } from '#console/ui/text/visible.ts'
import type { ServiceAccount } from '#contract/service-account.ts'

/** Names by id. */
export type SubjectNames = Readonly<Record<string, string>>

const namesOf = (accounts: readonly UseQueryResult<ServiceAccount>[]): SubjectNames =>
  Object.fromEntries(accounts.flatMap(({ data }) => (data === undefined ? [] : [[data.id, nameOrId(data)]])))

/**
 * The names of these subjects that are already cached, for searching and sorting. Sends no requests: only visible cells
 * load names, because a list can have thousands.
 */
export const useSubjectNames = (ids: readonly string[]): SubjectNames => {
  const m = useMessages()
  const mine = useQuery(sessionQueries.current()).data?.subject
  const names = useQueries({
    queries: ids.map((id) => ({ ...serviceAccountQueries.one(id), enabled: false })),
    combine: namesOf,
  })
  return useMemo(
    () => (mine === undefined || mine.id === '' ? names : { ...names, [mine.id]: subjectName(m, mine) }),
    [m, names, mine],
  )
}
