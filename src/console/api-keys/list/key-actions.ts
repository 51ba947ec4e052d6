import { now } from '#console/clock.ts'
import type { Messages } from '#console/i18n/en.ts'
import type { RowAction } from '#console/ui/menu/row-menu.tsx'
import type { ApiKey } from '#contract/api-key.ts'
import { duplicateOf } from '../create/form-prefill.ts'
import type { KeyDialog } from './key-dialogs.tsx'

interface KeyActionHandlers {
  readonly onOpen: (dialog: KeyDialog) => void
  /** The history of the key, which is on its account's page. */
  readonly onOperations: () => void
}

/** The menu of a key, wherever the key is listed. */
export const keyActions = (
  m: Messages,
  apiKey: ApiKey,
  { onOpen, onOperations }: KeyActionHandlers,
): readonly RowAction[] => [
  { label: m.action.edit, onSelect: () => onOpen({ kind: 'edit', apiKey }) },
  { label: m.apiKeys.rotate.action, onSelect: () => onOpen({ kind: 'rotate', apiKey }) },
  {
    label: m.apiKeys.duplicate,
    onSelect: () => onOpen({ kind: 'create', prefill: duplicateOf(apiKey, new Date(now())) }),
  },
  { label: m.apiKeys.leaked, onSelect: () => onOpen({ kind: 'leak', apiKey }) },
  { label: m.operations.title, onSelect: onOperations },
  { label: m.code.show, onSelect: () => onOpen({ kind: 'code', apiKey }) },
  { label: m.action.delete, onSelect: () => onOpen({ kind: 'delete', apiKey }), destructive: true },
]
