import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Tabs from '@mui/material/Tabs'
import Box from '@mui/material/Box'
import { useId, useState } from 'react'

import { useMessages } from '#console/i18n/i18n.ts'
import { Announcer } from '#console/ui/page/announcer.tsx'
import { Button } from '#console/ui/page/button.tsx'
import { Tab } from '#console/ui/page/tab.tsx'
import { ResourceName } from '#console/ui/text/resource-name.tsx'
import { CodePanel } from './code-panel.tsx'
import type { CodeRequest, Note } from './request.ts'

export interface CodeAction {
  readonly label: string
  readonly request: CodeRequest
  readonly note?: Note
}

interface CodeDialogProps {
  /** The resource that the code is about. */
  readonly name: string
  readonly actions: readonly [CodeAction, ...CodeAction[]]
  readonly onClose: () => void
}

/** Actions on a resource, as code. */
export const CodeDialog = ({ name, actions, onClose }: CodeDialogProps) => {
  const m = useMessages()
  const id = useId()
  const [at, setAt] = useState(0)
  const { request, note } = actions[at] ?? actions[0]
  const panel = <CodePanel request={request} {...(note !== undefined && { note })} />

  return (
    <Dialog open onClose={onClose} aria-labelledby={`${id}-title`}>
      <Announcer />
      <DialogTitle id={`${id}-title`}>{m.code.show}</DialogTitle>
      <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 3 }}>
        <ResourceName>{name}</ResourceName>
        {actions.length === 1 ? (
          panel
        ) : (
          <>
            <Tabs
              value={at}
              onChange={(_, chosen: number) => setAt(chosen)}
              aria-label={m.code.action.label}
              variant="scrollable"
              allowScrollButtonsMobile
              sx={{
                minHeight: 36,
                '& button': { minHeight: 36, minWidth: 0, px: 2 },
                // Put the arrow on the side with free space.
                '& .Mui-disabled': { display: 'none' },
              }}
            >
              {actions.map(({ label }, index) => (
                <Tab key={label} label={label} id={`${id}-${index}`} aria-controls={`${id}-panel`} />
              ))}
            </Tabs>
            <Box role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${at}`} sx={{ minWidth: 0 }}>
              {panel}
            </Box>
          </>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{m.code.close}</Button>
      </DialogActions>
    </Dialog>
  )
}
