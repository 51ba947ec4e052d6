import { styled } from '@mui/material/styles'
import { useEffect, useLayoutEffect, useRef } from 'react'
import { createPortal } from 'react-dom'

import { makeStore, useStore } from '#console/state/store.ts'

interface Tip {
  readonly anchor: HTMLElement
  readonly text: string
}

const milliseconds = { first: 300, next: 100, leave: 100, touch: 600, read: 1500, stillNext: 500 }

// One timer, because the page shows one tooltip at a time.
const open = makeStore<Tip | null>(null)
let timer: number | undefined
let closedAt = -Infinity

const later = (act: () => void, delay: number) => {
  stay()
  timer = window.setTimeout(act, delay)
}
const stay = () => window.clearTimeout(timer)
const close = () => {
  stay()
  if (open.get() === null) return
  closedAt = performance.now()
  open.set(null)
}
const closeLater = (delay: number) => later(close, delay)
const openLater = (anchor: HTMLElement, delay: number) =>
  later(() => {
    close()
    const text = textOf(anchor)
    if (text !== '') open.set({ anchor, text })
  }, delay)

/** Shows the result of pressing an element for a moment, in place of its tooltip. */
export const showTooltip = (anchor: HTMLElement, text: string): void => {
  open.set({ anchor, text })
  closeLater(milliseconds.read)
}

const hasTip = (element: HTMLElement) => element.dataset['tip'] !== undefined

const textOf = (anchor: HTMLElement): string => {
  if (!hasTip(anchor)) return isCut(anchor) ? anchor.textContent : ''
  return anchor.getAttribute('aria-description') ?? anchor.getAttribute('aria-label') ?? ''
}

const cells = '[role=gridcell], [role=rowheader], [role=columnheader]'

/** The cell that contains an element, or an element in it with its own tooltip. */
const cellOf = (element: Element): HTMLElement | null => {
  const cell = element.closest<HTMLElement>(cells)
  return cell?.querySelector<HTMLElement>(':scope > [data-tip], [data-tip]:not(button)') ?? cell
}

/** True if a cell is cut off. Measures layout, so call it for one cell at a time. */
const isCut = (cell: Element): boolean =>
  // Inline elements have no width of their own.
  [cell, ...cell.querySelectorAll('*')].some(
    (part) =>
      part.clientWidth > 0 &&
      (part.scrollWidth > part.clientWidth ||
        (part.matches('.two-lines') && part.scrollHeight > part.clientHeight + 1)),
  )

const anchorOf = ({ target }: Event) =>
  target instanceof Element ? (target.closest<HTMLElement>('[data-tip]') ?? cellOf(target)) : null

const isInTooltip = ({ target }: Event) => target instanceof Element && target.closest('[role=tooltip]') !== null

/** Opens and closes the tooltip for pointer, touch and focus. Returns a function that stops it. */
const listen = (): (() => void) => {
  const control = new AbortController()
  const on = <Name extends keyof DocumentEventMap>(name: Name, listener: (event: DocumentEventMap[Name]) => void) =>
    document.addEventListener(name, listener, { capture: true, passive: true, signal: control.signal })
  let under: HTMLElement | null = null
  /** The last touch opened a tooltip, so its click must press nothing. */
  let hasRead = false

  on('pointerover', (event) => {
    if (event.pointerType === 'touch') return
    if (isInTooltip(event)) {
      // To read it or select from it.
      under = open.get()?.anchor ?? null
      return stay()
    }
    const anchor = anchorOf(event)
    if (anchor === under) return
    under = anchor
    if (anchor === null) closeLater(milliseconds.leave)
    else {
      const soonAfter = open.get() !== null || performance.now() - closedAt < milliseconds.stillNext
      openLater(anchor, soonAfter ? milliseconds.next : milliseconds.first)
    }
  })
  on('pointerout', ({ pointerType, relatedTarget }) => {
    if (pointerType === 'touch' || relatedTarget !== null) return
    under = null
    closeLater(milliseconds.leave)
  })
  on('pointerdown', (event) => {
    hasRead = false
    if (event.pointerType !== 'touch') return
    close()
    const anchor = anchorOf(event)
    if (anchor !== null) openLater(anchor, milliseconds.touch)
  })
  on('pointerup', (event) => {
    if (event.pointerType !== 'touch') return
    hasRead = open.get() !== null
    closeLater(hasRead ? milliseconds.read : 0)
  })
  const swallow = (event: Event) => {
    if (!hasRead) return
    event.preventDefault()
    event.stopPropagation()
  }
  document.addEventListener('click', swallow, { capture: true, signal: control.signal })
  // Scrolling by touch.
  on('pointercancel', close)
  on('focusin', (event) => {
    const anchor = anchorOf(event)
    // The element, its content, or its cell.
    if (anchor?.matches(':is(:focus-visible, :has(:focus-visible), :focus-visible *)')) openLater(anchor, 0)
  })
  on('focusout', (event) => {
    if (anchorOf(event) === open.get()?.anchor) closeLater(0)
  })
  on('keydown', ({ key }) => {
    hasRead = false
    if (key === 'Escape') close()
  })
  return () => control.abort()
}

