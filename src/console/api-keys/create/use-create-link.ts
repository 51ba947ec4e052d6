import { type Dispatch, type SetStateAction, useCallback, useEffect } from 'react'
import { useSearchParams } from 'react-router-dom'

import { now } from '#console/clock.ts'
import { startOfLink, withoutLink } from './create-link.ts'
import type { KeyDialog } from '../list/key-dialogs.tsx'

/**
 * Opens "Create API key" while the address asks for it.
 *
 * @returns takes that out of the address
 */
export const useCreateLink = (setOpen: Dispatch<SetStateAction<KeyDialog | null>>): (() => void) => {
  const [params, setParams] = useSearchParams()
  const asked = params.get('create') !== null

  useEffect(() => {
    const start = startOfLink(params, new Date(now()))
    setOpen((open) => {
      if (start !== null) return { kind: 'create', start }
      // Back, to where it was not asked for.
      return open?.kind === 'create' && open.start?.origin.kind === 'link' ? null : open
    })
  }, [params, setOpen])

  return useCallback(() => {
    if (asked) setParams(withoutLink, { replace: true })
  }, [asked, setParams])
}
