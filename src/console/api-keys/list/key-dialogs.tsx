import { useQueryClient } from '@tanstack/react-query'

import { focusHeading } from '#console/ui/page/focus.ts'
import { lazyPart } from '#console/ui/loading/lazy-part.ts'
import type { ApiKey } from '#contract/api-key.ts'
import type { ServiceAccount } from '#contract/service-account.ts'
import { refreshKeys } from '../queries.ts'
import type { FormPrefill } from '../create/form-prefill.ts'

const CreateDialog = lazyPart(async () => (await import('../create/create-dialog.tsx')).CreateApiKeyDialog)
const EditDialog = lazyPart(async () => (await import('./edit-dialog.tsx')).EditApiKeyDialog)
const RotateDialog = lazyPart(async () => (await import('../rotate/rotate-dialog.tsx')).RotateApiKeyDialog)
const LeakDialog = lazyPart(async () => (await import('#console/leak/leak-dialog.tsx')).LeakDialog)
const CodeDialog = lazyPart(async () => (await import('#console/code/key-code-dialog.tsx')).KeyCodeDialog)
const DeleteDialog = lazyPart(async () => (await import('./delete-dialog.tsx')).DeleteApiKeyDialog)

/** The open dialog of an account's keys. */
export type KeyDialog =
  | { readonly kind: 'create'; readonly prefill?: FormPrefill }
  | { readonly kind: 'edit' | 'rotate' | 'leak' | 'code' | 'delete'; readonly apiKey: ApiKey }

interface KeyDialogsProps {
  readonly account: ServiceAccount
  readonly open: KeyDialog
  readonly onClose: () => void
  /** The user wants a new key like this one instead. */
  readonly onDuplicate: (apiKey: ApiKey) => void
  readonly onSecret: () => void
  /** A key may have been created. @param createdId the new key, if known */
  readonly onCreated: (createdId?: string) => void
}

/** The dialogs of an account's keys. Each loads when it is first opened. */
export const KeyDialogs = ({ account, open, onClose, onDuplicate, onSecret, onCreated }: KeyDialogsProps) => {
  const client = useQueryClient()
  // The focused element went away with the row.
  const onGone = () => {
    onClose()
    refreshKeys(client, [account.id])
    focusHeading()
  }
  switch (open.kind) {
    case 'create':
      return (
        <CreateDialog
          account={account}
          {...(open.prefill && { prefill: open.prefill })}
          onSecret={onSecret}
          onClose={onCreated}
        />
      )
    case 'edit':
      return <EditDialog apiKey={open.apiKey} onClose={onClose} onGone={onGone} />
    case 'rotate':
      return (
        <RotateDialog
          apiKey={open.apiKey}
          account={account}
          onDuplicate={() => onDuplicate(open.apiKey)}
          onClose={onCreated}
        />
      )
    case 'leak':
      return (
        <LeakDialog apiKey={open.apiKey} account={account} onClose={onClose} onCreated={onCreated} onGone={onGone} />
      )
    case 'code':
      return <CodeDialog apiKey={open.apiKey} onClose={onClose} />
    case 'delete':
      return <DeleteDialog apiKey={open.apiKey} account={account} onClose={onClose} onDeleted={onGone} />
  }
}
