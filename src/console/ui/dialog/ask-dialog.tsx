import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogContentText from '@mui/material/DialogContentText'
import DialogTitle from '@mui/material/DialogTitle'
import { useId } from 'react'

import { Button } from '../page/button.tsx'
import { focusOnArrival } from '../page/focus.ts'

interface AskDialogProps {
  readonly title: string
  readonly text?: string
  /** The safe choice: focused, and the action of Escape. */
  readonly stay: string
  readonly onStay: () => void
  readonly leave: string
  readonly onLeave: () => void
}

/** Asks before something is lost. Rendered inside the dialog that it protects, so that Escape closes only this one. */
export const AskDialog = ({ title, text, stay, onStay, leave, onLeave }: AskDialogProps) => {
  const titleId = useId()
  const textId = useId()
  return (
    <Dialog
      open
      role="alertdialog"
      onClose={onStay}
      aria-labelledby={titleId}
      {...(text !== undefined && { 'aria-describedby': textId })}
      slotProps={{
        paper: {
          sx: {
            maxWidth: 420,
            height: 'auto !important',
            mx: '16px !important',
            mt: '20vh !important',
            borderRadius: 1,
          },
        },
      }}
    >
      <DialogTitle id={titleId}>{title}</DialogTitle>
      {text !== undefined && (
        <DialogContent>
          <DialogContentText id={textId}>{text}</DialogContentText>
        </DialogContent>
      )}
      <DialogActions>
        <Button color="error" onClick={onLeave}>
          {leave}
        </Button>
        <Button variant="contained" color="primary" ref={focusOnArrival} onClick={onStay}>
          {stay}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
