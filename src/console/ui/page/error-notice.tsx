import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'

import { useMessages } from '#console/i18n/i18n.ts'
import { Button } from './button.tsx'
import { CodeText } from '../text/code-text.tsx'
import { CopyButton } from '../text/copy-button.tsx'

interface ErrorNoticeProps {
  readonly what: string
  readonly todo: string
  /** '' without one. */
  readonly requestId: string
  readonly severity?: 'error' | 'warning'
  readonly onRetry?: () => void
}

/** An error: what happened, what to do, and the request id. */
export const ErrorNotice = ({ what, todo, requestId, severity = 'error', onRetry }: ErrorNoticeProps) => {
  const m = useMessages()
  return (
    <Alert
      severity={severity}
      variant="outlined"
      action={
        onRetry && (
          <Button size="small" onClick={onRetry}>
            {m.action.retry}
          </Button>
        )
      }
    >
      <Typography sx={{ fontWeight: 600 }}>{what}</Typography>
      <Typography sx={{ overflowWrap: 'anywhere', whiteSpace: 'pre-line' }}>{todo}</Typography>
      {requestId !== '' && (
        <Box sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', columnGap: 1, mt: 0.5 }}>
          <Typography variant="caption" color="textSecondary">
            {m.error.requestId}
          </Typography>
          <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, minWidth: 0 }}>
            <CodeText sx={{ overflowWrap: 'anywhere' }}>{requestId}</CodeText>
            <CopyButton text={requestId} label={m.error.copyRequestId} copied={m.action.copied} />
          </Box>
        </Box>
      )}
    </Alert>
  )
}
