import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { Search as SearchIcon } from 'lucide-react'
import { useEffect, useState } from 'react'

import { useMessages } from '#console/i18n/i18n.ts'
import { onDemand } from '#console/ui/on-demand.ts'
import { lastFolder } from './last-folder.ts'
import { usePages } from './pages.ts'

const Palette = onDemand(async () => (await import('#console/palette/palette.tsx')).Palette)

const isMac = /Mac|iP(hone|ad)/.test(navigator.userAgent)

// The key of the letter K too, where the layout has no Latin letters.
const isShortcut = ({ key, code, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent) =>
  (isMac ? metaKey && !ctrlKey : ctrlKey && !metaKey) &&
  !altKey &&
  !shiftKey &&
  (key.toLowerCase() === 'k' || (key > '\u007F' && code === 'KeyK'))

// What stands over the page hides it from assistive technology, and may guard something that is not saved.
const isCovered = () => document.getElementById('root')?.getAttribute('aria-hidden') === 'true'

/** Opens the search for everything, by its button or by Ctrl+K anywhere. */
export const Search = ({ folderId }: { readonly folderId: string | undefined }) => {
  const m = useMessages()
  const pages = usePages(folderId)
  const [open, setOpen] = useState(false)

  useEffect(() => {
    const toggle = (event: KeyboardEvent) => {
      if (!isShortcut(event) || (!open && isCovered())) return
      event.preventDefault()
      setOpen(!open)
    }
    window.addEventListener('keydown', toggle)
    return () => window.removeEventListener('keydown', toggle)
  }, [open])

  return (
    <>
      <Button
        size="small"
        aria-label={m.palette.open}
        aria-keyshortcuts={isMac ? 'Meta+K' : 'Control+K'}
        aria-haspopup="dialog"
        aria-expanded={open}
        onPointerEnter={Palette.preload}
        onFocus={Palette.preload}
        onClick={() => setOpen(true)}
        sx={{
          flex: 'none',
          gap: 2,
          minWidth: { xs: 28, md: 200 },
          px: { xs: 1.25, sm: 2 },
          color: 'text.secondary',
          borderColor: { xs: 'transparent', sm: 'divider' },
        }}
      >
        <SearchIcon size={16} aria-hidden />
        <Box component="span" sx={{ display: { xs: 'none', md: 'inline' }, flex: 1, textAlign: 'start' }}>
          {m.palette.open}
        </Box>
        <Box component="kbd" sx={{ display: { xs: 'none', sm: 'inline' }, font: 'inherit', fontSize: '0.75rem' }}>
          {isMac ? '⌘K' : 'Ctrl K'}
        </Box>
      </Button>
      {open && (
        <Palette folderId={folderId ?? lastFolder() ?? undefined} pages={pages} onClose={() => setOpen(false)} />
      )}
    </>
  )
}
