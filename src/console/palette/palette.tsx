import { type ClipboardEvent, useState } from 'react'

import { useMessages } from '#console/i18n/i18n.ts'
import { withoutSecret } from '#console/ui/form/secrets.ts'
import { useLeaveGuard } from '#console/ui/dialog/use-leave-guard.ts'
import type { PageLink } from './entry.ts'
import { PaletteDialog } from './palette-dialog.tsx'
import { useFound } from './use-found.ts'

interface PaletteProps {
  readonly folderId: string | undefined
  readonly pages: readonly PageLink[]
  /** Text typed while the palette was loading. */
  readonly typedBefore: () => string
  readonly onClose: () => void
}

/** Searches pages, folders, accounts and keys, and runs commands, by keyboard. */
export const Palette = ({ folderId, pages, typedBefore, onClose }: PaletteProps) => {
  const m = useMessages()
  const [search, setSearch] = useState(() => withoutSecret(typedBefore()))
  const [tookSecret, setTookSecret] = useState(false)
  useLeaveGuard({ stops: 'back', warns: false }, onClose)
  const found = useFound(search, folderId, pages)

  const change = (text: string) => {
    const clean = withoutSecret(text)
    setTookSecret(clean !== text)
    setSearch(clean)
  }

  // Intercept the secret before the field has it, because the browser would keep it for undo.
  const paste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text')
    if (withoutSecret(text) === text) return
    event.preventDefault()
    change(text)
  }

  return (
    <PaletteDialog
      search={search}
      onSearch={change}
      onPaste={paste}
      found={found}
      note={tookSecret ? m.palette.secretTaken : ''}
      onClose={onClose}
    />
  )
}
