import { Bot, KeyRound, type LucideIcon } from 'lucide-react'

import { useMessages } from '#console/i18n/i18n.ts'
import { paths } from '../paths.ts'

interface PageLink {
  readonly id: string
  readonly label: string
  readonly to: string
  readonly Icon: LucideIcon
}

/** Targets of the navigation and the search, in order. */
export const usePages = (folderId: string | undefined): readonly PageLink[] => {
  const m = useMessages()
  const to = (path: (id: string) => string) => (folderId === undefined ? paths.root : path(folderId))
  return [
    { id: 'service-accounts', label: m.serviceAccounts.title, to: to(paths.serviceAccounts), Icon: Bot },
    { id: 'api-keys', label: m.apiKeys.title, to: to(paths.inventory), Icon: KeyRound },
  ]
}
