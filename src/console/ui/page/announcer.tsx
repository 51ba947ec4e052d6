import Box from '@mui/material/Box'
import { visuallyHidden } from '@mui/utils'
import { useEffect } from 'react'

import { makeStore, useStore } from '#console/state/store.ts'

const announced = makeStore({ text: '', turn: 0 })

/** Announces a text to screen readers without moving the focus. The same text again is announced again. */
export const announce = (text: string): void => announced.set({ text, turn: announced.get().turn + 1 })

const places = makeStore<readonly HTMLElement[]>([])

const offer = (place: HTMLElement | null) => {
  if (place === null) return undefined
  places.set([...places.get(), place])
  return () => places.set(places.get().filter((each) => each !== place))
}

/** Where notices must be, so that keyboards and screen readers reach them: in the dialog on top, or at the page's end. */
export const useNoticePlace = (): HTMLElement | undefined => useStore(places).at(-1)

/**
 * The live region, and the place of notices. The page has one and each dialog its own, because an open dialog hides the rest of the page from
 * assistive technology.
 */
export const Announcer = () => {
  const { text, turn } = useStore(announced)
  return (
    <>
      <Box role="status" sx={visuallyHidden}>
        {/* A new element each time, so that a repeated text is a change. */}
        <span key={turn}>{text}</span>
      </Box>
      <div ref={offer} />
    </>
  )
}

/** Announces its text on mount, after the live region beside it exists. */
export const Announcement = ({ text }: { readonly text: string }) => {
  useEffect(() => announce(text), [text])
  return null
}
