import Popover from '@mui/material/Popover'
import { useNavigate } from 'react-router-dom'

import { paths } from '#console/app/paths.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { FolderList } from './folder-list.tsx'
import type { FolderOfCloud } from './queries.ts'

interface FolderPickerProps {
  readonly folders: readonly FolderOfCloud[]
  readonly current: FolderOfCloud | undefined
  readonly anchor: HTMLElement
  readonly onClose: () => void
}

/** The list of folders below the switcher. */
export const FolderPicker = ({ folders, current, anchor, onClose }: FolderPickerProps) => {
  const m = useMessages()
  const navigate = useNavigate()
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
    </Popover>
  )
}
