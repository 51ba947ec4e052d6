import Alert from '@mui/material/Alert'
import Typography from '@mui/material/Typography'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import { errorWords } from '#console/api/error-words.ts'
import { EquivalentCode } from '#console/code/equivalent-code.tsx'
import { useFormats, useMessages } from '#console/i18n/i18n.ts'
import { announce } from '#console/ui/announcer.tsx'
import { ConfirmField } from '#console/ui/confirm-field.tsx'
import { Facts } from '#console/ui/facts.tsx'
import { FormDialog } from '#console/ui/form-dialog.tsx'
import type { ApiKey } from '#contract/api-key.ts'
import type { ServiceAccount } from '#contract/service-account.ts'
import { usedRecently } from './key-status.ts'
import { deleteApiKeyMutation } from './queries.ts'

interface DeleteApiKeyDialogProps {
  readonly apiKey: ApiKey
  readonly account: ServiceAccount
  readonly onClose: () => void
  readonly onDeleted: () => void
}

/** Names the key beyond doubt. One that was used lately must be confirmed by its last six characters. */
export const DeleteApiKeyDialog = ({ apiKey, account, onClose, onDeleted }: DeleteApiKeyDialogProps) => {
  const m = useMessages()
  const f = useFormats()
  const words = m.apiKeys.delete
  const [recent] = useState(() => usedRecently(apiKey, Date.now()))
  const [typed, setTyped] = useState('')
  const [mismatch, setMismatch] = useState(false)
  // An older cloud sends no mask; its key id names the key as well.
  const name = apiKey.maskedSecret || apiKey.id
  const last = name.slice(-6)
  const remove = useMutation({
    ...deleteApiKeyMutation(account.id),
    onSuccess: () => {
      announce(m.apiKeys.deleted(name))
      onDeleted()
    },
  })

  const submit = () => {
    if (recent && typed !== last) setMismatch(true)
    else remove.mutate(apiKey.id)
  }

  return (
    <FormDialog
      title={words.title}
      submitLabel={m.action.delete}
      destructive
      onSubmit={submit}
      onClose={onClose}
      pending={remove.isPending}
      pendingLabel={words.pending}
      error={remove.error && errorWords(m, remove.error, 'iam.serviceAccounts.apiKeyAdmin')}
      dirty={false}
    >
      <Facts
        facts={[
          { term: m.apiKeys.maskedKey, value: <Typography variant="code">{name}</Typography> },
          { term: m.apiKeys.keyId, value: <Typography variant="code">{apiKey.id}</Typography> },
          { term: m.apiKeys.description, value: apiKey.description || m.list.none },
          { term: words.account, value: account.name },
          {
            term: m.apiKeys.lastUsedAt,
            value: apiKey.lastUsedAt === undefined ? m.status.neverUsed : f.relative(apiKey.lastUsedAt),
          },
        ]}
      />
      {recent && apiKey.lastUsedAt !== undefined && (
        <Alert severity="error" variant="outlined">
          {words.usedRecently(f.relative(apiKey.lastUsedAt))}
        </Alert>
      )}
      <Typography>{words.final}</Typography>
      {recent && (
        <ConfirmField
          label={words.confirm(last)}
          value={typed}
          onChange={(value) => {
            setTyped(value)
            setMismatch(false)
          }}
          problem={mismatch ? words.mismatch : undefined}
        />
      )}
      <EquivalentCode request={{ id: 'deleteApiKey', apiKey }} />
    </FormDialog>
  )
}
