import Alert from '@mui/material/Alert'
import Typography from '@mui/material/Typography'
import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'

import { useResults } from '#console/api/results-by-id.ts'
import { errorWords } from '#console/api/error-words.ts'
import { doneOrGone } from '#console/api/gone.ts'
import { now } from '#console/clock.ts'
import { useFormats, useMessages } from '#console/i18n/i18n.ts'
import { BulkDialog } from '#console/ui/bulk/bulk-dialog.tsx'
import type { BulkItem } from '#console/ui/bulk/bulk-list.tsx'
import { ErrorNotice } from '#console/ui/page/error-notice.tsx'
import { bidiIsolate } from '#console/ui/text/bidi-isolate.ts'
import type { Picked } from '#console/ui/list/selection-bar.tsx'
import { useDelayed } from '#console/ui/loading/use-delayed.ts'
import type { ApiKey } from '#contract/api-key.ts'
import { usedRecently } from './key-status.ts'
import { apiKeyQueries, refreshKeys, removeApiKey } from '../queries.ts'

interface DeleteApiKeysDialogProps {
  readonly picked: Picked<ApiKey>
  readonly onClose: () => void
}

/** The service's current data about a key: the page may be hours old. */
type Use = 'checking' | 'unknown' | 'gone' | Pick<ApiKey, 'lastUsedAt'>

const work = (id: string) => doneOrGone(removeApiKey(id))

/**
 * Deletes many keys. Loads their last use first. Keys used recently, or whose last use is unknown, are listed first and
 * require typing the number of keys.
 */
export const DeleteApiKeysDialog = ({ picked: { rows, hidden }, onClose }: DeleteApiKeysDialogProps) => {
  const m = useMessages()
  const f = useFormats()
  const client = useQueryClient()
  const words = m.apiKeys.bulkDelete
  const [openedAt] = useState(now)
  const accountIds = useMemo(() => [...new Set(rows.map((key) => key.serviceAccountId))], [rows])
  const asked = useResults(apiKeyQueries.current(accountIds, rows, openedAt), accountIds)
  const checkingShown = useDelayed(asked.asking)

  const stateOf = ({ id, serviceAccountId }: ApiKey): Use => {
    if (asked.failed.has(serviceAccountId)) return 'unknown'
    const current = asked.known.get(serviceAccountId)
    return current === undefined ? 'checking' : (current.get(id) ?? 'gone')
  }
  const isUnknown = (key: ApiKey) => stateOf(key) === 'unknown'
  const isRecent = (key: ApiKey) => {
    const use = stateOf(key)
    return typeof use === 'object' && usedRecently(use, openedAt)
  }
  const isInUse = (key: ApiKey) => isUnknown(key) || isRecent(key)
  const unknown = rows.filter(isUnknown).length
  const recent = rows.filter(isRecent).length

  const wordsOf = (key: ApiKey): Pick<BulkItem, 'warning'> & { readonly fact: string } => {
    const use = stateOf(key)
    if (use === 'checking') return { fact: '' }
    if (use === 'gone') return { fact: words.gone }
    if (use === 'unknown') return { fact: '', warning: words.unknownUse }
    if (use.lastUsedAt === undefined) return { fact: words.neverUsed }
    const ago = f.relative(use.lastUsedAt)
    return isRecent(key) ? { fact: '', warning: words.warning(ago) } : { fact: words.lastUse(ago) }
  }
  const itemOf = (key: ApiKey): BulkItem => {
    const { fact, ...warning } = wordsOf(key)
    return {
      id: key.id,
      name: key.maskedSecret || key.id,
      showsId: true,
      facts: [bidiIsolate(key.description), fact],
      ...warning,
      hidden: hidden.has(key.id),
    }
  }
  return (
    <BulkDialog
      title={words.title(rows.length)}
      items={[...rows.filter(isInUse), ...rows.filter((key) => !isInUse(key))].map(itemOf)}
      dangerous={unknown + recent > 0}
      notYet={asked.asking}
      submitLabel={m.action.delete}
      pendingLabel={m.apiKeys.delete.pending}
      destructive
      work={work}
      doneLabel={words.done}
      failureWords={(error) => errorWords(m, error, 'iam.serviceAccounts.apiKeyAdmin')}
      onSettled={() => refreshKeys(client, accountIds)}
      onClose={onClose}
    >
      {checkingShown && (
        <Typography role="status" color="textSecondary">
          {words.checking(rows.length)}
        </Typography>
      )}
      {unknown > 0 && (
        <ErrorNotice
          {...errorWords(m, asked.error, 'iam.viewer')}
          what={words.checkFailed(unknown)}
          severity="warning"
          onRetry={asked.retry}
        />
      )}
      {recent > 0 && (
        <Alert severity="error" variant="outlined">
          {words.recent(recent, rows.length)}
        </Alert>
      )}
      <Typography>{words.final(rows.length)}</Typography>
    </BulkDialog>
  )
}
