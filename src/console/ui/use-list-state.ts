import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router-dom'
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
 */
export const useListState = (sortable: readonly [string, ...string[]], byDefault: Sort): ListState => {
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

  const q = z.catch(z.string().check(z.maxLength(searchMax)), '').parse(params.get('q') ?? '')
  const written = params.get('sort') ?? ''
  const sort = useMemo(() => {
    const id = z.enum(sortable).safeParse(written.replace(/^-/, ''))
    return id.success ? { id: id.data, desc: written.startsWith('-') } : byDefault
  }, [written, sortable, byDefault])

  return {
    q,
    sort,
    setQ: useCallback((next: string) => set('q', next), [set]),
    setSort: useCallback(({ id, desc }: Sort) => set('sort', desc ? `-${id}` : id), [set]),
  }
}
