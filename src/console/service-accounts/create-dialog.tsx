import TextField from '@mui/material/TextField'
import { useMutation } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'

import { ApiError } from '#console/api/api-error.ts'
import { errorWords } from '#console/api/error-words.ts'
import { checkField } from '#console/api/field-words.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { announce } from '#console/ui/announcer.tsx'
import { DescriptionField } from '#console/ui/description-field.tsx'
import { focusOnArrival } from '#console/ui/focus.ts'
import { FormDialog } from '#console/ui/form-dialog.tsx'
import { characters } from '#contract/field.ts'
import { createServiceAccountBody, descriptionMax } from '#contract/service-account.ts'
import { codes } from '#contract/status.ts'
import { createServiceAccountMutation } from './queries.ts'

interface CreateServiceAccountDialogProps {
  readonly folderId: string
  readonly onClose: () => void
  readonly onCreated: (serviceAccountId: string | undefined) => void
}

const { name: nameSchema, description: descriptionSchema } = createServiceAccountBody.shape

// The pattern of the API takes a single letter; its documentation, and its own filter, want three (reference 4.2).
const shortestName = 3

const isTaken = (error: unknown) => error instanceof ApiError && error.is(codes.ALREADY_EXISTS.code)

export const CreateServiceAccountDialog = ({ folderId, onClose, onCreated }: CreateServiceAccountDialogProps) => {
  const m = useMessages()
  const form = useForm({ defaultValues: { name: '', description: '' }, mode: 'onChange' })
  const { errors, isDirty } = form.formState
  const create = useMutation({
    ...createServiceAccountMutation(),
    onSuccess: ({ metadata }, { name }) => {
      announce(m.serviceAccounts.created(name))
      const id = metadata?.['serviceAccountId']
      onCreated(typeof id === 'string' ? id : undefined)
      onClose()
    },
    onError: (error) => {
      if (isTaken(error)) form.setError('name', { message: m.serviceAccounts.nameTaken }, { shouldFocus: true })
    },
  })

  const checkName = (name: string) => {
    if (name !== '' && name.length < shortestName) return m.serviceAccounts.nameHelp
    return checkField(m, nameSchema, name, m.serviceAccounts.nameHelp)
  }

  return (
    <FormDialog
      title={m.serviceAccounts.create}
      submitLabel={m.action.create}
      onSubmit={() =>
        void form.handleSubmit(({ name, description }) =>
          create.mutate({ folderId, name, ...(description !== '' && { description }) }),
        )()
      }
      onClose={onClose}
      pending={create.isPending}
      pendingLabel={m.action.creating}
      error={create.error && !isTaken(create.error) ? errorWords(m, create.error, 'iam.serviceAccounts.admin') : null}
      dirty={isDirty}
    >
      <TextField
        label={m.serviceAccounts.name}
        required
        inputRef={focusOnArrival}
        autoComplete="off"
        error={errors.name !== undefined}
        helperText={errors.name?.message ?? m.serviceAccounts.nameHelp}
        slotProps={{ htmlInput: { spellCheck: false, autoCapitalize: 'none' } }}
        {...form.register('name', { validate: checkName })}
      />
      <DescriptionField
        size={characters(form.watch('description'))}
        limit={descriptionMax}
        problem={errors.description?.message}
        {...form.register('description', { validate: (text) => checkField(m, descriptionSchema, text) })}
      />
    </FormDialog>
  )
}
