import { type ComponentType, createElement, useEffect, useState } from 'react'

import { PartMissing } from './part-missing.tsx'

/** A component whose code loads on first render, or earlier by `preload`. */
export type LazyPart<Props> = ComponentType<Props> & {
  /** Call it when the component is likely to be needed soon: on hover or focus. Never throws. */
  readonly preload: () => void
}

// Retry: the first request after a reconnect often fails, for example for the dialog to sign in again.
const delays = [300, 600]

/**
 * Loads a component on demand, such as a menu or dialog. Renders nothing until its code arrives, so that the focus
 * stays. Unlike React.lazy, a preloaded one renders at once, others are not delayed by 300 ms, and a failure shows a
 * notice in a corner and leaves the page as it is.
 */
export const lazyPart = <Props extends object>(load: () => Promise<ComponentType<Props>>): LazyPart<Props> => {
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
    // State, because the code may arrive between rendering and the effect, which must then re-render.
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
