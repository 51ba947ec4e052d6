import Box from '@mui/material/Box'
import Dialog from '@mui/material/Dialog'
import DialogTitle from '@mui/material/DialogTitle'
import { type ReactNode, type SubmitEvent, useId } from 'react'

import { Announcer } from '../page/announcer.tsx'

interface FormFrameProps {
  readonly title: string
  readonly onSubmit: () => void
  /** Escape, or a click outside. */
  readonly onClose: () => void
  /** `DialogContent`, which scrolls, and what stays in view below it. */
  readonly children: ReactNode
}

/** A form as a dialog. */
export const FormFrame = ({ title, onSubmit, onClose, children }: FormFrameProps) => {
  const titleId = useId()
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    // React passes the event on to the form that opened this dialog.
    event.stopPropagation()
    onSubmit()
  }
  return (
    <Dialog open onClose={onClose} aria-labelledby={titleId}>
      <Announcer />
      <Box
        component="form"
        noValidate
        onSubmit={submit}
        sx={{ display: 'flex', flexDirection: 'column', minHeight: 0, flex: 1 }}
      >
        <DialogTitle id={titleId}>{title}</DialogTitle>
        {children}
      </Box>
    </Dialog>
  )
}
