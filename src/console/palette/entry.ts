import type { LucideIcon } from 'lucide-react'

/** An entry of the palette: a target or a command. */
export interface Entry {
  /** Unique and stable. */
  readonly id: string
  readonly Icon: LucideIcon
  readonly label: string
  /** Shown beside the label: the name of its parent. */
  readonly detail?: string
  /** The id, shown beside a label that is a name or mask. */
  readonly code?: string
  readonly run: () => void
  /** Keeps the palette open when it runs. */
  readonly stays?: true
  /** Not stored as recent: it cannot be restored without its search. */
  readonly passing?: true
}

export interface Group {
  readonly name: string
  readonly entries: readonly Entry[]
}

/** A page of the navigation. */
export interface PageLink {
  readonly id: string
  readonly label: string
  readonly to: string
  readonly Icon: LucideIcon
}

/** The maximum number of entries shown per kind. */
export const mostOfKind = 8

/** What could not be searched. */
export interface Missing {
  readonly what: string
  readonly error: unknown
  readonly retry: () => void
}
