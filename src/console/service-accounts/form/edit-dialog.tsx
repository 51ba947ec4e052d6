import { useState } from 'react'

import { useWrite } from '#console/api/use-write.ts'
import { withPlaceholders } from '#console/code/tools/placeholders.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { announce } from '#console/ui/page/announcer.tsx'
import type { ServiceAccount } from '#contract/service-account.ts'
import { AccountForm } from './account-form.tsx'
import { changeOf, fieldsOf } from './account-fields.ts'
import { updateServiceAccountMutation } from '../queries.ts'

interface EditServiceAccountDialogProps {
  readonly account: ServiceAccount
  readonly onClose: () => void
}

/** Sends only the fields that the user changed, so that other people's changes stay. */
export const EditServiceAccountDialog = ({ account, onClose }: EditServiceAccountDialogProps) => {
  const m = useMessages()
  const words = m.serviceAccounts.edit
  // The account as the form was filled. A refresh behind the dialog must not look like a change.
  const [before] = useState(account)
  const [notice, setNotice] = useState<string | null>(null)
  const update = useWrite(updateServiceAccountMutation(account.id))
  return (
    <AccountForm
      title={words.title}
      submit={{ label: m.action.save, notice }}
      request={update}
      pendingLabel={m.action.saving}
      leastRole="editor"
      initial={fieldsOf(before)}
      expiresAt={before.expiresAt}
      isChanged={(fields, from) => changeOf(before, fields, from) !== null}
      codeOf={(fields, from) => {
        const body = withPlaceholders(changeOf(before, fields, from) ?? { updateMask: '' }, fields.expiry)
        return { id: 'updateServiceAccount', account: before, body }
      }}
      onSubmit={({ fields, from, onError }) => {
        const change = changeOf(before, fields, from)
        setNotice(change === null ? words.nothingChanged : null)
        if (change === null) return
        update.mutate(change, {
          onSuccess: () => {
            announce(words.saved(fields.name))
            onClose()
          },
          onError,
        })
      }}
      onClose={onClose}
    />
  )
}
