import { useQueryClient } from '@tanstack/react-query'

import { focusHeading } from '#console/ui/page/focus.ts'
import { onDemand } from '#console/ui/page/on-demand.ts'
import type { ApiKey } from '#contract/api-key.ts'
import type { ServiceAccount } from '#contract/service-account.ts'
import { apiKeyQueries } from '../queries.ts'
import type { Start } from '../create/start.ts'

const CreateDialog = onDemand(async () => (await import('../create/create-dialog.tsx')).CreateApiKeyDialog)
const EditDialog = onDemand(async () => (await import('./edit-dialog.tsx')).EditApiKeyDialog)
const RotateDialog = onDemand(async () => (await import('../rotate/rotate-dialog.tsx')).RotateApiKeyDialog)
const CodeDialog = onDemand(async () => (await import('#console/code/key-code-dialog.tsx')).KeyCodeDialog)
const DeleteDialog = onDemand(async () => (await import('./delete-dialog.tsx')).DeleteApiKeyDialog)

/** Which dialog of an account's keys is open. */
export type KeyDialog =
  | { readonly kind: 'create'; readonly start?: Start }
  | { readonly kind: 'edit' | 'rotate' | 'code' | 'delete'; readonly apiKey: ApiKey }

interface KeyDialogsProps {
  readonly account: ServiceAccount
  readonly open: KeyDialog
  readonly onClose: () => void
  /** A new key like this one is wanted instead. */
  readonly onDuplicate: (apiKey: ApiKey) => void
  readonly onSecret: () => void
  /** A key may have been made. @param createdId when it is known which */
  readonly onCreated: (createdId?: string) => void
}

/** The dialogs of the keys of an account, each loaded when it is first opened. */
export const KeyDialogs = ({ account, open, onClose, onDuplicate, onSecret, onCreated }: KeyDialogsProps) => {
  const client = useQueryClient()
  // With the row went what had the focus.
  const onGone = () => {
    onClose()
    void client.invalidateQueries({ queryKey: apiKeyQueries.list(account.id).queryKey })
    focusHeading()
  }
  switch (open.kind) {
    case 'create':
      return (
        <CreateDialog
          account={account}
          {...(open.start && { start: open.start })}
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
    case 'code':
      return <CodeDialog apiKey={open.apiKey} onClose={onClose} />
    case 'delete':
      return <DeleteDialog apiKey={open.apiKey} account={account} onClose={onClose} onDeleted={onGone} />
  }
}
