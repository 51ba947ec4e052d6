import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import Typography from '@mui/material/Typography'
import { RefreshCw } from 'lucide-react'
import type { ReactNode, RefObject } from 'react'

import { useMessages } from '#console/i18n/i18n.ts'
import { FilterButton } from './search/filter-controls.tsx'
import { ViewOptionsButton } from './view-options-button.tsx'
import { SearchField } from './search/search-field.tsx'
import type { ListState } from './use-list-state.ts'

interface ListToolbarProps<Row> {
  readonly searchLabel: string
  readonly state: ListState<Row>
  /** Undefined until the first page is loaded. */
  readonly rows: readonly Row[] | undefined
  /** The number of rows after search and filters. Undefined without rows. */
  readonly matches: number | undefined
  readonly fetching: boolean
  readonly tools: ReactNode
  readonly onRefresh: () => void
  readonly searchField: RefObject<HTMLInputElement | null>
  readonly filterButton: RefObject<HTMLButtonElement | null>
}

/** The toolbar of a list: search, filters, row count, and commands. */
export const ListToolbar = <Row,>(props: ListToolbarProps<Row>) => {
  const { searchLabel, state, rows, tools, onRefresh, searchField, filterButton } = props
  const m = useMessages()
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2 }}>
      <SearchField label={searchLabel} value={state.q} onChange={state.setQ} inputRef={searchField} />
      {state.filters.length > 0 && <FilterButton rows={rows ?? []} state={state} buttonRef={filterButton} />}
      {/* Takes a second line before the buttons do. Both are no higher than a button. */}
      <Typography color="textSecondary" sx={{ flex: '1 1 0', lineHeight: '16px' }}>
        {countWords(m, props)}
      </Typography>
      {tools}
      <ViewOptionsButton state={state} />
      <IconButton size="small" aria-label={m.action.refresh} data-tip="" onClick={onRefresh}>
        <RefreshCw size={16} />
      </IconButton>
    </Box>
  )
}

type Counts = Pick<ListToolbarProps<unknown>, 'rows' | 'matches' | 'fetching'>

const countWords = (m: ReturnType<typeof useMessages>, { rows, matches, fetching }: Counts): string => {
  if (rows === undefined) return ''
  if (matches !== undefined) return m.list.matches(matches, rows.length)
  return fetching && rows.length > 0 ? m.list.loaded(rows.length) : m.list.total(rows.length)
}
