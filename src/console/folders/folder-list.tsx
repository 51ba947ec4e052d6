import Autocomplete from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'

import { useMessages } from '#console/i18n/i18n.ts'
import { Verbatim } from '#console/ui/cell/verbatim.tsx'
import { OptionGroup } from '#console/ui/form/option-group.tsx'
import { TextField } from '#console/ui/form/text-field.tsx'
import { focusOnArrival } from '#console/ui/page/focus.ts'
import { CodeText } from '#console/ui/text/code-text.tsx'
import { textMatcher } from '#console/ui/text/fold.ts'
import type { Cloud } from '#contract/resource-manager.ts'
import type { FolderOfCloud } from './queries.ts'

interface FolderListProps {
  readonly folders: readonly FolderOfCloud[]
  readonly current?: FolderOfCloud | undefined
  readonly onChoose: (folderId: string) => void
  readonly onEscape?: () => void
}

type Choice = Pick<FolderOfCloud, 'id' | 'name'> & { readonly cloud: Pick<Cloud, 'id' | 'name'> }

// A cloud can have thousands, which take a second to draw.
const shownAtOnce = 100
// Clouds may let a user open a folder without listing it (API reference 4.1).
const folderId = /^[a-z][a-z0-9]{19}$/

/** All folders grouped by cloud, searched by name or id. A folder that is not listed can be opened by its id. */
export const FolderList = ({ folders, current, onChoose, onEscape }: FolderListProps) => {
  const m = useMessages()
  const options: readonly Choice[] = folders
  const filter = (all: readonly Choice[], search: string): Choice[] => {
    const matches = textMatcher(search)
    const listed = all.filter(({ id, name, cloud }) => matches(`${name} ${id} ${cloud.name} ${cloud.id}`))
    const typedId = search.trim()
    return listed.length === 0 && folderId.test(typedId)
      ? [{ id: typedId, name: m.folder.openById, cloud: { id: '', name: m.folder.unlisted } }]
      : listed.slice(0, shownAtOnce)
  }

  return (
    <>
      <Autocomplete
        open
        autoHighlight
        disablePortal
        options={options}
        value={current ?? null}
        filterOptions={(all, { inputValue }) => filter(all, inputValue)}
        groupBy={({ cloud }) => cloud.name}
        getOptionLabel={({ name }) => name}
        getOptionKey={({ id }) => id}
        isOptionEqualToValue={(a, b) => a.id === b.id}
        noOptionsText={m.folder.none}
        clearText={m.action.clearSearch}
        openText={m.action.openList}
        closeText={m.action.closeList}
        onChange={(_, choice) => choice && onChoose(choice.id)}
        onClose={(_, reason) => {
          if (reason === 'escape') onEscape?.()
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
      {folders.length > shownAtOnce && (
        <Typography variant="caption" component="p" color="textSecondary" sx={{ px: 4, py: 1 }}>
          {m.folder.firstOnly(shownAtOnce)}
        </Typography>
      )}
    </>
  )
}
