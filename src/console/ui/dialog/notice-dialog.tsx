import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogContentText from '@mui/material/DialogContentText'
import DialogTitle from '@mui/material/DialogTitle'
import { useId } from 'react'

import { Button } from '../page/button.tsx'
import { focusOnArrival } from '../page/focus.ts'

interface NoticeDialogProps {
  readonly title: string
  readonly text: string
  readonly closeLabel: string
  readonly onClose: () => void
}

/** Says that there is nothing left to do in a dialog. */
export const NoticeDialog = ({ title, text, closeLabel, onClose }: NoticeDialogProps) => {
  const titleId = useId()
  const textId = useId()
  return (
    <Dialog
      open
      role="alertdialog"
      transitionDuration={0}
      onClose={onClose}
      aria-labelledby={titleId}
      aria-describedby={textId}
    >
      <DialogTitle id={titleId}>{title}</DialogTitle>
      <DialogContent>
        <DialogContentText id={textId}>{text}</DialogContentText>
      </DialogContent>
      <DialogActions>
        <Button variant="contained" color="primary" ref={focusOnArrival} onClick={onClose}>
          {closeLabel}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
