import Alert from '@mui/material/Alert'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'

import { errorWords } from '#console/api/error-words.ts'
import { latest } from '#console/api-keys/list/key-status.ts'
import { apiKeyQueries } from '#console/api-keys/queries.ts'
import { useFormats, useMessages } from '#console/i18n/i18n.ts'
import { ErrorNotice } from '#console/ui/page/error-notice.tsx'

interface KeysAtStakeProps {
  readonly serviceAccountId: string
  /** The text when there are no keys. */
  readonly none: string
  /** The text for this number of keys. */
  readonly some: (count: number) => string
}

/** All keys of an account, refetched when a dialog opens: the page may be hours old. */
export const keysAtStakeQuery = (serviceAccountId: string) =>
  ({ ...apiKeyQueries.list(serviceAccountId), refetchOnMount: 'always' }) as const

/** The number of an account's API keys, and their last use. */
export const KeysAtStake = ({ serviceAccountId, none, some }: KeysAtStakeProps) => {
  const m = useMessages()
  const f = useFormats()
  const { data, error, isFetching, refetch } = useQuery(keysAtStakeQuery(serviceAccountId))
  const words = m.serviceAccounts.keys
  if (error) {
    return (
      <ErrorNotice
        {...errorWords(m, error, 'iam.viewer')}
        what={words.countFailed}
        severity="warning"
        onRetry={() => void refetch()}
      />
    )
  }
  if (data === undefined || isFetching) {
    const soFar = data?.rows.length ?? 0
    return <Typography color="textSecondary">{soFar === 0 ? words.counting : words.countingSoFar(soFar)}</Typography>
  }
  const keys = data.rows
  if (keys.length === 0) return <Typography>{none}</Typography>
  const lastUse = latest(keys.map(({ lastUsedAt }) => lastUsedAt))
  return (
    <Alert severity="warning" variant="outlined">
      {`${some(keys.length)} ${lastUse === undefined ? words.neverUsed : words.lastUse(f.relative(lastUse))}`}
    </Alert>
  )
}
