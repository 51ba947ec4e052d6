import Alert from '@mui/material/Alert'
import Typography from '@mui/material/Typography'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import { doneOrGone } from '#console/api/done-or-gone.ts'
import { errorWords } from '#console/api/error-words.ts'
import { useFormats, useMessages } from '#console/i18n/i18n.ts'
import { BulkDialog } from '#console/ui/bulk-dialog.tsx'
import type { BulkItem } from '#console/ui/bulk-list.tsx'
import { isolated } from '#console/ui/isolated.ts'
import type { Picked } from '#console/ui/selection-bar.tsx'
import type { ApiKey } from '#contract/api-key.ts'
import { usedRecently } from './key-status.ts'
import { apiKeyQueries, removeApiKey } from './queries.ts'

interface DeleteApiKeysDialogProps {
  readonly picked: Picked<ApiKey>
  readonly onClose: () => void
}

const work = (id: string) => doneOrGone(removeApiKey(id))

/** Deletes many keys. Those that were used lately stand first, and make one type how many there are. */
export const DeleteApiKeysDialog = ({ picked, onClose }: DeleteApiKeysDialogProps) => {
  const m = useMessages()
  const f = useFormats()
  const client = useQueryClient()
  const words = m.apiKeys.bulkDelete
  const [now] = useState(Date.now)
  const isRecent = (key: ApiKey) => usedRecently(key, now)
  const recent = picked.rows.filter(isRecent)
  const itemOf = (key: ApiKey): BulkItem => {
    const use = key.lastUsedAt === undefined ? words.neverUsed : words.lastUse(f.relative(key.lastUsedAt))
    return {
      id: key.id,
      name: key.maskedSecret || key.id,
      facts: [key.id, isolated(key.description), isRecent(key) ? '' : use].filter(Boolean).join(' · '),
      ...(isRecent(key) && { warning: words.warning(f.relative(key.lastUsedAt ?? '')) }),
      hidden: picked.hidden.has(key.id),
    }
  }
  return (
    <BulkDialog
      title={words.title(picked.rows.length)}
      items={[...recent, ...picked.rows.filter((key) => !isRecent(key))].map(itemOf)}
      dangerous={recent.length > 0}
      submitLabel={m.action.delete}
      pendingLabel={m.apiKeys.delete.pending}
      destructive
      work={work}
      doneLabel={words.done}
      failureWords={(error) => errorWords(m, error, 'iam.serviceAccounts.apiKeyAdmin')}
      onSettled={() => void client.invalidateQueries({ queryKey: apiKeyQueries.lists() })}
      onClose={onClose}
    >
      {recent.length > 0 && (
        <Alert severity="error" variant="outlined">
          {words.recent(recent.length, picked.rows.length)}
        </Alert>
      )}
      <Typography>{words.final}</Typography>
    </BulkDialog>
  )
}