/**
 * The tooltips of the page. Elements with `data-tip` show their `aria-description` or `aria-label`, cut cells their
 * whole text. One component for all: cells stay plain elements, and are measured only on hover or focus.
 */
export const TooltipLayer = () => {
  useEffect(listen, [])
  const tip = useStore(open)
  return tip && createPortal(<Tooltip {...tip} />, tip.anchor.closest(landmarks) ?? document.body)
}

/** Assistive technology ignores what is outside an open dialog. */
const landmarks = '[role=dialog], [role=alertdialog], main, header'

const Tooltip = ({ anchor, text }: Tip) => {
  const bubble = useRef<HTMLDivElement>(null)

  // After each render, because the text may have changed.
  useLayoutEffect(() => {
    if (bubble.current) place(bubble.current, anchor)
  })

  useEffect(() => {
    const follow = () => {
      if (bubble.current && isInView(anchor)) place(bubble.current, anchor)
      else close()
    }
    // Pressing a button may rename it.
    const renamed = new MutationObserver(() => open.set({ anchor, text: textOf(anchor) }))
    renamed.observe(anchor, { attributeFilter: ['aria-label', 'aria-description'] })
    window.addEventListener('scroll', follow, { capture: true, passive: true })
    window.addEventListener('resize', follow)
    return () => {
      renamed.disconnect()
      window.removeEventListener('scroll', follow, { capture: true })
      window.removeEventListener('resize', follow)
    }
  }, [anchor])

  return (
    <Bubble ref={bubble} role="tooltip">
      {text}
    </Bubble>
  )
}

/** False if its row scrolled away or the element was removed. */
const isInView = (anchor: HTMLElement): boolean => {
  const { left, right, top, bottom } = anchor.getBoundingClientRect()
  return anchor.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2))
}

const gap = 8

/** Below the middle of the element, or above it if there is no room. Always inside the window. */
const place = (bubble: HTMLElement, anchor: HTMLElement) => {
  const of = anchor.getBoundingClientRect()
  const { offsetWidth: width, offsetHeight: height } = bubble
  const { clientWidth, clientHeight } = document.documentElement
  const below = of.bottom + gap
  const above = of.top - gap - height
  const top = below + height > clientHeight && above > 0 ? above : below
  const left = Math.min((of.left + of.right - width) / 2, clientWidth - gap - width)
  bubble.style.left = `${Math.max(gap, left)}px`
  bubble.style.top = `${Math.max(gap, Math.min(top, clientHeight - gap - height))}px`
}

const Bubble = styled('div')(({ theme }) => ({
  position: 'fixed',
  zIndex: theme.zIndex.tooltip,
  boxSizing: 'border-box',
  width: 'max-content',
  maxWidth: 'min(300px, calc(100vw - 16px))',
  maxHeight: 'calc(100vh - 16px)',
  overflow: 'auto',
  padding: '4px 8px',
  borderRadius: theme.shape.borderRadius,
  background: '#41454d',
  color: '#fff',
  fontSize: '0.75rem',
  fontWeight: 500,
  lineHeight: 1.4,
  overflowWrap: 'anywhere',
  whiteSpace: 'pre-line',
  // Visible only in forced colours, which remove the background.
  outline: '1px solid transparent',
}))
