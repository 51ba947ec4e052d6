import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useQuery, useQueryClient } from '@tanstack/react-query'

import { errorWords } from '#console/api/error-words.ts'
import { useFormats, useMessages } from '#console/i18n/i18n.ts'
import { ErrorNotice } from '#console/ui/error-notice.tsx'
import { Facts } from '#console/ui/facts.tsx'
import { focusHeading } from '#console/ui/focus.ts'
import type { ApiKey } from '#contract/api-key.ts'
import { apiKeyList } from './columns.tsx'
import { isGone } from './gone-dialog.tsx'
import { apiKeyQueries } from './queries.ts'
import { progressOf } from './rotation.ts'
import { rotationRefresh } from './rotation-refresh.ts'
import { RotationSteps } from './rotation-steps.tsx'
import { forgetRotation, type Rotation } from './rotations.ts'

interface RotationCardProps {
  readonly rotation: Rotation
  readonly onDelete: (apiKey: ApiKey) => void
}

/** A rotation under way: both keys, who uses which, and whether the old one may go. */
export const RotationCard = ({ rotation, onDelete }: RotationCardProps) => {
  const m = useMessages()
  const words = m.apiKeys.rotate
  const refetchInterval = rotationRefresh(useQueryClient(), rotation)
  const old = useQuery({ ...apiKeyQueries.one(rotation.oldId), refetchInterval })
  const replacement = useQuery({ ...apiKeyQueries.one(rotation.newId), refetchInterval })
  const error = old.error ?? replacement.error
  const finished = isGone(old.error)
  const broken = isGone(replacement.error)

  if (!error && (old.data === undefined || replacement.data === undefined)) return null
  return (
    <Box
      component="section"
      aria-label={words.card}
      sx={{
        border: 1,
        borderColor: 'divider',
        borderRadius: 1,
        p: 4,
        display: 'flex',
        flexDirection: 'column',
        gap: 3,
      }}
    >
      <Typography component="h3" sx={{ fontWeight: 600 }}>
        {words.card}
      </Typography>
      <RotationSteps current={finished ? 4 : 3} />
      {error && !finished && !broken && (
        <ErrorNotice
          {...errorWords(m, error, 'iam.viewer')}
          severity="warning"
          onRetry={() => {
            void old.refetch()
            void replacement.refetch()
            focusHeading()
          }}
        />
      )}
      {finished && (
        <Alert severity="success" variant="outlined">
          {words.finished}
        </Alert>
      )}
      {broken && !finished && (
        <Alert severity="warning" variant="outlined">
          {words.broken}
        </Alert>
      )}
      {!finished && !broken && old.data && replacement.data && (
        <TwoKeys
          old={old.data}
          replacement={replacement.data}
          now={Math.max(old.dataUpdatedAt, replacement.dataUpdatedAt)}
        />
      )}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
        {!finished && old.data && !broken && (
          <Button color="error" onClick={() => onDelete(old.data)}>
            {words.deleteOld}
          </Button>
        )}
        <Button
          onClick={() => {
            forgetRotation(rotation)
            focusHeading()
          }}
        >
          {words.dismiss}
        </Button>
      </Box>
    </Box>
  )
}

interface TwoKeysProps {
  readonly old: ApiKey
  readonly replacement: ApiKey
  /** When they were asked for last, in milliseconds. */
  readonly now: number
}

const TwoKeys = ({ old, replacement, now }: TwoKeysProps) => {
  const m = useMessages()
  const f = useFormats()
  const words = m.apiKeys.rotate
  const used = ({ lastUsedAt }: ApiKey) => (lastUsedAt === undefined ? m.status.neverUsed : f.relative(lastUsedAt))
  const verdict = () => {
    switch (progressOf(old, replacement, now)) {
      case 'ended':
        return { severity: 'success', text: words.ended } as const
      case 'oldUsed':
        return { severity: 'warning', text: words.oldUsed(used(old)) } as const
      case 'newUnused':
        return { severity: 'info', text: words.newUnused } as const
      case 'safe':
        return { severity: 'success', text: words.safe(used(replacement)) } as const
    }
  }
  const { severity, text } = verdict()
  const factsOf = (key: ApiKey) => [
    { term: m.apiKeys.maskedKey, value: <Typography variant="code">{apiKeyList.rowName(key)}</Typography> },
    { term: m.apiKeys.keyId, value: <Typography variant="code">{key.id}</Typography> },
    { term: m.apiKeys.lastUsedAt, value: used(key) },
    {
      term: m.apiKeys.expiresAt,
      value:
        key.expiresAt === undefined
          ? m.status.neverExpires
          : `${f.dateTimeZone(key.expiresAt)} · ${f.relative(key.expiresAt)}`,
    },
  ]
  return (
    <>
      <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' }, gap: 4 }}>
        {[
          { title: words.oldKey, key: old },
          { title: words.newKey, key: replacement },
        ].map(({ title, key }) => (
          <Box key={key.id} role="group" aria-label={title} sx={{ minWidth: 0 }}>
            <Typography color="textSecondary" sx={{ fontWeight: 600, mb: 1 }}>
              {title}
            </Typography>
            <Facts facts={factsOf(key)} />
          </Box>
        ))}
      </Box>
      <Alert severity={severity} variant="outlined">
        {text}
      </Alert>
    </>
  )
}
