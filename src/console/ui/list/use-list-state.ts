import { useCallback, useEffect, useMemo, useState } from 'react'
import { NavigationType, useLocation, useNavigationType, useSearchParams } from 'react-router-dom'
import * as z from 'zod/mini'

import { useMessages } from '#console/i18n/i18n.ts'
import { useStore } from '#console/state/store.ts'
import type { Column, Sort } from '../table/data-table-column.ts'
import { type Chosen, chosenIn, type Filter } from './search/filter-rows.ts'
import type { ListKind } from './list-kind.ts'
import { lastViewOptions, type ViewOptions, viewOptionsIn } from './view-options.ts'
import { mayBecomeSecret, withoutSecret } from '../form/secrets.ts'

export interface ListState<Row> {
  readonly kind: ListKind<Row>
  readonly columns: readonly Column<Row>[]
  readonly filters: readonly Filter<Row>[]
  /** The search. '' shows all rows. */
  readonly q: string
  readonly sort: Sort
  readonly chosen: Chosen
  readonly viewOptions: ViewOptions
  readonly setQ: (q: string) => void
  readonly setSort: (sort: Sort) => void
  /** Sets the values of a filter. */
  readonly setFilter: (id: string, values: readonly string[]) => void
  readonly clearFilters: () => void
  /** Clears the search and filters. */
  readonly showAll: () => void
  readonly setViewOptions: (next: ViewOptions) => void
}

const searchMax = 200
/** The search as the address shows it: without anything that may contain a secret. */
const addressOf = (q: string) => (mayBecomeSecret(q) ? '' : q)

type Change = Readonly<Record<string, readonly string[]>>

/**
 * The state of a list, in the address: `?q=robot&sort=-createdAt&status=ACTIVE&hide=labels&rows=compact`. Other
 * parameters are ignored and kept. Back undoes a filter, other changes replace the entry.
 */
export const useListState = <Row>(kind: ListKind<Row>): ListState<Row> => {
  const m = useMessages()
  const [params, setParams] = useSearchParams()
  const columns = useMemo(() => kind.columns(m), [kind, m])
  const filters = useMemo(() => kind.filters?.(m) ?? [], [kind, m])

  const set = useCallback(
    (change: Change, replace = true) => {
      // Not `params` of the last render, which is outdated: a second change would undo the first.
      const after = new URLSearchParams(window.location.search)
      for (const [name, values] of Object.entries(change)) {
        after.delete(name)
        for (const value of values) if (value !== '') after.append(name, value)
      }
      setParams(after, { replace })
    },
    [setParams],
  )

  const askedFor = params.get('q') ?? ''
  // A search for a secret means the key that ends with it. Drop the secret itself here.
  const inAddress = withoutSecret(z.catch(z.string().check(z.maxLength(searchMax)), '').parse(askedFor))
  // Local state, because the router re-renders too late for a text field and its caret would jump.
  const [q, setText] = useState(inAddress)
  const { key } = useLocation()
  const cameFromElsewhere = useNavigationType() !== NavigationType.Replace
  // Only after a navigation. While typing, the address lags behind.
  const [followed, setFollowed] = useState(key)
  if (key !== followed) {
    setFollowed(key)
    if (cameFromElsewhere) setText(inAddress)
  }
  const isUnsafe = mayBecomeSecret(askedFor)
  useEffect(() => {
    if (isUnsafe) set({ q: [addressOf(inAddress)] })
  }, [isUnsafe, set, inAddress])

  const written = params.get('sort') ?? ''
  const sort = useMemo(() => {
    const id = written.replace(/^-/, '')
    const known = columns.some((column) => column.id === id && column.sortValue)
    return known ? { id, desc: written.startsWith('-') } : kind.sort
  }, [written, columns, kind])

  // Compare the text, because `params` is a new object after each navigation.
  const address = params.toString()
  const chosen = useMemo(() => chosenIn(new URLSearchParams(address), filters), [address, filters])
  const last = useMemo(() => lastViewOptions(kind.id), [kind.id])
  const remembered = useStore(last)
  const viewOptions = useMemo(() => {
    const hideable = columns.slice(1).map(({ id }) => id)
    const byDefault = { hidden: columns.filter(({ optional }) => optional).map(({ id }) => id), compact: false }
    return viewOptionsIn(new URLSearchParams(address), remembered ?? byDefault, hideable)
  }, [address, remembered, columns])

  return {
    kind,
    columns,
    filters,
    q,
    sort,
    chosen,
    viewOptions,
    setQ: useCallback(
      (next: string) => {
        const cleaned = withoutSecret(next)
        setText(cleaned)
        set({ q: [addressOf(cleaned)] })
      },
      [set, setText],
    ),
    setSort: useCallback(({ id, desc }: Sort) => set({ sort: [desc ? `-${id}` : id] }), [set]),
    setFilter: useCallback((id: string, values: readonly string[]) => set({ [id]: values }, false), [set]),
    clearFilters: useCallback(() => set(Object.fromEntries(filters.map(({ id }) => [id, []])), false), [set, filters]),
    showAll: useCallback(() => {
      setText('')
      set(Object.fromEntries(['q', ...filters.map(({ id }) => id)].map((id) => [id, []])))
    }, [set, setText, filters]),
    setViewOptions: useCallback(
      (next: ViewOptions) => {
        last.set(next)
        set({ hide: next.hidden, rows: next.compact ? ['compact'] : [] })
      },
      [set, last],
    ),
  }
}
