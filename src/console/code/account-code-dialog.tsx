import { useMessages } from '#console/i18n/i18n.ts'
import type { ServiceAccount } from '#contract/service-account.ts'
import { type CodeAction, CodeDialog } from './code-dialog.tsx'

interface AccountCodeDialogProps {
  readonly account: ServiceAccount
  readonly onClose: () => void
}

/** A service account as code: create it again, edit, suspend, delete, list. */
export const AccountCodeDialog = ({ account, onClose }: AccountCodeDialogProps) => {
  const m = useMessages()
  const words = m.code.action
  const { name, folderId, description, labels, status, expiresAt } = account
  const fields = { name, description, labels, ...(expiresAt !== undefined && { expiresAt }) }
  const pause: CodeAction =
    status === 'SUSPENDED'
      ? { label: words.reactivate, request: { id: 'reactivateServiceAccount', account } }
      : { label: words.suspend, request: { id: 'suspendServiceAccount', account, body: {} } }
  return (
    <CodeDialog
      name={name}
      onClose={onClose}
      actions={[
        { label: words.createAgain, request: { id: 'createServiceAccount', body: { folderId, ...fields } } },
        {
          label: words.edit,
          request: {
            id: 'updateServiceAccount',
            account,
            body: { updateMask: Object.keys(fields).join(','), ...fields },
          },
          note: 'currentValues',
        },
        pause,
        { label: words.delete, request: { id: 'deleteServiceAccount', account } },
        { label: words.list, request: { id: 'listServiceAccounts', folderId } },
      ]}
    />
  )
}
