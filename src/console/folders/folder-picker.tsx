import Autocomplete from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import Popover from '@mui/material/Popover'
import { useNavigate } from 'react-router-dom'

import { paths } from '#console/app/paths.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { CodeText } from '#console/ui/text/code-text.tsx'
import { focusOnArrival } from '#console/ui/page/focus.ts'
import { textMatcher } from '#console/ui/text/fold.ts'
import { OptionGroup } from '#console/ui/form/option-group.tsx'
import { Verbatim } from '#console/ui/cell/verbatim.tsx'
import { TextField } from '#console/ui/form/text-field.tsx'
import type { FolderOfCloud } from './queries.ts'

interface FolderPickerProps {
  readonly folders: readonly FolderOfCloud[]
  readonly current: FolderOfCloud | undefined
  readonly anchor: HTMLElement
  readonly onClose: () => void
}

/** All folders grouped by cloud, searched by name or id. */
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
      <Autocomplete
        open
        autoHighlight
        disablePortal
        options={folders}
        value={current ?? null}
        filterOptions={(all, { inputValue }) => {
          const matches = textMatcher(inputValue)
          return all.filter(({ id, name, cloud }) => matches(`${name} ${id} ${cloud.name} ${cloud.id}`))
        }}
        groupBy={({ cloud }) => cloud.name}
        getOptionLabel={({ name }) => name}
        getOptionKey={({ id }) => id}
        isOptionEqualToValue={(a, b) => a.id === b.id}
        noOptionsText={m.folder.none}
        clearText={m.action.clearSearch}
        openText={m.action.openList}
        closeText={m.action.closeList}
        onChange={(_, folder) => {
          onClose()
          if (folder) void navigate(paths.serviceAccounts(folder.id))
        }}
        onClose={(_, reason) => {
          if (reason === 'escape') onClose()
        }}
        renderGroup={({ key, group, children }) => (
          <OptionGroup key={key} name={group} verbatim>
            {children}
          </OptionGroup>
        )}
        renderOption={({ key, ...props }, { id, name }) => (
          <Box component="li" key={key} {...props} sx={{ display: 'block !important' }}>
            <Verbatim>{name}</Verbatim>
            <CodeText component="div" color="textSecondary">
              {id}
            </CodeText>
          </Box>
        )}
        renderInput={(params) => (
          <TextField {...params} inputRef={focusOnArrival} placeholder={m.folder.search} aria-label={m.folder.search} />
        )}
        slotProps={{
          popper: {
            sx: { position: 'static !important', width: '100% !important', transform: 'none !important', mt: 2 },
          },
          paper: { elevation: 0 },
          listbox: { sx: { p: 0, maxHeight: 320 } },
        }}
      />
    </Popover>
  )
}
