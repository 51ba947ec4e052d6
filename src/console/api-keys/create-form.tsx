import Alert from '@mui/material/Alert'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { Controller, useForm } from 'react-hook-form'

import { errorWords } from '#console/api/error-words.ts'
import { checkField } from '#console/api/field-words.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { DescriptionField } from '#console/ui/description-field.tsx'
import { ErrorNotice } from '#console/ui/error-notice.tsx'
import { checkExpiry, defaultLifetime, type Expiry, expiryMoment, toTimestamp } from '#console/ui/expiry.ts'
import { ExpiryField } from '#console/ui/expiry-field.tsx'
import { focusOnArrival } from '#console/ui/focus.ts'
import { FormDialog } from '#console/ui/form-dialog.tsx'
import { createApiKeyBody, descriptionMax } from '#contract/api-key.ts'
import { characters } from '#contract/field.ts'
import type { ServiceAccount } from '#contract/service-account.ts'
import { apiKeyQueries, type CreatedApiKey, createApiKeyMutation } from './queries.ts'
import { ScopeField } from './scope-field.tsx'

interface Fields {
  description: string
  scopes: readonly string[]
  expiry: Expiry
}

// Wider than the shape of a key (API reference 4.3), and the token of the cloud too: this only warns.
const looksLikeSecret = /AQ[A-Za-z0-9_-]{37,}|\bt1\.[A-Za-z0-9_-]{20,}/

const empty: Fields = { description: '', scopes: [], expiry: { choice: defaultLifetime, custom: null } }

interface CreateFormProps {
  readonly account: ServiceAccount
  readonly onClose: () => void
  readonly onCreated: (created: CreatedApiKey) => void
}

/** The first step of creating an API key: what it is for, what it may do and until when. */
export const CreateForm = ({ account, onClose, onCreated }: CreateFormProps) => {
  const m = useMessages()
  const words = m.apiKeys.form
  // Lengths of life count from here, so that the moment shown is the moment sent.
  const [openedAt] = useState(() => new Date())
  const scopes = useQuery(apiKeyQueries.scopes())
  const form = useForm({ defaultValues: empty, mode: 'onTouched' })
  const { errors, isDirty } = form.formState
  const create = useMutation(createApiKeyMutation(onCreated))
  // A second click may come before React has drawn the first one's pending state.
  const sent = useRef(false)

  const description = form.watch('description')

  const submit = form.handleSubmit((fields) => {
    if (sent.current) return
    sent.current = true
    const at = expiryMoment(fields.expiry, { from: openedAt })
    create.mutate(
      {
        serviceAccountId: account.id,
        scopes: [...fields.scopes],
        ...(fields.description !== '' && { description: fields.description }),
        ...(at !== null && { expiresAt: toTimestamp(at) }),
      },
      {
        onSettled: () => {
          sent.current = false
        },
      },
    )
  })

  return (
    <FormDialog
      title={m.apiKeys.create}
      submitLabel={m.action.create}
      onSubmit={() => void submit()}
      onClose={onClose}
      pending={create.isPending}
      pendingLabel={m.action.creating}
      pendingWarning={words.closeWhilePending}
      error={create.error && errorWords(m, create.error, 'iam.serviceAccounts.apiKeyAdmin')}
      dirty={isDirty}
    >
      <DescriptionField
        inputRef={focusOnArrival}
        size={characters(description)}
        limit={descriptionMax}
        problem={errors.description?.message}
        help={words.descriptionHelp}
        {...form.register('description', {
          validate: (text) => checkField(m, createApiKeyBody.shape.description, text),
        })}
      />
      {looksLikeSecret.test(description) && (
        <Alert severity="warning" variant="outlined">
          {words.looksLikeSecret}
        </Alert>
      )}
      <Controller
        control={form.control}
        name="scopes"
        rules={{
          validate: (chosen) =>
            chosen.length === 0 ? words.scopeRequired : checkField(m, createApiKeyBody.shape.scopes, chosen),
        }}
        render={({ field: { value, onChange, onBlur }, fieldState }) => (
          <ScopeField
            scopes={scopes.data}
            value={value}
            onChange={onChange}
            onBlur={onBlur}
            problem={fieldState.error?.message}
          />
        )}
      />
      {scopes.error && (
        <ErrorNotice
          {...errorWords(m, scopes.error)}
          what={words.scopeLoadFailed}
          onRetry={() => void scopes.refetch()}
        />
      )}
      <Controller
        control={form.control}
        name="expiry"
        rules={{ validate: (expiry) => checkExpiry(m, expiry) }}
        render={({ field: { value, onChange }, fieldState }) => (
          <ExpiryField
            label={m.apiKeys.expiresAt}
            from={openedAt}
            value={value}
            onChange={onChange}
            problem={fieldState.error?.message}
            neverWarning={words.neverWarning}
          />
        )}
      />
    </FormDialog>
  )
}
