import Box from '@mui/material/Box'
import { useQuery } from '@tanstack/react-query'
import { ChevronsUpDown } from 'lucide-react'
import { useState } from 'react'
import { useLocation } from 'react-router-dom'

import { paths } from '#console/app/paths.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { Button } from '#console/ui/page/button.tsx'
import { lazyPart } from '#console/ui/loading/lazy-part.ts'
import { Verbatim } from '#console/ui/cell/verbatim.tsx'
import { folderQueries } from './queries.ts'

const FolderPicker = lazyPart(async () => (await import('./folder-picker.tsx')).FolderPicker)

/** Shows the current folder and opens the list of all folders. */
export const FolderSwitcher = ({ folderId }: { readonly folderId: string | undefined }) => {
  const m = useMessages()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const { data: folders = [] } = useQuery(folderQueries.all())
  const current = folders.find(({ id }) => id === folderId)
  const isRoot = useLocation().pathname === paths.root
  // The root page redirects to a folder, so an empty switcher would only flash.
  if (folders.length === 0 || isRoot) return null
  return (
    <>
      <Button
        size="small"
        variant="text"
        aria-label={current ? m.folder.current(current.cloud.name, current.name) : m.folder.switch}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onPointerEnter={FolderPicker.preload}
        onFocus={FolderPicker.preload}
        onClick={(event) => setAnchor(event.currentTarget)}
        endIcon={<ChevronsUpDown size={14} aria-hidden />}
        sx={{ minWidth: 0, justifyContent: 'flex-start', flex: '0 1 auto', overflow: 'hidden' }}
      >
        <Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>
          {current ? (
            <>
              <Box
                component="span"
                translate="no"
                sx={{ color: 'text.secondary', display: { xs: 'none', md: 'inline' } }}
              >
                {`${current.cloud.name} / `}
              </Box>
              <Verbatim>{current.name}</Verbatim>
            </>
          ) : (
            <span>{m.folder.switch}</span>
          )}
        </Box>
      </Button>
      {anchor !== null && (
        <FolderPicker folders={folders} current={current} anchor={anchor} onClose={() => setAnchor(null)} />
      )}
    </>
  )
}
