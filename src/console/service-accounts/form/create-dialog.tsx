import { useForbidden } from '#console/access/use-forbidden.ts'
import { useWrite } from '#console/api/use-write.ts'
import { withPlaceholders } from '#console/code/tools/placeholders.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { announce } from '#console/ui/page/announcer.tsx'
import { AccountForm } from './account-form.tsx'
import { changeOf, creationOf, newAccount } from './account-fields.ts'
import { createServiceAccountMutation } from '../queries.ts'

interface CreateServiceAccountDialogProps {
  readonly folderId: string
  readonly onClose: () => void
  readonly onCreated: (serviceAccountId: string | undefined) => void
}

export const CreateServiceAccountDialog = ({ folderId, onClose, onCreated }: CreateServiceAccountDialogProps) => {
  const m = useMessages()
  const create = useWrite(createServiceAccountMutation())
  return (
    <AccountForm
      title={m.serviceAccounts.create}
      submit={{ label: m.action.create, blocked: useForbidden(folderId, 'serviceAccounts') }}
      request={create}
      pendingLabel={m.action.creating}
      leastRole="iam.serviceAccounts.admin"
      initial={newAccount}
      isChanged={isFilledIn}
      codeOf={(fields, from) => ({
        id: 'createServiceAccount',
        body: withPlaceholders(creationOf(fields, folderId, from), fields.expiry),
      })}
      onSubmit={({ fields, from, onError }) =>
        create.mutate(creationOf(fields, folderId, from), {
          onSuccess: ({ metadata }, { name }) => {
            announce(m.serviceAccounts.created(name))
            const id = metadata?.['serviceAccountId']
            onCreated(typeof id === 'string' ? id : undefined)
            onClose()
          },
          onError,
        })
      }
      onClose={onClose}
    />
  )
}

const nothing = {
  id: '',
  folderId: '',
  createdAt: '',
  name: '',
  description: '',
  labels: {},
  status: 'ACTIVE',
} as const
const isFilledIn: Parameters<typeof AccountForm>[0]['isChanged'] = (fields, from) =>
  changeOf(nothing, fields, from) !== null
