import Alert from '@mui/material/Alert'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'

import { errorWords } from '#console/api/error-words.ts'
import { EquivalentCode } from '#console/code/equivalent-code.tsx'
import { missing } from '#console/code/request.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { expiryMoment, toTimestamp } from '#console/ui/expiry.ts'
import { FormDialog } from '#console/ui/form-dialog.tsx'
import type { ServiceAccount } from '#contract/service-account.ts'
import { newAttempt } from './attempt.ts'
import { KeyFields, type KeyFieldValues } from './key-fields.tsx'
import { apiKeyQueries, type CreatedApiKey } from './queries.ts'
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

const codeBody = (fields: KeyFieldValues, account: ServiceAccount, from: Date) => {
  const body = bodyOf(fields, account, from)
  const untyped = fields.expiry.choice === 'custom' && body.expiresAt === undefined
  return {
    ...body,
    ...(body.scopes.length === 0 && { scopes: missing.scopes }),
    ...(untyped && { expiresAt: missing.timestamp }),
  }
}

interface CreateFormProps {
  readonly account: ServiceAccount
  readonly initial: KeyFieldValues
  /** Where the initial values come from; '' when that goes without saying. */
  readonly note: string
  /** The initial values were typed by the user: leaving asks. */
  readonly typed: boolean
  readonly onClose: () => void
  readonly onCreated: (created: CreatedApiKey) => void
  /** @param fields what was typed */
  readonly onLost: (lost: Lost, fields: KeyFieldValues) => void
}

/** The first step of creating an API key: what it is for, what it may do and until when. */
export const CreateForm = ({ account, initial, note, typed, onClose, onCreated, onLost }: CreateFormProps) => {
  const m = useMessages()
  const client = useQueryClient()
  // Lengths of life count from here, so that the moment shown is the moment sent.
  const [openedAt] = useState(() => new Date())
  const form = useForm({ defaultValues: initial, mode: 'onTouched' })
  const { isDirty } = form.formState
  const create = useCreateKey({ onCreated, onLost: (lost) => onLost(lost, form.getValues()) })

  const submit = form.handleSubmit((fields) => {
    const body = bodyOf(fields, account, openedAt)
    create.send(newAttempt(body, client.getQueryData(apiKeyQueries.list(account.id).queryKey)?.rows ?? []))
  })

  return (
    <FormDialog
      title={m.apiKeys.create}
      submitLabel={m.action.create}
      onSubmit={() => void submit()}
      onClose={onClose}
      pendingLabel={m.action.creating}
      pendingWarning={m.apiKeys.form.closeWhilePending}
      {...create.dialog}
      error={create.error && errorWords(m, create.error, 'iam.serviceAccounts.apiKeyAdmin')}
      dirty={isDirty || typed}
    >
      {note !== '' && (
        <Alert severity="info" variant="outlined">
          {note}
        </Alert>
      )}
      <KeyFields form={form} base={{ from: openedAt }} />
      <EquivalentCode request={{ id: 'createApiKey', body: codeBody(form.watch(), account, openedAt) }} />
    </FormDialog>
  )
}
