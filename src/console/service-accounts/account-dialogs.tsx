import { lazy, Suspense } from 'react'

import type { Messages } from '#console/i18n/en.ts'
import type { RowAction } from '#console/ui/menu/row-menu.tsx'
import type { ServiceAccount } from '#contract/service-account.ts'

const EditDialog = lazy(async () => ({ default: (await import('./form/edit-dialog.tsx')).EditServiceAccountDialog }))
const SuspendDialog = lazy(async () => ({
  default: (await import('./suspend-dialog.tsx')).SuspendServiceAccountDialog,
}))
const ReactivateDialog = lazy(async () => ({
  default: (await import('./reactivate-dialog.tsx')).ReactivateServiceAccountDialog,
}))
const DeleteDialog = lazy(async () => ({ default: (await import('./delete-dialog.tsx')).DeleteServiceAccountDialog }))

const CodeDialog = lazy(async () => ({
  default: (await import('#console/code/account-code-dialog.tsx')).AccountCodeDialog,
}))

/** Actions on an account. Each opens its dialog. */
export type AccountAction = 'edit' | 'suspend' | 'reactivate' | 'code' | 'delete'

/** The row menu of an account, in the list and on its page. */
export const accountActions = (
  m: Messages,
  { status }: ServiceAccount,
  open: (action: AccountAction) => void,
): readonly RowAction[] => [
  { label: m.action.edit, onSelect: () => open('edit') },
  status === 'SUSPENDED'
    ? { label: m.serviceAccounts.reactivate.action, onSelect: () => open('reactivate') }
    : { label: m.serviceAccounts.suspend.action, onSelect: () => open('suspend') },
  { label: m.code.show, onSelect: () => open('code') },
  { label: m.action.delete, onSelect: () => open('delete'), destructive: true },
]

interface AccountDialogProps {
  readonly action: AccountAction
  readonly account: ServiceAccount
  readonly onClose: () => void
  readonly onDeleted: () => void
}

/** The dialog of an action, loaded on demand. */
export const AccountDialog = ({ action, account, onClose, onDeleted }: AccountDialogProps) => (
  <Suspense fallback={null}>
    {action === 'edit' && <EditDialog account={account} onClose={onClose} />}
    {action === 'suspend' && <SuspendDialog account={account} onClose={onClose} />}
    {action === 'reactivate' && <ReactivateDialog account={account} onClose={onClose} />}
    {action === 'code' && <CodeDialog account={account} onClose={onClose} />}
    {action === 'delete' && <DeleteDialog account={account} onClose={onClose} onDeleted={onDeleted} />}
  </Suspense>
)
