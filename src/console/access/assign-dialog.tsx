import Alert from '@mui/material/Alert'
import { Controller, useForm } from 'react-hook-form'

import { requestState } from '#console/api/error-words.ts'
import { checkField } from '#console/api/field-words.ts'
import { useWrite } from '#console/api/use-write.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { announce } from '#console/ui/page/announcer.tsx'
import { FormDialog } from '#console/ui/dialog/form-dialog.tsx'
import { MenuItem } from '#console/ui/menu/menu-item.tsx'
import { SecretWarning } from '#console/ui/form/secret-warning.tsx'
import { looksLikeSecret } from '#console/ui/form/secrets.ts'
import { TextField } from '#console/ui/form/text-field.tsx'
import { type AccessBinding, isImpersonating } from '#contract/access.ts'
import { text } from '#contract/field.ts'
import type { ServiceAccount } from '#contract/service-account.ts'
import { AccountField } from './account-field.tsx'
import { updateAccessMutation } from './queries.ts'
import { RoleField } from './role-field.tsx'
import { bindingKey, isEverybody, kindWords, type SubjectKind, subjectKinds, subjectOf } from './subject.ts'

interface AssignRoleDialogProps {
  readonly account: ServiceAccount
  /** The existing bindings, to reject a duplicate. */
  readonly bindings: readonly AccessBinding[]
  readonly onClose: () => void
  readonly onAssigned: (binding: AccessBinding) => void
}

interface Fields {
  roleId: string
  kind: SubjectKind
  subjectId: string
}

// The id of a system group gets a prefix and a suffix. Together they must fit the API's 100 characters.
const idSchema = text(50, 1)
const roleSchema = text(64, 1)
const noColon = /^[^:\s]+$/

/** Assigns a role on an account to a subject. */
export const AssignRoleDialog = ({ account, bindings, onClose, onAssigned }: AssignRoleDialogProps) => {
  const m = useMessages()
  const words = m.access.assign
  const form = useForm<Fields>({
    defaultValues: { roleId: '', kind: 'serviceAccount', subjectId: '' },
    mode: 'onTouched',
  })
  const { errors, isDirty } = form.formState
  const { roleId: chosenRole, kind, subjectId: typedId } = form.watch()
  const assign = useWrite(updateAccessMutation(account.id))

  const bindingOf = ({ roleId, kind: of, subjectId }: Fields): AccessBinding => ({
    roleId,
    subject: subjectOf(of, subjectId.trim()),
  })
  const checkRole = (roleId: string) => {
    if (roleId === '') return words.roleRequired
    const known = checkField(m, roleSchema, roleId)
    if (known !== true) return known
    const key = bindingKey(bindingOf(form.getValues()))
    return !bindings.some((binding) => bindingKey(binding) === key) || words.duplicate
  }
  const checkId = (id: string) => {
    if (isEverybody(form.getValues('kind'))) return true
    if (looksLikeSecret(id)) return words.secretAsId
    const known = checkField(m, idSchema, id.trim())
    return known === true ? noColon.test(id.trim()) || m.field.invalid : known
  }
  const submit = form.handleSubmit((fields) => {
    const accessBinding = bindingOf(fields)
    assign.mutate(
      { action: 'ADD', accessBinding },
      {
        onSuccess: () => {
          announce(words.done(fields.roleId))
          onAssigned(accessBinding)
        },
      },
    )
  })

  return (
    <FormDialog
      title={words.action}
      submit={{ label: words.submit, onSubmit: () => void submit() }}
      request={{ ...requestState(m, assign, 'iam.serviceAccounts.admin'), pendingLabel: words.pending }}
      leave={{ onClose, dirty: isDirty }}
    >
      <Controller
        control={form.control}
        name="roleId"
        rules={{ validate: checkRole }}
        render={({ field: { value, onChange, onBlur, ref }, fieldState }) => (
          <RoleField
            value={value}
            onChange={onChange}
            onBlur={onBlur}
            inputRef={ref}
            problem={fieldState.error?.message}
          />
        )}
      />
      {isImpersonating(chosenRole) && (
        <Alert severity="warning" variant="outlined">
          {words.impersonationWarning}
        </Alert>
      )}
      <Controller
        control={form.control}
        name="kind"
        render={({ field: { value, onChange } }) => (
          <TextField
            select
            label={words.to}
            value={value}
            onChange={(event) => {
              onChange(event)
              form.setValue('subjectId', '')
              form.clearErrors()
            }}
          >
            {subjectKinds.map((each) => (
              <MenuItem key={each} value={each}>
                {kindWords(m, each)}
              </MenuItem>
            ))}
          </TextField>
        )}
      />
      {kind === 'serviceAccount' && (
        <Controller
          control={form.control}
          name="subjectId"
          rules={{ validate: checkId }}
          render={({ field: { value, onChange, onBlur, ref }, fieldState }) => (
            <AccountField
              folderId={account.folderId}
              value={value}
              onChange={onChange}
              onBlur={onBlur}
              inputRef={ref}
              problem={fieldState.error?.message}
            />
          )}
        />
      )}
      {kind !== 'serviceAccount' && !isEverybody(kind) && (
        <>
          <TextField
            label={
              {
                userAccount: words.userId,
                group: words.groupId,
                federatedUser: words.federatedId,
                organizationUsers: words.organizationId,
                federationUsers: words.federationId,
              }[kind]
            }
            required
            autoComplete="off"
            error={errors.subjectId !== undefined}
            helperText={errors.subjectId?.message ?? words.idHelp}
            slotProps={{ htmlInput: { spellCheck: false, autoCapitalize: 'none' } }}
            {...form.register('subjectId', { validate: checkId })}
          />
          <SecretWarning text={typedId} />
        </>
      )}
      {isEverybody(kind) && (
        <Alert severity={kind === 'allUsers' ? 'error' : 'warning'} variant="outlined">
          {kind === 'allUsers' ? words.allUsersWarning : words.allAuthenticatedWarning}
        </Alert>
      )}
    </FormDialog>
  )
}
