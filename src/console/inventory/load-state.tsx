import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import { type QueryObserverResult, useQueryClient } from '@tanstack/react-query'

import { errorWords } from '#console/api/error-words.ts'
import { apiKeyQueries } from '#console/api-keys/queries.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { Button } from '#console/ui/page/button.tsx'
import { ErrorNotice } from '#console/ui/page/error-notice.tsx'
import { focusHeading } from '#console/ui/page/focus.ts'
import { useDelayed } from '#console/ui/loading/use-delayed.ts'
import { bidiIsolate } from '#console/ui/text/bidi-isolate.ts'
import { nameOrId } from '#console/ui/text/visible.ts'
import type { Inventory } from './queries.ts'

interface LoadStateProps {
  readonly inventory: Inventory
  readonly query: Pick<QueryObserverResult<Inventory>, 'isFetching' | 'refetch'>
}

/** The progress of loading, with Stop; what is missing after it, with Continue or Retry. */
export const LoadState = ({ inventory, query: { isFetching, refetch } }: LoadStateProps) => {
  const m = useMessages()
  const client = useQueryClient()
  const words = m.inventory
  const shown = useDelayed(isFetching)
  const { progress, complete, failed } = inventory
  const load = () => {
    void refetch()
    // The button disappears with the focus.
    focusHeading()
  }
  const loaded = progress === undefined ? words.listing : words.loaded(progress.done, progress.of)
  if (isFetching) {
    if (!shown) return null
    return (
      <Box data-floating sx={progressStyle}>
        <Box sx={{ flex: 1 }}>
          <Typography color="textSecondary">{loaded}</Typography>
          <LinearProgress
            aria-label={loaded}
            {...(progress && {
              variant: 'determinate',
              value: progress.of === 0 ? 100 : (100 * progress.done) / progress.of,
            })}
          />
        </Box>
        <Button
          size="small"
          onClick={() => {
            void client.cancelQueries({ queryKey: apiKeyQueries.inventory() })
            focusHeading()
          }}
        >
          {words.stop}
        </Button>
      </Box>
    )
  }
  if (failed.size > 0) return <Failures inventory={inventory} onRetry={load} />
  if (complete) return null
  return (
    <Alert
      severity="info"
      variant="outlined"
      action={
        <Button size="small" onClick={load}>
          {words.resume}
        </Button>
      }
    >
      <Typography sx={{ fontWeight: 600 }}>{words.stopped}</Typography>
      <Typography>{loaded}</Typography>
    </Alert>
  )
}

/** In the row of the choice of folders, so that it moves nothing. That row is too narrow on a phone, where it floats. */
const progressStyle = {
  flex: '1 1 260px',
  display: 'flex',
  alignItems: 'center',
  gap: 3,
  zIndex: 2,
  position: { xs: 'fixed', sm: 'static' },
  bottom: 12,
  insetInline: 16,
  p: { xs: 2, sm: 0 },
  pl: { xs: 4, sm: 0 },
  borderRadius: 1,
  bgcolor: { xs: 'background.paper', sm: 'transparent' },
  boxShadow: { xs: '0 4px 16px rgb(0 0 0 / 0.16)', sm: 'none' },
  borderStyle: 'solid',
  borderWidth: { xs: '1px', sm: '0px' },
  borderColor: 'divider',
} as const

const namedMax = 5

const Failures = ({ inventory, onRetry }: { readonly inventory: Inventory; readonly onRetry: () => void }) => {
  const m = useMessages()
  const { accounts, failed } = inventory
  const failedAccounts = [...accounts.values()].flat().filter(({ id }) => failed.has(id))
  const names = failedAccounts.slice(0, namedMax).map((account) => bidiIsolate(nameOrId(account)))
  const { todo, requestId } = errorWords(m, [...failed.values()][0], 'iam.viewer')
  const named =
    names.length > 0 ? `${m.inventory.failedNames(names.join(', '), failedAccounts.length - names.length)}\n` : ''
  return (
    <ErrorNotice
      severity="warning"
      what={names.length > 0 ? m.inventory.failed(failedAccounts.length) : m.inventory.foldersFailed}
      todo={`${named}${todo}`}
      requestId={requestId}
      onRetry={onRetry}
    />
  )
}
