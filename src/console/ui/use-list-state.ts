import { useCallback, useEffect, useMemo, useState } from 'react'
import { NavigationType, useLocation, useNavigationType, useSearchParams } from 'react-router-dom'
import * as z from 'zod/mini'

import { useMessages } from '#console/i18n/i18n.ts'
import type { Column, Sort } from './data-table-column.ts'
import type { ListKind } from './list-kind.ts'

export interface ListState<Row> {
  readonly kind: ListKind<Row>
  readonly columns: readonly Column<Row>[]
  /** What is searched for; '' shows everything. */
  readonly q: string
  readonly sort: Sort
  readonly setQ: (q: string) => void
  readonly setSort: (sort: Sort) => void
}

const searchMax = 200
const asIs = (q: string) => q

/** The state of a list, kept in the address: `?q=robot&sort=-createdAt`. Whatever else stands there is ignored. */
export const useListState = <Row>(kind: ListKind<Row>): ListState<Row> => {
  const m = useMessages()
  const [params, setParams] = useSearchParams()
  const columns = useMemo(() => kind.columns(m), [kind, m])
  const { cleanSearch = asIs } = kind

  const set = useCallback(
    (name: string, value: string) =>
      setParams(
        (before) => {
          const after = new URLSearchParams(before)
          if (value === '') after.delete(name)
          else after.set(name, value)
          return after
        },
        { replace: true },
      ),
    [setParams],
  )

  const inAddress = z.catch(z.string().check(z.maxLength(searchMax)), '').parse(params.get('q') ?? '')
  // Typed here first: the router draws a change too late for a text field, whose caret would jump.
  const [q, setText] = useState(inAddress)
  const { key } = useLocation()
  const cameFromElsewhere = useNavigationType() !== NavigationType.Replace
  useEffect(() => {
    if (cameFromElsewhere) setText(inAddress)
    // Only a navigation counts; the address lags behind the typing otherwise.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [key])

  const written = params.get('sort') ?? ''
  const sort = useMemo(() => {
    const id = written.replace(/^-/, '')
    const known = columns.some((column) => column.id === id && column.sortValue)
    return known ? { id, desc: written.startsWith('-') } : kind.sort
  }, [written, columns, kind])

  return {
    kind,
    columns,
    q,
    sort,
    setQ: useCallback(
      (next: string) => {
        const cleaned = cleanSearch(next)
        setText(cleaned)
        set('q', cleaned)
      },
      [set, cleanSearch],
    ),
    setSort: useCallback(({ id, desc }: Sort) => set('sort', desc ? `-${id}` : id), [set]),
  }
}
