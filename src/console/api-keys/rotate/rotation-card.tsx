import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useQuery, useQueryClient } from '@tanstack/react-query'

import { errorWords } from '#console/api/error-words.ts'
import { isGone } from '#console/api/gone.ts'
import { now } from '#console/clock.ts'
import { useFormats, useMessages } from '#console/i18n/i18n.ts'
import { Button } from '#console/ui/page/button.tsx'
import { outlined } from '#console/ui/page/outlined.ts'
import { CodeText } from '#console/ui/text/code-text.tsx'
import { ErrorNotice } from '#console/ui/page/error-notice.tsx'
import { Facts } from '#console/ui/text/facts.tsx'
import { focusHeading } from '#console/ui/page/focus.ts'
import type { ApiKey } from '#contract/api-key.ts'
import { apiKeyList } from '../list/columns.tsx'
import { apiKeyQueries } from '../queries.ts'
import { progressOf } from './rotation.ts'
import { rotationRefresh } from './rotation-refresh.ts'
import { RotationSteps } from './rotation-steps.tsx'
import { forgetRotation, type Rotation } from './rotations.ts'

interface RotationCardProps {
  readonly rotation: Rotation
  readonly onDelete: (apiKey: ApiKey) => void
}

/** A rotation in progress: both keys, their last use, and whether the old one can be deleted. */
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
    <Box component="section" aria-label={words.card} sx={outlined}>
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
        <>
          {!broken && replacement.data && <KeyFacts title={words.newKey} apiKey={replacement.data} />}
          <Alert severity="success" variant="outlined">
            {words.finished}
          </Alert>
        </>
      )}
      {broken && !finished && (
        <>
          {old.data && <KeyFacts title={words.oldKey} apiKey={old.data} />}
          <Alert severity="warning" variant="outlined">
            {words.broken}
          </Alert>
        </>
      )}
      {!finished && !broken && old.data && replacement.data && (
        <TwoKeys old={old.data} replacement={replacement.data} upToDate={!error} />
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
  /** False when the data may be outdated. Then the card does not call deletion safe. */
  readonly upToDate: boolean
}

const TwoKeys = ({ old, replacement, upToDate }: TwoKeysProps) => {
  const words = useMessages().apiKeys.rotate
  const used = useLastUse()
  const verdict = () => {
    switch (progressOf(old, replacement, now())) {
      case 'ended':
        return { severity: 'success', text: words.ended } as const
      case 'oldUsed':
        return { severity: 'warning', text: words.oldUsed(used(old)) } as const
      case 'newUnused':
        return { severity: 'info', text: words.newUnused } as const
      case 'safe':
        return { severity: 'success', text: words.safe } as const
    }
  }
  const { severity, text } = verdict()
  return (
    <>
      <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' }, gap: 4 }}>
        <KeyFacts title={words.oldKey} apiKey={old} />
        <KeyFacts title={words.newKey} apiKey={replacement} />
      </Box>
      {upToDate && (
        <Alert severity={severity} variant="outlined">
          {text}
        </Alert>
      )}
    </>
  )
}

/** The last use of a key in words. */
const useLastUse = () => {
  const m = useMessages()
  const f = useFormats()
  return ({ lastUsedAt }: ApiKey) => (lastUsedAt === undefined ? m.status.neverUsed : f.relative(lastUsedAt))
}

interface KeyFactsProps {
  readonly title: string
  readonly apiKey: ApiKey
}

const KeyFacts = ({ title, apiKey }: KeyFactsProps) => {
  const m = useMessages()
  const f = useFormats()
  const used = useLastUse()
  const expiry =
    apiKey.expiresAt === undefined
      ? m.status.neverExpires
      : `${f.dateTimeZone(apiKey.expiresAt)} · ${f.relative(apiKey.expiresAt)}`
  return (
    <Box role="group" aria-label={title} sx={{ minWidth: 0 }}>
      <Typography color="textSecondary" sx={{ fontWeight: 600, mb: 1 }}>
        {title}
      </Typography>
      <Facts
        facts={[
          { term: m.apiKeys.maskedKey, value: <CodeText>{apiKeyList.rowName(apiKey)}</CodeText> },
          { term: m.apiKeys.keyId, value: <CodeText>{apiKey.id}</CodeText> },
          { term: m.apiKeys.lastUsedAt, value: used(apiKey) },
          { term: m.apiKeys.expiresAt, value: expiry },
        ]}
      />
    </Box>
  )
}
