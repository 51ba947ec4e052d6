import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { CircleUserRound } from 'lucide-react'

import { errorWords } from '#console/api/error-words.ts'
import { useFormats, useMessages } from '#console/i18n/i18n.ts'
import { cloudName, upstream } from '#console/served.ts'
import { sessionQueries } from '#console/sign-in/queries.ts'
import { subjectName } from '#console/sign-in/subject-name.ts'
import { signOutChoices, useSignOut } from '#console/sign-in/use-sign-out.ts'
import { ErrorNotice } from '#console/ui/page/error-notice.tsx'
import { IconMenu } from '#console/ui/menu/icon-menu.tsx'

/** The signed-in user, the end of the session, and signing out. */
export const SessionMenu = () => {
  const m = useMessages()
  const f = useFormats()
  const { data: session } = useQuery(sessionQueries.current())
  const signOut = useSignOut()
  if (session === undefined) return null
  const name = subjectName(m, session.subject)
  return (
    <IconMenu
      label={upstream === '' ? m.session.menu(name) : m.session.cloud.menu(cloudName)}
      icon={<CircleUserRound size={18} />}
      head={
        <Box component="li" role="none" sx={{ px: 4, pt: 1, pb: 2, mb: 2, borderBottom: 1, borderColor: 'divider' }}>
          <Typography sx={{ fontWeight: 600 }}>{name}</Typography>
          {upstream !== '' && <Typography translate="no">{cloudName}</Typography>}
          <Typography variant="caption" component="p" color="textSecondary">
            {m.session.until(f.dateTime(session.expiresAt))}
          </Typography>
          {signOut.error && (
            <Box sx={{ pt: 2, maxWidth: 320 }}>
              <ErrorNotice {...errorWords(m, signOut.error)} />
            </Box>
          )}
        </Box>
      }
      choices={signOutChoices(m).map(({ where, label }) => ({
        label,
        onSelect: () => signOut.mutate(where),
        staysOpen: true,
        pending: signOut.isPending && signOut.variables === where,
      }))}
    />
  )
}
