import { useEffect, useState } from 'react'

import { cellOf, isCut, stopAtCutCells } from './cut-cells.ts'
import { OpenTooltip, tooltipEvents } from './tooltip.tsx'

/** What the element says instead of its own words, until it is left. */
const said = new WeakMap<HTMLElement, string>()
let show: ((anchor: HTMLElement) => void) | undefined

/** Says something at an element that has `data-tip`, at once: what came of pressing it. */
export const sayAt = (anchor: HTMLElement, text: string): void => {
  said.set(anchor, text)
  show?.(anchor)
}

const tells = (anchor: HTMLElement): boolean => anchor.dataset['tip'] !== undefined

const wordsOf = (anchor: HTMLElement): string =>
  tells(anchor)
    ? (said.get(anchor) ?? anchor.getAttribute('aria-description') ?? anchor.getAttribute('aria-label') ?? '')
    : anchor.textContent

const anchorOf = ({ target }: Event) =>
  target instanceof Element ? (target.closest<HTMLElement>('[data-tip]') ?? cellOf(target)) : null

/**
 * The tooltips of all elements with `data-tip`: they show what the element tells assistive technology of itself anyway,
 * by `aria-description` or else by `aria-label`. And those of the cells of a table that are cut: all of their text. One
 * component for the whole page: the cells stay plain, and are measured only when one is pointed at or the focus comes.
 */
export const Tips = () => {
  const [open, setOpen] = useState<{ readonly anchor: HTMLElement }>()
  useEffect(() => {
    const tooltip = tooltipEvents((anchor) => {
      if (tells(anchor) || isCut(anchor)) setOpen({ anchor })
    })
    let under: HTMLElement | null = null
    const control = new AbortController()
    const on = <Name extends keyof DocumentEventMap>(name: Name, listener: (event: DocumentEventMap[Name]) => void) =>
      document.addEventListener(name, listener, { passive: true, signal: control.signal })

    on('pointerover', (event) => {
      const anchor = anchorOf(event)
      if (anchor === under) return
      if (under !== null) tooltip.leave(event)
      under = anchor
      if (anchor !== null) tooltip.enter(anchor, event)
    })
    on('pointerdown', (event) => {
      const anchor = anchorOf(event)
      if (anchor !== null) tooltip.down(anchor, event)
    })
    on('pointerup', (event) => {
      if (anchorOf(event) !== null) tooltip.up(event)
    })
    on('focusin', (event) => {
      if (event.target instanceof Element) stopAtCutCells(event.target)
      const anchor = anchorOf(event)
      if (anchor !== null) tooltip.focus(anchor)
    })
    on('focusout', (event) => {
      if (anchorOf(event) !== null) tooltip.away()
    })
    show = (anchor) => {
      tooltip.stay()
      setOpen({ anchor })
    }
    return () => {
      show = undefined
      control.abort()
    }
  }, [])

  if (open === undefined) return null
  const close = () => {
    said.delete(open.anchor)
    setOpen(undefined)
  }
  return (
    <OpenTooltip anchor={open.anchor} onClose={close}>
      {wordsOf(open.anchor)}
    </OpenTooltip>
  )
}
