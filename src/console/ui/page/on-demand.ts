import { type ComponentType, createElement, useEffect, useState } from 'react'

import { PartMissing } from './part-missing.tsx'

/** A component whose code is fetched when it is first drawn, or a little earlier by `preload`. */
export type OnDemand<Props> = ComponentType<Props> & {
  /** Call it when the component is likely to be needed soon: on hover, on focus. Never throws. */
  readonly preload: () => void
}

// A network that has just come back breaks what is asked for first: the dialog to sign in again, for one.
const delays = [300, 600]

/**
 * Makes a component of a part that the page does without until somebody asks for it: a menu, a dialog. Draws nothing
 * until its code is there, so that the focus stays where it is. Unlike React.lazy it is drawn at once when it was
 * preloaded, is not held back for 300 ms when it was not, and a failure, which is said in a corner, leaves the page and
 * what is open over it as they are.
 */
export const onDemand = <Props extends object>(load: () => Promise<ComponentType<Props>>): OnDemand<Props> => {
  let Loaded: ComponentType<Props> | undefined
  let loading: Promise<void> | undefined
  const fetchIt = async (turn = 0): Promise<void> => {
    try {
      Loaded = await load()
    } catch (error) {
      const delay = delays[turn]
      if (delay === undefined) {
        loading = undefined
        throw error
      }
      await new Promise((resolve) => setTimeout(resolve, delay))
      return fetchIt(turn + 1)
    }
  }
  const fetched = () => (loading ??= fetchIt())

  const Part = (props: Props) => {
    // State, not `Loaded` itself: the code may arrive after rendering and before the effect, which must then show it.
    const [Shown, setShown] = useState(() => Loaded)
    const [failed, setFailed] = useState(false)
    useEffect(() => {
      if (Shown !== undefined || failed) return
      fetched().then(
        () => setShown(() => Loaded),
        () => setFailed(true),
      )
    }, [Shown, failed])
    if (failed) return createElement(PartMissing, { onRetry: () => setFailed(false) })
    return Shown === undefined ? null : createElement(Shown, props)
  }
  return Object.assign(Part, {
    preload: () => {
      fetched().catch(() => undefined)
    },
  })
}
