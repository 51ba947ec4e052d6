import { useCallback, useMemo, useState } from 'react'
import { useLocation, useSearchParams } from 'react-router-dom'

interface OpenedByLink<Start> {
  /** Null if the address does not open the dialog. */
  readonly start: Start | null
  /** Call it when the dialog closes. Removes the parameters from the address. */
  readonly forget: () => void
}

/**
 * A dialog that a link opens, such as `?create=1`. It is open while the address asks for it.
 *
 * @param read parses the dialog's initial state, or null
 * @param names the parameters that `read` uses
 */
export const useOpenedByLink = <Start>(
  read: (params: URLSearchParams) => Start | null,
  names: readonly string[],
): OpenedByLink<Start> => {
  const { key } = useLocation()
  const [params, setParams] = useSearchParams()
  // The router updates the address later. Until then, ignore this navigation.
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
