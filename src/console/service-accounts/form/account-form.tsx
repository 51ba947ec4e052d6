import { useState } from 'react'
import { Controller, useForm } from 'react-hook-form'

import { ApiError } from '#console/api/api-error.ts'
import { requestState, type Write } from '#console/api/error-words.ts'
import { checkField } from '#console/api/field-words.ts'
import { now } from '#console/clock.ts'
import { EquivalentCode } from '#console/code/equivalent-code.tsx'
import type { CodeRequest } from '#console/code/request.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { DescriptionField } from '#console/ui/form/description-field.tsx'
import { checkExpiry } from '#console/ui/expiry/expiry.ts'
import { ExpiryField } from '#console/ui/expiry/expiry-field.tsx'
import { focusOnArrival } from '#console/ui/page/focus.ts'
import { FormDialog, type Submit } from '#console/ui/dialog/form-dialog.tsx'
import { TextField } from '#console/ui/form/text-field.tsx'
import { characters } from '#contract/field.ts'
import { createServiceAccountBody, descriptionMax } from '#contract/service-account.ts'
import { codes } from '#contract/status.ts'
import type { AccountFields } from './account-fields.ts'
import { labelCount, labelProblems, labelsMax } from './labels.ts'
import { LabelsField } from './labels-field.tsx'

const { name: nameSchema, description: descriptionSchema } = createServiceAccountBody.shape

// The API's pattern accepts a single letter, but its documentation and filter require three (reference 4.2).
const shortestName = 3

const isTaken = (error: unknown) => error instanceof ApiError && error.is(codes.ALREADY_EXISTS.code)

interface Submission {
  readonly fields: AccountFields
  /** Start of lifetimes, so that the time shown is the time sent. */
  readonly from: Date
  /** The error, to show a taken name on its field. */
  readonly onError: (error: unknown) => void
}

interface AccountFormProps {
  readonly title: string
  readonly submit: Omit<Submit, 'onSubmit'>
  readonly request: Write
  readonly pendingLabel: string
  /** The least role that allows it. */
  readonly leastRole: string
  readonly initial: AccountFields
  /** The current expiry. */
  readonly expiresAt?: string | undefined
  readonly isChanged: (fields: AccountFields, from: Date) => boolean
  /** The request for the code panel. */
  readonly codeOf: (fields: AccountFields, from: Date) => CodeRequest
  readonly onSubmit: (submission: Submission) => void
  readonly onClose: () => void
}

/** The form for creating or editing a service account. */
export const AccountForm = (props: AccountFormProps) => {
  const { title, submit, request, pendingLabel, leastRole, initial, expiresAt, isChanged, codeOf, onSubmit } = props
  const m = useMessages()
  const words = m.serviceAccounts
  const [from] = useState(() => new Date(now()))
  const form = useForm({ defaultValues: initial, mode: 'onChange' })
  const { errors, isSubmitted } = form.formState
  const fields = form.watch()
  const dirty = isChanged(fields, from)

  const checkName = (name: string) => {
    // An existing name may be shorter than the rule for new ones.
    if (name === initial.name && name !== '') return true
    if (name !== '' && name.length < shortestName) return words.nameHelp
    return checkField(m, nameSchema, name, words.nameHelp)
  }
  const checkLabels = (labels: AccountFields['labels']) =>
    (labelProblems(labels).size === 0 && labelCount(labels) <= labelsMax) || words.form.labelsWrong

  const onError = (failure: unknown) => {
    if (isTaken(failure)) form.setError('name', { message: words.nameTaken }, { shouldFocus: true })
  }
  const { error } = request

  return (
    <FormDialog
      title={title}
      submit={{
        ...submit,
        onSubmit: () => void form.handleSubmit((valid) => onSubmit({ fields: valid, from, onError }))(),
        // The error describes the submitted values.
        notice: dirty ? null : (submit.notice ?? null),
      }}
      request={{
        ...requestState(m, isTaken(error) ? { ...request, error: null } : request, leastRole),
        pendingLabel,
      }}
      leave={{ onClose: props.onClose, dirty }}
    >
      <TextField
        label={words.name}
        required
        inputRef={focusOnArrival}
        autoComplete="off"
        error={errors.name !== undefined}
        helperText={errors.name?.message ?? words.nameHelp}
        slotProps={{ htmlInput: { spellCheck: false, autoCapitalize: 'none' } }}
        {...form.register('name', { validate: checkName })}
      />
      <DescriptionField
        text={fields.description}
        size={characters(fields.description)}
        limit={descriptionMax}
        problem={errors.description?.message}
        {...form.register('description', { validate: (text) => checkField(m, descriptionSchema, text) })}
      />
      <Controller
        control={form.control}
        name="labels"
        rules={{ validate: checkLabels }}
        render={({ field: { value, onChange, ref } }) => (
          <LabelsField rows={value} onChange={onChange} strict={isSubmitted} fieldRef={ref} />
        )}
      />
      <Controller
        control={form.control}
        name="expiry"
        rules={{ validate: (expiry) => checkExpiry(m, expiry, from) }}
        render={({ field: { value, onChange }, fieldState }) => (
          <ExpiryField
            label={words.expiresAt}
            from={from}
            current={expiresAt}
            value={value}
            onChange={onChange}
            problem={fieldState.error?.message}
            help={words.form.expiryHelp}
          />
        )}
      />
      <EquivalentCode request={codeOf(fields, from)} />
    </FormDialog>
  )
}
