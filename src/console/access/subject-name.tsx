import Link from '@mui/material/Link'
import { useQuery } from '@tanstack/react-query'
import { Link as RouterLink } from 'react-router-dom'

import { paths } from '#console/app/paths.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { serviceAccountQueries } from '#console/service-accounts/queries.ts'
import { nameOrId } from '#console/ui/text/visible.ts'
import { sessionQueries } from '#console/sign-in/queries.ts'
import { subjectName } from '#console/sign-in/subject-name.ts'
import { useControlTabIndex } from '#console/ui/cell/in-grid.ts'
import { CodeText } from '#console/ui/text/code-text.tsx'

/** The name of a subject: the administrator, a service account, else the id. */
export const SubjectName = ({ id }: { readonly id: string }) => {
  const m = useMessages()
  const tabIndex = useControlTabIndex()
  const { data: session } = useQuery(sessionQueries.current())
  const mine = session?.subject.id === id
  const { data: account } = useQuery({
    ...serviceAccountQueries.one(id),
    enabled: session !== undefined && !mine,
    // Names rarely change, and an id that is not an account never becomes one.
    staleTime: 5 * 60_000,
    retryOnMount: false,
  })
  if (mine) return <span>{subjectName(m, session.subject)}</span>
  if (account === undefined) return <CodeText>{id}</CodeText>
  return (
    <Link
      component={RouterLink}
      to={paths.serviceAccount(account.folderId, account.id)}
      tabIndex={tabIndex}
      translate="no"
    >
      {nameOrId(account)}
    </Link>
  )
}
