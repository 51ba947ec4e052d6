import Typography from '@mui/material/Typography'
import { useForm } from 'react-hook-form'

import { requestState } from '#console/api/error-words.ts'
import { checkField } from '#console/api/field-words.ts'
import { useWrite } from '#console/api/use-write.ts'
import { EquivalentCode } from '#console/code/equivalent-code.tsx'
import { useMessages } from '#console/i18n/i18n.ts'
import { announce } from '#console/ui/page/announcer.tsx'
import { DescriptionField } from '#console/ui/form/description-field.tsx'
import { focusOnArrival } from '#console/ui/page/focus.ts'
import { FormDialog } from '#console/ui/dialog/form-dialog.tsx'
import { ResourceName } from '#console/ui/text/resource-name.tsx'
import { characters } from '#contract/field.ts'
import type { Operation } from '#contract/operation.ts'
import { reasonMax, type ServiceAccount, suspendServiceAccountBody } from '#contract/service-account.ts'
import { KeysAtStake } from './keys-at-stake.tsx'
import { suspendServiceAccountMutation } from './queries.ts'

interface SuspendServiceAccountDialogProps {
  readonly account: ServiceAccount
  readonly onClose: () => void
  /** It is done, or goes on after the user closed the dialog. */
  readonly onDone?: (operation: Operation) => void
}

/** Suspends an account. Says what stops working and that nothing is lost. */
export const SuspendServiceAccountDialog = ({ account, onClose, onDone }: SuspendServiceAccountDialogProps) => {
  const m = useMessages()
  const words = m.serviceAccounts.suspend
  const form = useForm({ defaultValues: { reason: '' }, mode: 'onChange' })
  const { errors, isDirty } = form.formState
  const suspend = useWrite({
    ...suspendServiceAccountMutation(account.id),
    onSuccess: (operation) => {
      announce(words.done(account.name))
      onDone?.(operation)
      onClose()
    },
  })
  const leave = () => {
    if (suspend.running) onDone?.(suspend.running)
    onClose()
  }
  const reason = form.watch('reason')
  const body = reason === '' ? {} : { reason }
  return (
    <FormDialog
      title={words.title}
      submit={{
        label: words.action,
        destructive: true,
        onSubmit: () => void form.handleSubmit(() => suspend.mutate(body))(),
      }}
      request={{ ...requestState(m, suspend, 'editor'), pendingLabel: words.pending }}
      leave={{ onClose: leave, dirty: isDirty }}
    >
      <ResourceName>{account.name}</ResourceName>
      <KeysAtStake serviceAccountId={account.id} none={words.withoutKeys} some={words.withKeys} />
      <Typography>{words.kept}</Typography>
      <DescriptionField
        label={words.reason}
        inputRef={focusOnArrival}
        text={reason}
        size={characters(reason)}
        limit={reasonMax}
        problem={errors.reason?.message}
        help={words.reasonHelp}
        {...form.register('reason', {
          validate: (text) => checkField(m, suspendServiceAccountBody.shape.reason, text),
        })}
      />
      <EquivalentCode request={{ id: 'suspendServiceAccount', account, body }} />
    </FormDialog>
  )
}
