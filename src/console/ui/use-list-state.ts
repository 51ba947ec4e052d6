import { useCallback, useEffect, useMemo, useState } from 'react'
import { NavigationType, useLocation, useNavigationType, useSearchParams } from 'react-router-dom'
import * as z from 'zod/mini'

import type { Sort } from './data-table.tsx'

export interface ListState {
  /** What is searched for; '' shows everything. */
  readonly q: string
  readonly sort: Sort
  readonly setQ: (q: string) => void
  readonly setSort: (sort: Sort) => void
}

const searchMax = 200

/**
 * The state of a list, kept in the address: `?q=robot&sort=-createdAt`. Whatever else stands there is ignored.
 *
 * @param sortable ids of the columns one can sort by
 * @param clean takes out of a search what must not stand in an address
 */
export const useListState = (
  sortable: readonly [string, ...string[]],
  byDefault: Sort,
  clean: (q: string) => string = (q) => q,
): ListState => {
  const [params, setParams] = useSearchParams()

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
    const id = z.enum(sortable).safeParse(written.replace(/^-/, ''))
    return id.success ? { id: id.data, desc: written.startsWith('-') } : byDefault
  }, [written, sortable, byDefault])

  return {
    q,
    sort,
    setQ: useCallback(
      (next: string) => {
        const cleaned = clean(next)
        setText(cleaned)
        set('q', cleaned)
      },
      [set, clean],
    ),
    setSort: useCallback(({ id, desc }: Sort) => set('sort', desc ? `-${id}` : id), [set]),
  }
}
