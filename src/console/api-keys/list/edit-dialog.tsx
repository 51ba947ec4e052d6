import Alert from '@mui/material/Alert'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useForm } from 'react-hook-form'

import { requestState } from '#console/api/error-words.ts'
import { isGone } from '#console/api/gone.ts'
import { useWrite } from '#console/api/use-write.ts'
import { now } from '#console/clock.ts'
import { EquivalentCode } from '#console/code/equivalent-code.tsx'
import { withPlaceholders } from '#console/code/tools/placeholders.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { announce } from '#console/ui/page/announcer.tsx'
import { CodeText } from '#console/ui/text/code-text.tsx'
import { FormDialog } from '#console/ui/dialog/form-dialog.tsx'
import type { ApiKey } from '#contract/api-key.ts'
import { changesOf } from './changes.ts'
import { apiKeyList } from './columns.tsx'
import { GoneDialog } from './gone-dialog.tsx'
import { KeyFields, type KeyFieldValues } from '../fields/key-fields.tsx'
import { updateApiKeyMutation } from '../queries.ts'

interface EditApiKeyDialogProps {
  readonly apiKey: ApiKey
  readonly onClose: () => void
  /** The key no longer exists. */
  readonly onGone: () => void
}

const fieldsOf = ({ description, scopes, expiresAt }: ApiKey): KeyFieldValues => ({
  description,
  scopes,
  expiry: { choice: expiresAt === undefined ? 'never' : 'keep', custom: null },
})

/** Edits a key's description, scopes and expiry. */
export const EditApiKeyDialog = ({ apiKey, onClose, onGone }: EditApiKeyDialogProps) => {
  const m = useMessages()
  const name = apiKeyList.rowName(apiKey)
  const [openedAt] = useState(() => new Date(now()))
  const form = useForm({ defaultValues: fieldsOf(apiKey), mode: 'onTouched' })
  const { isDirty } = form.formState
  // The error of the last attempt. It stays until the form changes.
  const [tried, setTried] = useState(false)
  const update = useWrite({
    ...updateApiKeyMutation(apiKey),
    onSuccess: () => {
      announce(m.apiKeys.saved(name))
      onClose()
    },
  })

  const shown = form.watch()
  const changed = changesOf(apiKey, shown, openedAt)

  const submit = form.handleSubmit((fields) => {
    const changes = changesOf(apiKey, fields, openedAt)
    setTried(true)
    if (changes !== null && !update.isPending) update.mutate(changes)
  })

  if (isGone(update.error)) return <GoneDialog name={name} onClose={onGone} />
  return (
    <FormDialog
      title={m.apiKeys.edit.title}
      submit={{ label: m.action.save, onSubmit: () => void submit() }}
      request={{ ...requestState(m, update, 'iam.serviceAccounts.apiKeyAdmin'), pendingLabel: m.action.saving }}
      leave={{ onClose, dirty: isDirty }}
    >
      <Typography sx={{ overflowWrap: 'anywhere' }}>
        <CodeText>{name}</CodeText>
        {name !== apiKey.id && <CodeText color="textSecondary">{` · ${apiKey.id}`}</CodeText>}
      </Typography>
      <KeyFields form={form} base={{ from: openedAt, current: apiKey.expiresAt }} granted={apiKey.scopes} />
      {tried && changed === null && (
        <Alert severity="info" variant="outlined">
          {m.apiKeys.edit.unchanged}
        </Alert>
      )}
      <EquivalentCode
        request={{ id: 'updateApiKey', apiKey, body: withPlaceholders(changed ?? { updateMask: '' }, shown.expiry) }}
      />
    </FormDialog>
  )
}
