import type { LucideIcon } from 'lucide-react'

/** Something the palette leads to or does. */
export interface Entry {
  /** Unique among all entries, and the same the next time. */
  readonly id: string
  readonly Icon: LucideIcon
  readonly label: string
  /** Beside the label: the name of what it belongs to. */
  readonly detail?: string
  /** Beside the label, which is a name or a mask then: its id. */
  readonly code?: string
  readonly run: () => void
  /** Running it does not close the palette. */
  readonly stays?: true
  /** Does not count as recent: it could not be offered again without what was searched for. */
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

/** How many entries of a kind are shown at most. */
export const mostOfKind = 8

/** What could not be looked through. */
export interface Missing {
  readonly what: string
  readonly error: unknown
  readonly retry: () => void
}
