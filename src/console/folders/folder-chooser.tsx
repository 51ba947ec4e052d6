import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useNavigate } from 'react-router-dom'

import { paths } from '#console/app/paths.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { Page } from '#console/ui/page/page.tsx'
import { FolderList } from './folder-list.tsx'
import type { FolderOfCloud } from './queries.ts'

interface FolderChooserProps {
  readonly folders: readonly FolderOfCloud[]
  /** The folder used last, if it is not among them. */
  readonly missing: string | undefined
}

/** Asks for a folder, because none was used before or the last one cannot be opened. */
export const FolderChooser = ({ folders, missing }: FolderChooserProps) => {
  const m = useMessages()
  const navigate = useNavigate()
  return (
    <Page title={m.folder.choose}>
      <Box sx={{ display: 'grid', gap: 4, maxWidth: 480 }}>
        {missing !== undefined && (
          <Alert severity="info" variant="outlined" sx={{ overflowWrap: 'anywhere' }}>
            {m.folder.lastMissing(missing)}
          </Alert>
        )}
        {folders.length === 0 && (
          <Alert severity="info" variant="outlined">
            <Typography sx={{ fontWeight: 600 }}>{m.folder.noneAtAll}</Typography>
            <Typography>{m.folder.noneListedHelp}</Typography>
          </Alert>
        )}
        <Box sx={{ border: 1, borderColor: 'divider', borderRadius: 1, p: 2 }}>
          <FolderList folders={folders} onChoose={(folderId) => void navigate(paths.serviceAccounts(folderId))} />
        </Box>
      </Box>
    </Page>
  )
}
