import { useEffect, useEffectEvent } from 'react'
import { useSearchParams } from 'react-router-dom'

/**
 * Opens what a link asks for by `?create=1`, and takes that out of the address: coming back or reloading does not open
 * it again.
 */
export const useOpenedByLink = (name: string, open: () => void): void => {
  const [params, setParams] = useSearchParams()
  const asked = params.get(name) === '1'
  const answer = useEffectEvent(() => {
    open()
    setParams(
      (before) => {
        const after = new URLSearchParams(before)
        after.delete(name)
        return after
      },
      { replace: true },
    )
  })
  useEffect(() => {
    if (asked) answer()
  }, [asked])
}
