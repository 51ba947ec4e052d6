import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'

import { useForbidden } from '#console/access/use-forbidden.ts'
import { errorWords } from '#console/api/error-words.ts'
import { now } from '#console/clock.ts'
import { EquivalentCode } from '#console/code/equivalent-code.tsx'
import { withPlaceholders } from '#console/code/tools/placeholders.ts'
import { paths } from '#console/app/paths.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { basePath } from '#console/served.ts'
import { CopyButton } from '#console/ui/text/copy-button.tsx'
import { expiryMoment, toTimestamp } from '#console/ui/expiry/expiry.ts'
import { FormDialog } from '#console/ui/dialog/form-dialog.tsx'
import type { ServiceAccount } from '#contract/service-account.ts'
import { newAttempt } from './attempt.ts'
import { linkParams } from './create-link.ts'
import { KeyFields, type KeyFieldValues } from '../fields/key-fields.tsx'
import { apiKeyQueries, type CreatedApiKey } from '../queries.ts'
import type { FormPrefill } from './form-prefill.ts'
import { type Lost, useCreateKey } from './use-create-key.ts'

const bodyOf = ({ description, scopes, expiry }: KeyFieldValues, account: ServiceAccount, from: Date) => {
  const at = expiryMoment(expiry, { from })
  return {
    serviceAccountId: account.id,
    scopes: [...scopes],
    ...(description !== '' && { description }),
    ...(at !== null && { expiresAt: toTimestamp(at) }),
  }
}

interface CreateFormProps {
  readonly account: ServiceAccount
  readonly prefill: FormPrefill
  /** The user had already typed something, so leaving asks first. */
  readonly typed: boolean
  readonly onClose: () => void
  readonly onCreated: (created: CreatedApiKey) => void
  /** @param fields what was typed */
  readonly onLost: (lost: Lost, fields: KeyFieldValues) => void
}

/** The first step of creating an API key: description, scopes and expiry. */
export const CreateForm = ({ account, prefill, typed, onClose, onCreated, onLost }: CreateFormProps) => {
  const m = useMessages()
  const client = useQueryClient()
  // Lifetimes count from here, so that the time shown is the time sent.
  const [openedAt] = useState(() => new Date(now()))
  const form = useForm({ defaultValues: prefill.fields, mode: 'onTouched' })
  const { isDirty } = form.formState
  const create = useCreateKey({ onCreated, onLost: (lost) => onLost(lost, form.getValues()) })

  const shown = form.watch()
  const link = paths.createApiKey(account.folderId, account.id, linkParams(shown))

  const submit = form.handleSubmit((fields) => {
    const body = bodyOf(fields, account, openedAt)
    create.send(newAttempt(body, client.getQueryData(apiKeyQueries.list(account.id).queryKey)?.rows ?? []))
  })

  return (
    <FormDialog
      title={m.apiKeys.create}
      submit={{
        label: m.action.create,
        onSubmit: () => void submit(),
        blocked: useForbidden(account.folderId, 'apiKeys'),
      }}
      request={{
        ...create.request,
        pendingLabel: m.action.creating,
        warning: m.apiKeys.form.closeWhilePending,
        error: create.error && errorWords(m, create.error, 'iam.serviceAccounts.apiKeyAdmin'),
      }}
      leave={{ onClose, dirty: isDirty || typed }}
    >
      <PrefillNote origin={prefill.origin} />
      <KeyFields form={form} base={{ from: openedAt }} />
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        <Typography color="textSecondary">{m.apiKeys.link.help}</Typography>
        <CopyButton
          text={`${location.origin}${basePath}${link}`}
          label={m.apiKeys.link.copy}
          copied={m.apiKeys.link.copied}
        />
      </Box>
      <EquivalentCode
        request={{ id: 'createApiKey', body: withPlaceholders(bodyOf(shown, account, openedAt), shown.expiry) }}
      />
    </FormDialog>
  )
}

/** Names the source of the prefill, so that users check the fields. */
const PrefillNote = ({ origin }: Pick<FormPrefill, 'origin'>) => {
  const m = useMessages()
  const words = m.apiKeys.link
  if (origin.kind === 'nothing') return null
  return (
    <Alert severity={origin.kind === 'link' ? 'warning' : 'info'} variant="outlined">
      {origin.kind === 'duplicate' ? m.apiKeys.duplicateNote(origin.name) : origin.leftOut ? words.partly : words.note}
    </Alert>
  )
}
