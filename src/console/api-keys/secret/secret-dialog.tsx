import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import FormControlLabel from '@mui/material/FormControlLabel'
import Menu from '@mui/material/Menu'
import { ChevronDown, Download } from 'lucide-react'
import { useCallback, useId, useState } from 'react'

import { useMessages } from '#console/i18n/i18n.ts'
import { announce, Announcement, Announcer } from '#console/ui/page/announcer.tsx'
import { AskDialog } from '#console/ui/dialog/ask-dialog.tsx'
import { Boundary } from '#console/ui/dialog/boundary.tsx'
import { Button } from '#console/ui/page/button.tsx'
import { focusOnArrival } from '#console/ui/page/focus.ts'
import { MenuItem } from '#console/ui/menu/menu-item.tsx'
import { PlainSecret } from './plain-secret.tsx'
import type { CreatedApiKey } from '../queries.ts'
import { SecretFields } from './secret-fields.tsx'
import { download, secretFiles } from './secret-files.ts'
import { useSecretGuard } from './use-secret-guard.ts'

interface SecretDialogProps {
  readonly created: CreatedApiKey
  /** @param saved false when the user leaves without the secret */
  readonly onClose: (saved: boolean) => void
}

/** The second step: shows the secret once. An error boundary keeps the secret on screen if the dialog crashes. */
export const SecretDialog = (props: SecretDialogProps) => (
  <Boundary renderFallback={() => <PlainSecret {...props} />}>
    <FullDialog {...props} />
  </Boundary>
)

/** Asks before an unsaved secret is lost, however the user leaves. */
const FullDialog = ({ created, onClose }: SecretDialogProps) => {
  const m = useMessages()
  const words = m.apiKeys.secret
  const titleId = useId()
  const alertId = useId()
  const [saved, setSaved] = useState(false)
  const [ticked, setTicked] = useState(false)
  const [asking, setAsking] = useState(false)
  const [files, setFiles] = useState<HTMLElement | null>(null)
  const safe = saved || ticked

  const tryToClose = useCallback(() => {
    if (safe) onClose(true)
    else setAsking(true)
  }, [safe, onClose])
  useSecretGuard({ safe, onStopped: tryToClose, drop: useCallback(() => onClose(safe), [safe, onClose]) })

  return (
    // No transition, because it replaces the form in place.
    <Dialog open transitionDuration={0} onClose={tryToClose} aria-labelledby={titleId} aria-describedby={alertId}>
      <Announcer />
      <Announcement text={words.ready} />
      <DialogTitle id={titleId} ref={focusOnArrival} tabIndex={-1} sx={{ outline: 0 }}>
        {words.title}
      </DialogTitle>
      <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 4 }}>
        <Alert id={alertId} severity="warning" variant="outlined">
          {words.once}
        </Alert>
        <SecretFields created={created} onCopied={() => setSaved(true)} />
        <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 4, rowGap: 1 }}>
          <Button
            startIcon={<Download size={16} />}
            endIcon={<ChevronDown size={14} />}
            aria-haspopup="menu"
            aria-expanded={files !== null}
            onClick={(event) => setFiles(event.currentTarget)}
          >
            {words.download}
          </Button>
          <FormControlLabel
            control={<Checkbox size="small" checked={ticked} onChange={(_, checked) => setTicked(checked)} />}
            label={words.saved}
          />
        </Box>
        {files !== null && (
          <Menu open anchorEl={files} onClose={() => setFiles(null)}>
            {secretFiles.map((file) => (
              <MenuItem
                key={file.name}
                onClick={() => {
                  setFiles(null)
                  download(file, created)
                  setSaved(true)
                  announce(words.downloaded)
                }}
              >
                {file.name}
              </MenuItem>
            ))}
          </Menu>
        )}
      </DialogContent>
      <DialogActions>
        <Button variant="contained" color="primary" onClick={tryToClose}>
          {m.action.done}
        </Button>
      </DialogActions>
      {asking && (
        <AskDialog
          title={words.leaveTitle}
          text={words.leave}
          stay={words.stay}
          onStay={() => setAsking(false)}
          leave={words.leaveAnyway}
          onLeave={() => onClose(false)}
        />
      )}
    </Dialog>
  )
}
