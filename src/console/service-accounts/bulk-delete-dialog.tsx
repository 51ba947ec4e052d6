import Typography from '@mui/material/Typography'
import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'

import { latest, usedRecently } from '#console/api-keys/list/key-status.ts'
import { apiKeyQueries } from '#console/api-keys/queries.ts'
import { useResults } from '#console/api/results-by-id.ts'
import { errorWords } from '#console/api/error-words.ts'
import { doneOrGone } from '#console/api/gone.ts'
import { now } from '#console/clock.ts'
import type { Messages } from '#console/i18n/en.ts'
import type { Formats } from '#console/i18n/format.ts'
import { useFormats, useMessages } from '#console/i18n/i18n.ts'
import { BulkDialog } from '#console/ui/bulk/bulk-dialog.tsx'
import type { BulkItem } from '#console/ui/bulk/bulk-list.tsx'
import { ErrorNotice } from '#console/ui/page/error-notice.tsx'
import type { Picked } from '#console/ui/list/selection-bar.tsx'
import type { ServiceAccount } from '#contract/service-account.ts'
import { removeServiceAccount, serviceAccountQueries, type Stake } from './queries.ts'

interface DeleteServiceAccountsDialogProps {
  readonly picked: Picked<ServiceAccount>
  readonly onClose: () => void
}

const work = (id: string) => doneOrGone(removeServiceAccount(id))

/** Deletes many accounts, after showing each one's number of keys and last use. */
export const DeleteServiceAccountsDialog = ({
  picked: { rows, hidden },
  onClose,
}: DeleteServiceAccountsDialogProps) => {
  const m = useMessages()
  const f = useFormats()
  const client = useQueryClient()
  const words = m.serviceAccounts.bulkDelete
  const [openedAt] = useState(now)
  const ids = useMemo(() => rows.map(({ id }) => id), [rows])
  const asked = useResults(serviceAccountQueries.stakes(ids, openedAt), ids)
  const stakeOf = (id: string) => (asked.failed.has(id) ? 'unknown' : asked.known.get(id))
  const unknown = asked.failed.size
  return (
    <BulkDialog
      title={words.title(rows.length)}
      rows={rows}
      itemOf={({ id, name }) => ({ id, name, ...stakeWords(m, f, stakeOf(id), openedAt), hidden: hidden.has(id) })}
      dangerous
      notYet={asked.asking}
      submitLabel={m.action.delete}
      pendingLabel={m.serviceAccounts.delete.pending}
      destructive
      work={work}
      doneLabel={words.done}
      failureWords={(failure) => errorWords(m, failure, 'editor')}
      onSettled={() => {
        void client.invalidateQueries({ queryKey: serviceAccountQueries.all() })
        void client.invalidateQueries({ queryKey: apiKeyQueries.inventory() })
      }}
      onClose={onClose}
    >
      <Typography>{words.final(rows.length)}</Typography>
      {unknown > 0 && (
        <ErrorNotice
          {...errorWords(m, asked.error, 'iam.viewer')}
          what={words.countFailed(unknown)}
          severity="warning"
          onRetry={asked.retry}
        />
      )}
    </BulkDialog>
  )
}

const stakeWords = (
  m: Messages,
  f: Formats,
  stake: Stake | 'unknown' | undefined,
  openedAt: number,
): Pick<BulkItem, 'facts' | 'warning'> => {
  const words = m.serviceAccounts.bulkDelete
  if (stake === undefined) return { facts: [words.counting] }
  if (stake === 'gone') return { facts: [words.gone] }
  if (stake === 'unknown') return { facts: [words.notCounted], warning: words.unknownUse }
  const keys = words.withKeys(stake.keys.count)
  const lastUsedAt = latest([stake.lastAuthenticatedAt, stake.keys.lastUsedAt])
  if (lastUsedAt === undefined) return { facts: [keys, words.neverUsed] }
  const ago = f.relative(lastUsedAt)
  return usedRecently({ lastUsedAt }, openedAt)
    ? { facts: [keys], warning: words.warning(ago) }
    : { facts: [keys, words.lastUse(ago)] }
}
