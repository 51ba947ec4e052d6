import { useMessages } from '#console/i18n/i18n.ts'
import type { ApiKey } from '#contract/api-key.ts'
import { CodeDialog } from './code-dialog.tsx'
import { missing } from './request.ts'

interface KeyCodeDialogProps {
  readonly apiKey: ApiKey
  readonly onClose: () => void
}

/** An API key as code: create it again, edit, delete, list. */
export const KeyCodeDialog = ({ apiKey, onClose }: KeyCodeDialogProps) => {
  const m = useMessages()
  const words = m.code.action
  const { id, maskedSecret, serviceAccountId, description, scopes, expiresAt } = apiKey
  // Old keys may have no scopes. A request cannot ask for that: an empty list means the default scopes.
  const changed = {
    description,
    ...(scopes.length > 0 && { scopes }),
    ...(expiresAt !== undefined && { expiresAt }),
  }
  return (
    <CodeDialog
      name={maskedSecret || id}
      onClose={onClose}
      actions={[
        {
          label: words.createAgain,
          request: { id: 'createApiKey', body: { serviceAccountId, scopes: missing.scopes, ...changed } },
        },
        {
          label: words.edit,
          request: { id: 'updateApiKey', apiKey, body: { updateMask: Object.keys(changed).join(','), ...changed } },
          note: 'currentValues',
        },
        { label: words.delete, request: { id: 'deleteApiKey', apiKey } },
        { label: words.list, request: { id: 'listApiKeys', serviceAccountId } },
      ]}
    />
  )
}
