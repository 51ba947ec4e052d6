import Box from '@mui/material/Box'
import Popover from '@mui/material/Popover'
import { useQuery } from '@tanstack/react-query'
import { FolderPlus } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useNavigate } from 'react-router-dom'

import { paths } from '#console/app/paths.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { useOnDemandMessages } from '#console/i18n/on-demand.ts'
import { lazyPart } from '#console/ui/loading/lazy-part.ts'
import { Button } from '#console/ui/page/button.tsx'
import type { Cloud } from '#contract/resource-manager.ts'
import { FolderList } from './folder-list.tsx'
import { type FolderOfCloud, folderQueries } from './queries.ts'

const CreateFolderDialog = lazyPart(async () => (await import('./create-folder-dialog.tsx')).CreateFolderDialog)

interface FolderPickerProps {
  readonly folders: readonly FolderOfCloud[]
  readonly current: FolderOfCloud | undefined
  readonly anchor: HTMLElement
  readonly onClose: () => void
}

/** The list of folders below the switcher. */
export const FolderPicker = ({ folders, current, anchor, onClose }: FolderPickerProps) => {
  const m = useMessages()
  const words = useOnDemandMessages().newFolder
  const navigate = useNavigate()
  const clouds = useClouds(folders, current)
  const [creating, setCreating] = useState<'no' | 'open' | 'done'>('no')
  const [createdId, setCreatedId] = useState<string>()

  useEffect(() => {
    if (creating !== 'done') return
    onClose()
    // Only now: the dialog, while it was open, kept the page from being left.
    if (createdId !== undefined) void navigate(paths.serviceAccounts(createdId))
  }, [creating, createdId, onClose, navigate])

  if (creating === 'done') return null
  if (creating === 'open') {
    return (
      <CreateFolderDialog
        clouds={clouds}
        onCreated={(id) => {
          setCreatedId(id)
          setCreating('done')
        }}
        onClose={() => {
          onClose()
          anchor.focus()
        }}
      />
    )
  }
  return (
    <Popover
      open
      anchorEl={anchor}
      onClose={onClose}
      anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
      slotProps={{
        paper: { role: 'dialog', 'aria-label': m.folder.switch, sx: { width: 340, maxWidth: '95vw', p: 2 } },
      }}
    >
      <FolderList
        folders={folders}
        current={current}
        onChoose={(folderId) => {
          onClose()
          void navigate(paths.serviceAccounts(folderId))
        }}
        onEscape={onClose}
      />
      <Box sx={{ mt: 2, pt: 2, borderTop: 1, borderColor: 'divider' }}>
        <Button
          variant="text"
          fullWidth
          startIcon={<FolderPlus size={16} />}
          onPointerEnter={CreateFolderDialog.preload}
          onFocus={CreateFolderDialog.preload}
          onClick={() => setCreating('open')}
          sx={{ justifyContent: 'flex-start' }}
        >
          {words.title}
        </Button>
      </Box>
    </Popover>
  )
}

/** The clouds for a new folder: those that have folders at first, and then also those without. */
const useClouds = (folders: readonly FolderOfCloud[], current: FolderOfCloud | undefined): readonly Cloud[] => {
  const { data = [] } = useQuery(folderQueries.clouds())
  const known = [...(current ? [current.cloud] : []), ...folders.map(({ cloud }) => cloud), ...data]
  return [...new Map(known.map((cloud) => [cloud.id, cloud])).values()]
}
