import Alert from '@mui/material/Alert'
import Typography from '@mui/material/Typography'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { errorWords } from '#console/api/error-words.ts'
import { apiKeyQueries } from '#console/api-keys/queries.ts'
import { EquivalentCode } from '#console/code/equivalent-code.tsx'
import { useFormats, useMessages } from '#console/i18n/i18n.ts'
import { announce } from '#console/ui/announcer.tsx'
import { ConfirmField } from '#console/ui/confirm-field.tsx'
import { ErrorNotice } from '#console/ui/error-notice.tsx'
import { FormDialog } from '#console/ui/form-dialog.tsx'
import type { ServiceAccount } from '#contract/service-account.ts'
import { deleteServiceAccountMutation } from './queries.ts'

interface DeleteServiceAccountDialogProps {
  readonly account: ServiceAccount
  readonly onClose: () => void
  readonly onDeleted: () => void
}

/** Says what dies with the account, and asks for its name. */
export const DeleteServiceAccountDialog = ({ account, onClose, onDeleted }: DeleteServiceAccountDialogProps) => {
  const m = useMessages()
  const [typed, setTyped] = useState('')
  const [mismatch, setMismatch] = useState(false)
  const remove = useMutation({
    ...deleteServiceAccountMutation(),
    onSuccess: () => {
      announce(m.serviceAccounts.deleted(account.name))
      onDeleted()
    },
  })

  const submit = () => {
    if (typed === account.name) remove.mutate(account.id)
    else setMismatch(true)
  }

  return (
    <FormDialog
      title={m.serviceAccounts.delete.title}
      submitLabel={m.action.delete}
      destructive
      onSubmit={submit}
      onClose={onClose}
      pending={remove.isPending}
      pendingLabel={m.serviceAccounts.delete.pending}
      error={remove.error && errorWords(m, remove.error, 'editor')}
      dirty={false}
    >
      <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{account.name}</Typography>
      <Losses serviceAccountId={account.id} />
      <ConfirmField
        label={m.serviceAccounts.delete.confirm(account.name)}
        value={typed}
        onChange={(value) => {
          setTyped(value)
          setMismatch(false)
        }}
        problem={mismatch ? m.serviceAccounts.delete.mismatch : undefined}
      />
      <EquivalentCode request={{ id: 'deleteServiceAccount', account }} />
    </FormDialog>
  )
}

const Losses = ({ serviceAccountId }: { readonly serviceAccountId: string }) => {
  const m = useMessages()
  const f = useFormats()
  const { data, error, isFetching, refetch } = useQuery(apiKeyQueries.list(serviceAccountId))
  const words = m.serviceAccounts.delete
  if (error) return <ErrorNotice {...errorWords(m, error, 'iam.viewer')} onRetry={() => void refetch()} />
  if (data === undefined || isFetching) return <Typography color="textSecondary">{words.counting}</Typography>
  const keys = data.rows
  if (keys.length === 0) {
    return (
      <Typography>
        {words.withoutKeys} {words.final}
      </Typography>
    )
  }
  const lastUse = keys.reduce<string>((latest, { lastUsedAt = '' }) => (lastUsedAt > latest ? lastUsedAt : latest), '')
  return (
    <Alert severity="warning" variant="outlined">
      {words.withKeys(keys.length)} {lastUse === '' ? words.neverUsed : words.lastUse(f.relative(lastUse))}{' '}
      {words.final}
    </Alert>
  )
}
