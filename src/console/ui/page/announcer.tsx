import Box from '@mui/material/Box'
import { visuallyHidden } from '@mui/utils'
import { useEffect } from 'react'

import { makeStore, useStore } from '#console/state/store.ts'

const announced = makeStore({ text: '', turn: 0 })

/** Says something to screen readers without moving the focus. The same text twice is said twice. */
export const announce = (text: string): void => announced.set({ text, turn: announced.get().turn + 1 })

/**
 * The live region that speaks. The page has one, and each dialog its own: while a dialog is open the rest of the page
 * is hidden from assistive technology.
 */
export const Announcer = () => {
  const { text, turn } = useStore(announced)
  return (
    <Box role="status" sx={visuallyHidden}>
      {/* A new element each turn, so that a repeated text is a change. */}
      <span key={turn}>{text}</span>
    </Box>
  )
}

/** Says its text when it appears, once the live region beside it is there to be heard. */
export const Announcement = ({ text }: { readonly text: string }) => {
  useEffect(() => announce(text), [text])
  return null
}
