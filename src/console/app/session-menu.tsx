import Divider from '@mui/material/Divider'
import MenuItem from '@mui/material/MenuItem'
import Typography from '@mui/material/Typography'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { CircleUserRound } from 'lucide-react'
import { useNavigate } from 'react-router-dom'

import { useFormats, useMessages } from '#console/i18n/i18n.ts'
import { sessionQueries, signOutMutation } from '#console/sign-in/queries.ts'
import { IconMenu } from '#console/ui/icon-menu.tsx'
import { paths } from './paths.ts'

/** Who is signed in, for how long, and the way out. */
export const SessionMenu = () => {
  const m = useMessages()
  const f = useFormats()
  const navigate = useNavigate()
  const client = useQueryClient()
  const { data: session } = useQuery(sessionQueries.current())
  const signOut = useMutation({
    ...signOutMutation(),
    onSettled: () => {
      void navigate(paths.signIn)
      client.clear()
    },
  })
  if (session === undefined) return null
  const name = session.subject.type === 'administrator' ? m.session.administrator : session.subject.name
  return (
    <IconMenu label={m.session.menu(name)} icon={<CircleUserRound size={18} />}>
      {() => [
        <Typography key="who" component="li" role="none" sx={{ px: 4, pt: 1, fontWeight: 600 }}>
          {name}
        </Typography>,
        <Typography
          key="until"
          component="li"
          role="none"
          variant="caption"
          color="textSecondary"
          sx={{ display: 'block', px: 4, pb: 2 }}
        >
          {m.session.until(f.dateTime(session.expiresAt))}
        </Typography>,
        <Divider key="line" component="li" role="none" />,
        <MenuItem key="out" disabled={signOut.isPending} onClick={() => signOut.mutate()}>
          {m.action.signOut}
        </MenuItem>,
      ]}
    </IconMenu>
  )
}
