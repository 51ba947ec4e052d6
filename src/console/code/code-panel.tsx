import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import Tabs from '@mui/material/Tabs'
import Typography from '@mui/material/Typography'
import { type KeyboardEvent, useId, useState } from 'react'
import * as z from 'zod/mini'

import { useMessages } from '#console/i18n/i18n.ts'
import { basePath, upstream } from '#console/served.ts'
import { remembered } from '#console/state/remembered.ts'
import { useStore } from '#console/state/store.ts'
import { CodeText } from '#console/ui/text/code-text.tsx'
import { CopyButton } from '#console/ui/text/copy-button.tsx'
import { Tab } from '#console/ui/page/tab.tsx'
import { equivalent, type Tool, tools } from './equivalent.ts'
import type { CodeRequest, Note } from './request.ts'

interface CodePanelProps {
  readonly request: CodeRequest
  /** A note in addition to the tool's own. */
  readonly note?: Note
}

const names = Object.entries(tools) as readonly (readonly [Tool, string])[]
// The service itself has no Lockbox: Terraform would notice only after it has created the key.
const hasLockbox = upstream !== ''
const lastTool = remembered('keyrack.tool', z.enum(Object.keys(tools) as readonly Tool[]))

// Select the code instead of the whole page.
const selectAllOfThis = (event: KeyboardEvent<HTMLElement>) => {
  if (event.code !== 'KeyA' || !(event.ctrlKey || event.metaKey)) return
  event.preventDefault()
  getSelection()?.selectAllChildren(event.currentTarget)
}

/** A request as code for each tool. The chosen tool is remembered. */
export const CodePanel = ({ request, note }: CodePanelProps) => {
  const m = useMessages()
  const id = useId()
  const tool = useStore(lastTool) ?? 'yc'
  const [lockbox, setLockbox] = useState(hasLockbox)
  const { code, notes } = equivalent(request, tool, { origin: location.origin + basePath, upstream, lockbox })
  const shownNotes = note !== undefined && code !== undefined ? [note, ...notes] : notes
  const ofKey = request.id === 'createApiKey' || request.id === 'updateApiKey'

  return (
    <Box sx={{ border: 1, borderColor: 'divider', borderRadius: 1, minWidth: 0, overflow: 'hidden' }}>
      <Box sx={{ display: 'flex', alignItems: 'center', borderBottom: 1, borderColor: 'divider', pr: 1 }}>
        <Tabs
          value={tool}
          onChange={(_, chosen: Tool) => lastTool.set(chosen)}
          aria-label={m.code.tool}
          variant="scrollable"
          scrollButtons={false}
          sx={{ flex: '1 1 auto', minHeight: 36, '& button': { minHeight: 36, minWidth: 0, px: { xs: 2, sm: 3 } } }}
        >
          {names.map(([value, name]) => (
            <Tab key={value} value={value} label={name} id={`${id}-${value}`} aria-controls={`${id}-panel`} />
          ))}
        </Tabs>
        {code !== undefined && <CopyButton text={code} label={m.code.copy} copied={m.code.copied} />}
      </Box>
      <Box role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${tool}`}>
        {code !== undefined && (
          <CodeText
            component="pre"
            role="region"
            aria-label={m.code.region(tools[tool])}
            // The code scrolls, so the keyboard must reach it.
            tabIndex={0}
            onKeyDown={selectAllOfThis}
            dir="ltr"
            sx={{
              m: 0,
              p: 3,
              overflow: 'auto',
              maxHeight: 360,
              bgcolor: 'action.hover',
              '&:focus-visible': { outline: '2px solid', outlineColor: 'primary.main', outlineOffset: -2 },
            }}
          >
            {code}
          </CodeText>
        )}
        <Box sx={{ px: 3, py: 2, display: 'flex', flexDirection: 'column', gap: 1 }}>
          {hasLockbox && tool === 'terraform' && ofKey && code !== undefined && (
            <FormControlLabel
              label={m.code.lockbox}
              // Detached from the surrounding form, which Enter would submit.
              control={<Checkbox size="small" slotProps={{ input: { form: '' } }} />}
              checked={lockbox}
              onChange={(_, checked) => setLockbox(checked)}
            />
          )}
          <Typography variant="caption" color="textSecondary">
            {shownNotes.map((one) => m.code.note[one]).join(' ')}
          </Typography>
        </Box>
      </Box>
    </Box>
  )
}
