import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'

import { useMessages } from '#console/i18n/i18n.ts'
import { cloudName, createTokenCommand, upstream } from '#console/served.ts'
import { CodeText } from '#console/ui/text/code-text.tsx'
import { CopyButton } from '#console/ui/text/copy-button.tsx'

/** How to create an IAM token of the cloud behind the gateway. */
export const TokenHelp = () => {
  const m = useMessages()
  const words = m.session.cloud
  const text = createTokenCommand(upstream)
  return (
    <Box sx={{ display: 'grid', gap: 2, mb: 2 }}>
      <Typography>{words.intro(cloudName)}</Typography>
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 1,
          pl: 3,
          pr: 1,
          py: 1,
          border: 1,
          borderColor: 'divider',
          borderRadius: 1,
          bgcolor: 'action.hover',
        }}
      >
        <CodeText sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>{text}</CodeText>
        <CopyButton text={text} label={words.copyCommand} copied={words.commandCopied} />
      </Box>
      <Typography color="textSecondary">{words.json}</Typography>
    </Box>
  )
}
