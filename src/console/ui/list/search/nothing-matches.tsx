import Box from '@mui/material/Box'
import type { RefObject } from 'react'

import { useMessages } from '#console/i18n/i18n.ts'
import { Button } from '../../page/button.tsx'
import { EmptyState } from '../empty-state.tsx'
import type { ListState } from '../use-list-state.ts'

interface NothingMatchesProps<Row> {
  readonly state: ListState<Row>
  readonly searching: boolean
  readonly filtering: boolean
  readonly searchField: RefObject<HTMLElement | null>
  readonly filterButton: RefObject<HTMLElement | null>
}

/** Replaces the table when the search and filters match nothing. Its buttons move the focus on. */
export const NothingMatches = <Row,>(props: NothingMatchesProps<Row>) => {
  const { state, searching, filtering, searchField, filterButton } = props
  const m = useMessages()
  return (
    <EmptyState
      title={filtering ? (searching ? m.list.nothingMatchesBoth : m.list.nothingMatchesFilters) : m.list.nothingMatches}
      action={
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, justifyContent: 'center' }}>
          {searching && (
            <Button
              onClick={() => {
                state.setQ('')
                searchField.current?.focus()
              }}
            >
              {m.action.clearSearch}
            </Button>
          )}
          {filtering && (
            <Button
              onClick={() => {
                state.clearFilters()
                filterButton.current?.focus()
              }}
            >
              {m.list.clearFilters}
            </Button>
          )}
        </Box>
      }
    />
  )
}
