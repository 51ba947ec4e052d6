import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { requestState } from '#console/api/error-words.ts'
import { isGone } from '#console/api/gone.ts'
import { useWrite } from '#console/api/use-write.ts'
import { EquivalentCode } from '#console/code/equivalent-code.tsx'
import { useMessages } from '#console/i18n/i18n.ts'
import { announce } from '#console/ui/page/announcer.tsx'
import { ConfirmField } from '#console/ui/form/confirm-field.tsx'
import { FormDialog } from '#console/ui/dialog/form-dialog.tsx'
import { NoticeDialog } from '#console/ui/dialog/notice-dialog.tsx'
import { ResourceName } from '#console/ui/text/resource-name.tsx'
import type { ServiceAccount } from '#contract/service-account.ts'
import { KeysAtStake, keysAtStakeQuery } from './keys-at-stake.tsx'
import { deleteServiceAccountMutation } from './queries.ts'

interface DeleteServiceAccountDialogProps {
  readonly account: ServiceAccount
  readonly onClose: () => void
  readonly onDeleted: () => void
}

/** Shows what is deleted with the account, and asks for its name. */
export const DeleteServiceAccountDialog = ({ account, onClose, onDeleted }: DeleteServiceAccountDialogProps) => {
  const m = useMessages()
  const words = m.serviceAccounts.delete
  const [typed, setTyped] = useState('')
  const [mismatch, setMismatch] = useState(false)
  const remove = useWrite({
    ...deleteServiceAccountMutation(),
    onSuccess: () => {
      announce(m.serviceAccounts.deleted(account.name))
      onDeleted()
    },
  })

  const keys = useQuery(keysAtStakeQuery(account.id))
  // A user without the right to see the keys can still delete the account, so a failed count does not block.
  const counting = keys.isFetching && !keys.error

  if (isGone(remove.error)) {
    return (
      <NoticeDialog
        title={m.serviceAccounts.alreadyGone}
        text={m.serviceAccounts.alreadyGoneHelp(account.name)}
        closeLabel={m.action.done}
        onClose={onDeleted}
      />
    )
  }

  const submit = () => {
    if (typed === account.name) remove.mutate(account.id)
    else setMismatch(true)
  }

  return (
    <FormDialog
      title={words.title}
      submit={{ label: m.action.delete, destructive: true, notYet: counting, onSubmit: submit }}
      request={{ ...requestState(m, remove, 'editor'), pendingLabel: words.pending }}
      leave={{ onClose, dirty: false }}
    >
      <ResourceName>{account.name}</ResourceName>
      <KeysAtStake serviceAccountId={account.id} none={words.withoutKeys} some={words.withKeys} />
      <Typography>{words.final}</Typography>
      <ConfirmField
        label={words.confirm(account.name)}
        expected={account.name}
        value={typed}
        onChange={(value) => {
          setTyped(value)
          setMismatch(false)
        }}
        problem={mismatch ? words.mismatch : undefined}
      />
      <EquivalentCode request={{ id: 'deleteServiceAccount', account }} />
    </FormDialog>
  )
}
