import { useCallback, useEffect, useMemo, useState } from 'react'
import { NavigationType, useLocation, useNavigationType, useSearchParams } from 'react-router-dom'
import * as z from 'zod/mini'

import { useMessages } from '#console/i18n/i18n.ts'
import { useStore } from '#console/state/store.ts'
import type { Column, Sort } from '../table/data-table-column.ts'
import { type Chosen, chosenIn, type Filter } from './filter-rows.ts'
import type { ListKind } from './list-kind.ts'
import { lastLook, type ListLook, lookIn } from './list-look.ts'
import { mayBecomeSecret, withoutSecret } from '../form/secrets.ts'

export interface ListState<Row> {
  readonly kind: ListKind<Row>
  readonly columns: readonly Column<Row>[]
  readonly filters: readonly Filter<Row>[]
  /** What is searched for; '' shows everything. */
  readonly q: string
  readonly sort: Sort
  readonly chosen: Chosen
  readonly look: ListLook
  readonly setQ: (q: string) => void
  readonly setSort: (sort: Sort) => void
  /** Chooses these values of a filter, and no others of it. */
  readonly setFilter: (id: string, values: readonly string[]) => void
  readonly clearFilters: () => void
  /** Takes away whatever hides rows: the search and the filters. */
  readonly showAll: () => void
  readonly setLook: (look: ListLook) => void
}

const searchMax = 200
/** What the address says of a search: nothing of one that may hold a secret. */
const addressOf = (q: string) => (mayBecomeSecret(q) ? '' : q)

type Change = Readonly<Record<string, readonly string[]>>

/**
 * The state of a list, kept in the address: `?q=robot&sort=-createdAt&status=ACTIVE&hide=labels&rows=compact`.
 * Whatever else stands there is ignored, and kept. Back undoes a filter; the rest changes in place.
 */
export const useListState = <Row>(kind: ListKind<Row>): ListState<Row> => {
  const m = useMessages()
  const [params, setParams] = useSearchParams()
  const columns = useMemo(() => kind.columns(m), [kind, m])
  const filters = useMemo(() => kind.filters?.(m) ?? [], [kind, m])

  const set = useCallback(
    (change: Change, replace = true) => {
      // Not the `params` of the last drawing, which lag behind: a second change would undo the first.
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
  // Whoever searches for a secret means the key that ends with it. The secret itself gets no further.
  const inAddress = withoutSecret(z.catch(z.string().check(z.maxLength(searchMax)), '').parse(askedFor))
  // Typed here first: the router draws a change too late for a text field, whose caret would jump.
  const [q, setText] = useState(inAddress)
  const { key } = useLocation()
  const cameFromElsewhere = useNavigationType() !== NavigationType.Replace
  // Only after a navigation: otherwise the address lags behind the typing.
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

  // By the text of the address: `params` is another object after each navigation.
  const address = params.toString()
  const chosen = useMemo(() => chosenIn(new URLSearchParams(address), filters), [address, filters])
  const last = useMemo(() => lastLook(kind.id), [kind.id])
  const remembered = useStore(last)
  const look = useMemo(() => {
    const hideable = columns.slice(1).map(({ id }) => id)
    const byDefault = { hidden: columns.filter(({ optional }) => optional).map(({ id }) => id), compact: false }
    return lookIn(new URLSearchParams(address), remembered ?? byDefault, hideable)
  }, [address, remembered, columns])

  return {
    kind,
    columns,
    filters,
    q,
    sort,
    chosen,
    look,
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
    setLook: useCallback(
      (next: ListLook) => {
        last.set(next)
        set({ hide: next.hidden, rows: next.compact ? ['compact'] : [] })
      },
      [set, last],
    ),
  }
}
