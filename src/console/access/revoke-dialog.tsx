import Typography from '@mui/material/Typography'

import { requestState } from '#console/api/error-words.ts'
import { useWrite } from '#console/api/use-write.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { announce } from '#console/ui/page/announcer.tsx'
import { CodeText } from '#console/ui/text/code-text.tsx'
import { Facts } from '#console/ui/text/facts.tsx'
import { FormDialog } from '#console/ui/dialog/form-dialog.tsx'
import { Verbatim } from '#console/ui/cell/verbatim.tsx'
import type { AccessBinding } from '#contract/access.ts'
import type { ServiceAccount } from '#contract/service-account.ts'
import { BoundSubject } from './columns.tsx'
import { updateAccessMutation } from './queries.ts'
import { subjectKindWords } from './subject.ts'

interface RevokeRoleDialogProps {
  readonly account: ServiceAccount
  readonly binding: AccessBinding
  readonly onClose: () => void
  readonly onRevoked: () => void
}

/** Revokes a role after naming the role and its subject. */
export const RevokeRoleDialog = ({ account, binding, onClose, onRevoked }: RevokeRoleDialogProps) => {
  const m = useMessages()
  const words = m.access.revoke
  const revoke = useWrite({
    ...updateAccessMutation(account.id),
    onSuccess: () => {
      announce(words.done(binding.roleId))
      onRevoked()
    },
  })
  return (
    <FormDialog
      title={words.title}
      submit={{
        label: words.action,
        destructive: true,
        onSubmit: () => revoke.mutate({ action: 'REMOVE', accessBinding: binding }),
      }}
      request={{ ...requestState(m, revoke, 'iam.serviceAccounts.admin'), pendingLabel: words.pending }}
      leave={{ onClose, dirty: false }}
    >
      <Facts
        facts={[
          { term: m.access.role, value: <CodeText>{binding.roleId}</CodeText> },
          { term: m.access.subject, value: <BoundSubject subject={binding.subject} /> },
          { term: m.access.type, value: subjectKindWords(m, binding.subject) },
          { term: m.access.account, value: <Verbatim>{account.name}</Verbatim> },
        ]}
      />
      <Typography>{words.means}</Typography>
    </FormDialog>
  )
}
