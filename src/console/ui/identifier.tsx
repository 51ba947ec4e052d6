import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'

import { useMessages } from '#console/i18n/i18n.ts'
import { CopyButton } from './copy-button.tsx'

/** An id in code type, with its copy button; `copy` names that: `Copy key ID`. */
export const Identifier = ({ id, copy }: { readonly id: string; readonly copy: string }) => {
  const m = useMessages()
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5, maxWidth: '100%' }}>
      <Typography variant="code" sx={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>
        {id}
      </Typography>
      <CopyButton text={id} label={copy} copied={m.action.copied} />
    </Box>
  )
}
