import { type ReactNode, useState } from 'react'

import { useMessages } from '#console/i18n/i18n.ts'
import { useOnDemandMessages } from '#console/i18n/on-demand.ts'
import type { BulkAction, Picked } from '#console/ui/list/selection-bar.tsx'
import { lazyPart } from '#console/ui/loading/lazy-part.ts'
import { focusHeading } from '#console/ui/page/focus.ts'
import type { BulkKey } from './use-current-keys.ts'

const DeleteDialog = lazyPart(async () => (await import('./bulk-delete-dialog.tsx')).DeleteApiKeysDialog)
const ExpireDialog = lazyPart(async () => (await import('./bulk-expiry-dialog.tsx')).ExpireApiKeysDialog)

/** The bulk actions on API keys, wherever they are listed. */
export const useBulkKeyActions = <Row extends BulkKey>(): {
  readonly bulkActions: readonly BulkAction<Row>[]
  readonly bulkDialog: ReactNode
} => {
  const m = useMessages()
  const words = useOnDemandMessages().bulkExpiry
  const [open, setOpen] = useState<{ readonly Dialog: typeof DeleteDialog; readonly picked: Picked<BulkKey> }>()
  const close = () => {
    setOpen(undefined)
    focusHeading()
  }
  return {
    bulkActions: [
      { label: words.action, onSelect: (picked) => setOpen({ Dialog: ExpireDialog, picked }) },
      { label: m.action.delete, onSelect: (picked) => setOpen({ Dialog: DeleteDialog, picked }), destructive: true },
    ],
    bulkDialog: open && <open.Dialog picked={open.picked} onClose={close} />,
  }
}
