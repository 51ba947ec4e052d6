import Alert from '@mui/material/Alert'
import Typography from '@mui/material/Typography'

import { useMessages } from '#console/i18n/i18n.ts'
import { Button } from '../page/button.tsx'

/** Says in a corner that a part could not be loaded, and leaves the page as it is. */
export const PartMissing = ({ onRetry }: { readonly onRetry: () => void }) => {
  const m = useMessages()
  return (
    <Alert
      severity="error"
      variant="outlined"
      sx={{
        position: 'fixed',
        zIndex: 'tooltip',
        bottom: 16,
        insetInlineStart: 16,
        maxWidth: 'min(440px, calc(100vw - 32px))',
        bgcolor: 'background.paper',
      }}
    >
      <Typography sx={{ fontWeight: 600 }}>{m.error.partMissing}</Typography>
      <Typography sx={{ mb: 2 }}>{m.error.partMissingHelp}</Typography>
      <Button size="small" onClick={onRetry} sx={{ mr: 2 }}>
        {m.action.retry}
      </Button>
      <Button size="small" onClick={() => window.location.reload()}>
        {m.action.reload}
      </Button>
    </Alert>
  )
}

/** True if a part of the console's code could not be loaded. */
export const isPartMissing = (error: unknown): boolean =>
  // Browsers have different messages for it and no code.
  error instanceof TypeError && /dynamically imported module|importing a module script/i.test(error.message)
