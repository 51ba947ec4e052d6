import Alert from '@mui/material/Alert'
import Typography from '@mui/material/Typography'
import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'

import { errorWords } from '#console/api/error-words.ts'
import { doneOrGone } from '#console/api/gone.ts'
import { useFormats, useMessages } from '#console/i18n/i18n.ts'
import { BulkDialog } from '#console/ui/bulk/bulk-dialog.tsx'
import type { BulkItem } from '#console/ui/bulk/bulk-list.tsx'
import { ErrorNotice } from '#console/ui/page/error-notice.tsx'
import type { Picked } from '#console/ui/list/selection-bar.tsx'
import { useDelayed } from '#console/ui/loading/use-delayed.ts'
import { type BulkKey, type CurrentKey, identifying, isInUse, useCurrentKeys } from './use-current-keys.ts'
import { refreshKeys, removeApiKey } from '../queries.ts'

interface DeleteApiKeysDialogProps {
  readonly picked: Picked<BulkKey>
  readonly onClose: () => void
}

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
  const { openedAt, accountIds, asked, currentOf } = useCurrentKeys(rows)
  const checkingShown = useDelayed(asked.asking)
  const { ordered, unknown, recent } = useMemo(() => planOf(rows, currentOf, openedAt), [rows, currentOf, openedAt])

  const wordsOf = (key: BulkKey): Pick<BulkItem, 'warning'> & { readonly fact: string } => {
    const use = currentOf(key)
    if (use === 'checking') return { fact: '' }
    if (use === 'gone') return { fact: words.gone }
    if (use === 'unknown') return { fact: '', warning: words.unknownUse }
    if (use.lastUsedAt === undefined) return { fact: words.neverUsed }
    const ago = f.relative(use.lastUsedAt)
    return isInUse(use, openedAt) ? { fact: '', warning: words.warning(ago) } : { fact: words.lastUse(ago) }
  }
  const itemOf = (key: BulkKey): BulkItem => {
    const { fact, ...warning } = wordsOf(key)
    return {
      id: key.id,
      name: key.maskedSecret || key.id,
      showsId: true,
      facts: [...identifying(key), fact],
      ...warning,
      hidden: hidden.has(key.id),
    }
  }
  return (
    <BulkDialog
      title={words.title(rows.length)}
      rows={ordered}
      itemOf={itemOf}
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

/** Keys in use come first. */
const planOf = (rows: readonly BulkKey[], currentOf: (key: BulkKey) => CurrentKey, openedAt: number) => {
  const inUse: BulkKey[] = []
  const others: BulkKey[] = []
  let unknown = 0
  for (const key of rows) {
    const current = currentOf(key)
    if (current === 'unknown') unknown += 1
    if (isInUse(current, openedAt)) inUse.push(key)
    else others.push(key)
  }
  return { ordered: [...inUse, ...others], unknown, recent: inUse.length - unknown }
}
