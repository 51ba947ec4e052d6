import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'

import { useMessages } from '#console/i18n/i18n.ts'
import { CopyButton } from './copy-button.tsx'

/** An id in code type, with its copy button. `what` names it there: `key ID`. */
export const Identifier = ({ id, what }: { readonly id: string; readonly what: string }) => {
  const m = useMessages()
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5, maxWidth: '100%' }}>
      <Typography variant="code" sx={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>
        {id}
      </Typography>
      <CopyButton text={id} label={m.action.copy(what)} copied={m.action.copied} />
    </Box>
  )
}
