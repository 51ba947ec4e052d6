import Typography from '@mui/material/Typography'
import { useQueryClient } from '@tanstack/react-query'

import { doneOrGone } from '#console/api/done-or-gone.ts'
import { errorWords } from '#console/api/error-words.ts'
import { type Formats } from '#console/i18n/format.ts'
import type { Messages } from '#console/i18n/en.ts'
import { useFormats, useMessages } from '#console/i18n/i18n.ts'
import { BulkDialog } from '#console/ui/bulk-dialog.tsx'
import type { BulkItem } from '#console/ui/bulk-list.tsx'
import { ErrorNotice } from '#console/ui/error-notice.tsx'
import type { Picked } from '#console/ui/selection-bar.tsx'
import type { ServiceAccount } from '#contract/service-account.ts'
import { removeServiceAccount, serviceAccountQueries } from './queries.ts'
import { type KeyCount, useKeyCounts } from './use-key-counts.ts'

interface DeleteServiceAccountsDialogProps {
  readonly picked: Picked<ServiceAccount>
  readonly onClose: () => void
}

const week = 7 * 24 * 60 * 60 * 1000
const work = (id: string) => doneOrGone(removeServiceAccount(id))

/** Deletes many accounts, after saying how many keys die with each. */
export const DeleteServiceAccountsDialog = ({ picked, onClose }: DeleteServiceAccountsDialogProps) => {
  const m = useMessages()
  const f = useFormats()
  const client = useQueryClient()
  const { counts, error, recount } = useKeyCounts(picked.rows)
  const uncounted = [...counts.values()].filter((count) => count === 'unknown').length
  const words = m.serviceAccounts.bulkDelete
  return (
    <BulkDialog
      title={words.title(picked.rows.length)}
      items={picked.rows.map((account) => ({
        ...itemOf(m, f, account, counts.get(account.id)),
        hidden: picked.hidden.has(account.id),
      }))}
      dangerous
      submitLabel={m.action.delete}
      pendingLabel={m.serviceAccounts.delete.pending}
      destructive
      work={work}
      doneLabel={words.done}
      failureWords={(failure) => errorWords(m, failure, 'editor')}
      onSettled={() => void client.invalidateQueries({ queryKey: serviceAccountQueries.all() })}
      onClose={onClose}
    >
      <Typography>{words.final}</Typography>
      {uncounted > 0 && (
        <ErrorNotice
          {...errorWords(m, error, 'iam.viewer')}
          what={words.countFailed(uncounted)}
          severity="warning"
          onRetry={recount}
        />
      )}
    </BulkDialog>
  )
}

const itemOf = (
  m: Messages,
  f: Formats,
  { id, name, lastAuthenticatedAt: at }: ServiceAccount,
  count: KeyCount | undefined,
): Omit<BulkItem, 'hidden'> => {
  const words = m.serviceAccounts.bulkDelete
  const use = at === undefined ? words.neverUsed : words.lastUse(f.relative(at))
  const recent = at !== undefined && Date.now() - Date.parse(at) < week
  return {
    id,
    name,
    facts: recent ? countWords(m, count) : `${countWords(m, count)} · ${use}`,
    ...(recent && { warning: words.warning(f.relative(at)) }),
  }
}

const countWords = (m: Messages, count: KeyCount | undefined): string => {
  const words = m.serviceAccounts.bulkDelete
  if (count === undefined) return words.counting
  if (count === 'unknown') return words.notCounted
  return count.more ? words.withMore(count.keys) : words.withKeys(count.keys)
}
