import Alert from '@mui/material/Alert'
import Typography from '@mui/material/Typography'
import { useState } from 'react'

import { errorWords, requestState } from '#console/api/error-words.ts'
import { isGone } from '#console/api/gone.ts'
import { useWrite } from '#console/api/use-write.ts'
import { now } from '#console/clock.ts'
import { EquivalentCode } from '#console/code/equivalent-code.tsx'
import { useFormats, useMessages } from '#console/i18n/i18n.ts'
import { announce } from '#console/ui/page/announcer.tsx'
import { CodeText } from '#console/ui/text/code-text.tsx'
import { ConfirmField } from '#console/ui/form/confirm-field.tsx'
import { Facts } from '#console/ui/text/facts.tsx'
import { ErrorNotice } from '#console/ui/page/error-notice.tsx'
import { FormDialog } from '#console/ui/dialog/form-dialog.tsx'
import { Verbatim } from '#console/ui/cell/verbatim.tsx'
import { visible } from '#console/ui/text/visible.ts'
import type { ApiKey } from '#contract/api-key.ts'
import type { Operation } from '#contract/operation.ts'
import type { ServiceAccount } from '#contract/service-account.ts'
import { apiKeyList } from './columns.tsx'
import { GoneDialog } from './gone-dialog.tsx'
import { usedRecently } from './key-status.ts'
import { deleteApiKeyMutation } from '../queries.ts'
import { useFreshKey } from '../use-fresh-key.ts'

interface DeleteApiKeyDialogProps {
  readonly apiKey: ApiKey
  readonly account: ServiceAccount
  readonly onClose: () => void
  /** The key no longer exists. @param operation the deletion, undefined if somebody else deleted it */
  readonly onDeleted: (operation?: Operation) => void
  /** The user closed the dialog while the deletion runs. */
  readonly onLeft?: (operation: Operation) => void
}

/**
 * Identifies the key and loads its last use, because the page may be hours old. A key used recently, or whose last use
 * is unknown, must be confirmed by its last six characters.
 */
export const DeleteApiKeyDialog = ({ apiKey, account, onClose, onDeleted, onLeft }: DeleteApiKeyDialogProps) => {
  const m = useMessages()
  const f = useFormats()
  const words = m.apiKeys.delete
  const [openedAt] = useState(() => now())
  const [typed, setTyped] = useState('')
  const [mismatch, setMismatch] = useState(false)
  const name = apiKeyList.rowName(apiKey)
  const last = name.slice(-6)
  const remove = useWrite({
    ...deleteApiKeyMutation(account.id),
    onSuccess: (operation) => {
      announce(m.apiKeys.deleted(name))
      onDeleted(operation)
    },
  })

  // A key that goes missing while its deletion runs was not deleted by somebody else.
  const { query, checking, error, current } = useFreshKey(apiKey, !remove.isPending)
  const { lastUsedAt } = current
  const recent = !checking && (error !== null || usedRecently({ lastUsedAt }, openedAt))

  if (isGone(remove.error) || isGone(error)) return <GoneDialog name={name} onClose={() => onDeleted()} />

  const submit = () => {
    if (recent && typed !== last) setMismatch(true)
    else remove.mutate(apiKey.id)
  }

  const leave = () => {
    if (remove.running) onLeft?.(remove.running)
    onClose()
  }

  return (
    <FormDialog
      title={words.title}
      submit={{ label: m.action.delete, destructive: true, notYet: checking, onSubmit: submit }}
      request={{ ...requestState(m, remove, 'iam.serviceAccounts.apiKeyAdmin'), pendingLabel: words.pending }}
      leave={{ onClose: leave, dirty: false }}
    >
      <Facts
        facts={[
          { term: m.apiKeys.maskedKey, value: <CodeText>{name}</CodeText> },
          { term: m.apiKeys.keyId, value: <CodeText>{apiKey.id}</CodeText> },
          { term: m.apiKeys.description, value: visible(apiKey.description) || m.list.none },
          { term: words.account, value: <Verbatim>{account.name}</Verbatim> },
          {
            term: m.apiKeys.lastUsedAt,
            value: checking ? words.checking : lastUsedAt === undefined ? m.status.neverUsed : f.relative(lastUsedAt),
          },
        ]}
      />
      {error && (
        <ErrorNotice
          {...errorWords(m, error, 'iam.viewer')}
          what={words.checkFailed}
          severity="warning"
          onRetry={() => void query.refetch()}
        />
      )}
      {recent && !error && lastUsedAt !== undefined && (
        <Alert severity="error" variant="outlined">
          {words.usedRecently(f.relative(lastUsedAt))}
        </Alert>
      )}
      <Typography>{words.final}</Typography>
      {recent && (
        <ConfirmField
          label={words.confirm(last)}
          expected={last}
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
