import Box from '@mui/material/Box'
import Dialog from '@mui/material/Dialog'
import IconButton from '@mui/material/IconButton'
import InputBase from '@mui/material/InputBase'
import Typography from '@mui/material/Typography'
import { visuallyHidden } from '@mui/utils'
import { Search, X } from 'lucide-react'
import { type ClipboardEvent, type KeyboardEvent, useEffect, useEffectEvent, useId, useState } from 'react'

import { errorWords } from '#console/api/error-words.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { announce, Announcer } from '#console/ui/page/announcer.tsx'
import { ProgressBar } from '#console/ui/loading/progress-bar.tsx'
import { ErrorNotice } from '#console/ui/page/error-notice.tsx'
import { focusOnArrival } from '#console/ui/page/focus.ts'
import { useDelayed } from '#console/ui/loading/use-delayed.ts'
import { useMedia } from '#console/ui/page/use-media.ts'
import type { Entry } from './entry.ts'
import { PaletteList } from './palette-list.tsx'
import { rememberRecent } from './recent.ts'
import type { Found } from './use-found.ts'

const announcedAfterMilliseconds = 500

interface PaletteDialogProps {
  readonly search: string
  readonly onSearch: (search: string) => void
  readonly onPaste: (event: ClipboardEvent) => void
  readonly found: Found
  /** A remark about pasted text, '' without one. */
  readonly note: string
  readonly onClose: () => void
}

/** The search field and its results. Focus stays in the field, and the arrow keys move through the list. */
export const PaletteDialog = ({ search, onSearch, onPaste, found, note, onClose }: PaletteDialogProps) => {
  const m = useMessages()
  const titleId = useId()
  const listId = useId()
  const [chosen, setChosen] = useState('')
  // The placeholder names all that can be searched for, and would be cut.
  const narrow = useMedia('(max-width: 599.95px)')
  const entries = found.groups.flatMap((group) => group.entries)
  const active = entries.find(({ id }) => id === chosen) ?? entries[0]
  const optionId = (id: string) => `${listId}-${id}`
  const isEmpty = entries.length === 0 && found.busy === '' && found.missing === null && !found.error

  useEffect(() => {
    if (search === '' || found.busy !== '') return
    const timer = setTimeout(() => announce(m.palette.found(entries.length)), announcedAfterMilliseconds)
    return () => clearTimeout(timer)
  }, [m, search, found.busy, entries.length])
  const slow = useDelayed(found.busy !== '')
  useEffect(() => {
    if (note !== '') announce(note)
  }, [note])
  // Announce the start only: each step would be too much.
  const busy = found.busy !== ''
  const sayBusy = useEffectEvent(() => announce(found.busy))
  useEffect(() => {
    if (busy) sayBusy()
  }, [busy])

  const run = (entry: Entry) => {
    if (!entry.passing) rememberRecent(entry.id)
    if (!entry.stays) onClose()
    entry.run()
  }

  const move = (steps: number) => {
    const at = active ? entries.indexOf(active) : -1
    const next = entries[(at + steps + entries.length) % entries.length]
    if (next === undefined) return
    setChosen(next.id)
    document.getElementById(optionId(next.id))?.scrollIntoView({ block: 'nearest' })
  }

  const onKeyDown = (event: KeyboardEvent) => {
    // During composition, the input method handles Enter and the arrows.
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') move(1)
    else if (event.key === 'ArrowUp') move(-1)
    else if (event.key === 'Enter') {
      if (active) run(active)
    } else return
    event.preventDefault()
  }

  return (
    <Dialog open onClose={onClose} aria-labelledby={titleId} slotProps={{ paper: { sx: { overflow: 'hidden' } } }}>
      <Announcer />
      <Box component="h2" id={titleId} sx={visuallyHidden}>
        {m.palette.title}
      </Box>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 3, pl: 4, pr: 2, height: 48, flex: 'none' }}>
        <Search size={18} aria-hidden style={{ flex: 'none' }} />
        <InputBase
          fullWidth
          inputRef={focusOnArrival}
          value={search}
          placeholder={narrow ? m.palette.title : m.palette.placeholder}
          onChange={(event) => {
            setChosen('')
            onSearch(event.target.value)
          }}
          onPaste={onPaste}
          onKeyDown={onKeyDown}
          sx={{ fontSize: '1rem', '& input': { textOverflow: 'ellipsis' } }}
          inputProps={{
            role: 'combobox',
            'aria-label': m.palette.title,
            'aria-autocomplete': 'list',
            'aria-expanded': entries.length > 0,
            'aria-controls': listId,
            ...(active && { 'aria-activedescendant': optionId(active.id) }),
            maxLength: 200,
            autoComplete: 'off',
            autoCapitalize: 'none',
            spellCheck: false,
          }}
        />
        <IconButton size="small" aria-label={m.palette.close} onClick={onClose}>
          <X size={18} />
        </IconButton>
      </Box>
      <Box
        sx={{ borderTop: 1, borderColor: 'divider', position: 'relative', overflowY: 'auto', maxHeight: { sm: 440 } }}
      >
        {slow && (
          <Box sx={{ position: 'absolute', insetInline: 0, top: 0 }}>
            <ProgressBar label={found.busy} />
          </Box>
        )}
        {note !== '' && <Note text={note} />}
        <PaletteList
          id={listId}
          label={m.palette.title}
          groups={found.groups}
          optionId={optionId}
          active={active}
          onActive={setChosen}
          onRun={run}
        />
        {isEmpty && (
          <Box sx={{ px: 4, py: 6, textAlign: 'center' }}>
            <Typography sx={{ fontWeight: 600 }}>{m.palette.nothing}</Typography>
            <Typography color="textSecondary">{m.palette.nothingHelp}</Typography>
          </Box>
        )}
        {found.busy !== '' && <Note text={found.busy} />}
        {found.missing && (
          <Box sx={{ p: 2 }}>
            <ErrorNotice
              {...errorWords(m, found.missing.error, 'iam.viewer')}
              what={found.missing.what}
              severity="warning"
              onRetry={found.missing.retry}
            />
          </Box>
        )}
        {found.error && (
          <Box sx={{ p: 2 }}>
            <ErrorNotice {...errorWords(m, found.error, 'iam.viewer')} severity="warning" />
          </Box>
        )}
      </Box>
    </Dialog>
  )
}

const Note = ({ text }: { readonly text: string }) => (
  <Typography variant="caption" component="p" color="textSecondary" sx={{ px: 4, py: 2 }}>
    {text}
  </Typography>
)
