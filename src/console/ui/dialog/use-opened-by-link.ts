import { useCallback, useMemo, useState } from 'react'
import { useLocation, useSearchParams } from 'react-router-dom'

interface OpenedByLink<Start> {
  /** Null while the address does not ask for the dialog. */
  readonly start: Start | null
  /** Call it when the dialog closes: takes what asked for it out of the address. */
  readonly forget: () => void
}

/**
 * A dialog that a link opens, as `?create=1` does. It is open as long as the address asks for it.
 *
 * @param read what the dialog begins with, or null
 * @param names the parameters that `read` looks at
 */
export const useOpenedByLink = <Start>(
  read: (params: URLSearchParams) => Start | null,
  names: readonly string[],
): OpenedByLink<Start> => {
  const { key } = useLocation()
  const [params, setParams] = useSearchParams()
  // The router changes the address a moment later: until then this navigation asks for nothing.
  const [forgotten, setForgotten] = useState<string>()
  const asked = useMemo(() => read(params), [read, params])
  const start = key === forgotten ? null : asked
  const forget = useCallback(() => {
    if (start === null) return
    setForgotten(key)
    setParams(
      (before) => {
        const after = new URLSearchParams(before)
        for (const name of names) after.delete(name)
        return after
      },
      { replace: true },
    )
  }, [start, key, setParams, names])
  return { start, forget }
}
