import Box from '@mui/material/Box'
import { Search as SearchIcon } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'

import { useMessages } from '#console/i18n/i18n.ts'
import { Button } from '#console/ui/page/button.tsx'
import { lazyPart } from '#console/ui/loading/lazy-part.ts'
import { lastFolder } from '#console/folders/last-folder.ts'
import { usePages } from './pages.ts'

const Palette = lazyPart(async () => (await import('#console/palette/palette.tsx')).Palette)

const isMac = /Mac|iP(hone|ad)/.test(navigator.userAgent)

// Compare the physical key too, for layouts without Latin letters.
const isShortcut = ({ key, code, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent) =>
  (isMac ? metaKey && !ctrlKey : ctrlKey && !metaKey) &&
  !altKey &&
  !shiftKey &&
  (key.toLowerCase() === 'k' || (key > '\u007F' && code === 'KeyK'))

// A dialog hides the page from assistive technology, and may guard unsaved input.
const isCovered = () => document.getElementById('root')?.getAttribute('aria-hidden') === 'true'

/** Opens the search, by its button or by Ctrl+K anywhere. */
export const Search = ({ folderId }: { readonly folderId: string | undefined }) => {
  const m = useMessages()
  const pages = usePages(folderId)
  const [open, setOpen] = useState(false)
  const typed = useRef('')

  useEffect(() => {
    const toggle = (event: KeyboardEvent) => {
      if (!isShortcut(event) || (!open && isCovered())) return
      event.preventDefault()
      setOpen(!open)
    }
    window.addEventListener('keydown', toggle)
    return () => window.removeEventListener('keydown', toggle)
  }, [open])

  // Capture what the user types before the field exists.
  useEffect(() => {
    if (!open) return undefined
    const collect = (event: KeyboardEvent) => {
      const { key, target, ctrlKey, metaKey, altKey } = event
      if (key.length !== 1 || ctrlKey || metaKey || altKey) return
      if (target instanceof Element && target.closest('[role=dialog]') !== null) return
      event.preventDefault()
      typed.current += key
    }
    window.addEventListener('keydown', collect, { capture: true })
    return () => {
      window.removeEventListener('keydown', collect, { capture: true })
      typed.current = ''
    }
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
        <Palette
          folderId={folderId ?? lastFolder.get()}
          pages={pages}
          typedBefore={() => typed.current}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}
