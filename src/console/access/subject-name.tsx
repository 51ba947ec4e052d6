import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { Link as RouterLink } from 'react-router-dom'

import { paths } from '#console/app/paths.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { serviceAccountQueries } from '#console/service-accounts/queries.ts'
import { sessionQueries } from '#console/sign-in/queries.ts'
import { myName } from './use-subject-names.ts'

/** Somebody by name, as far as it can be had: the administrator, a service account, else the id. */
export const SubjectName = ({ id }: { readonly id: string }) => {
  const m = useMessages()
  const { data: session } = useQuery(sessionQueries.current())
  const mine = session?.subject.id === id
  const { data: account } = useQuery({
    ...serviceAccountQueries.one(id),
    enabled: session !== undefined && !mine,
    // Names hardly change, and an id that is no account stays none.
    staleTime: 5 * 60_000,
    retryOnMount: false,
  })
  if (mine) return myName(m, session.subject)
  if (account === undefined) return <Typography variant="code">{id}</Typography>
  return (
    <Link component={RouterLink} to={paths.serviceAccount(account.folderId, account.id)}>
      {account.name}
    </Link>
  )
}
