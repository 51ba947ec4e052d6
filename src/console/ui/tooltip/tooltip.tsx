import { styled } from '@mui/material/styles'
import {
  cloneElement,
  type DOMAttributes,
  type ReactElement,
  type ReactNode,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { createPortal } from 'react-dom'

interface Anchor extends DOMAttributes<HTMLElement> {
  readonly 'aria-label'?: string | undefined
}

interface TooltipProps {
  readonly title: ReactNode
  /** One element. What it is called is its own business: the tooltip only describes it while it is shown. */
  readonly children: ReactElement<Anchor>
}

const tooltipId = 'keyrack-tooltip'
/** Where the tooltip is put: what is outside of an open dialog does not exist for assistive technology. */
const landmarks = '[role=dialog], [role=alertdialog], main, header'

/**
 * More about an element, on hover, on keyboard focus, or by a long touch; Escape closes. MUI's own brings a positioning
 * engine along, and makes the rows of a table several times dearer.
 */
export const Tooltip = ({ title, children }: TooltipProps) => {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const { props } = children
  const described = anchor !== null && title !== props['aria-label']
  return (
    <>
      {cloneElement(children, {
        ...alsoCalling(opening(setAnchor), props),
        ...(described && { 'aria-describedby': tooltipId }),
      })}
      {anchor !== null && (
        <OpenTooltip anchor={anchor} onClose={() => setAnchor(null)}>
          {title}
        </OpenTooltip>
      )}
    </>
  )
}

const milliseconds = { first: 300, next: 100, leave: 100, touch: 600, read: 1500, stillNext: 500 }

// There is one tooltip at a time on the page, and so one timer.
let timer: number | undefined
let closeOpen: (() => void) | undefined
let lastClosed = -Infinity

const later = (act: () => void, delay: number) => {
  window.clearTimeout(timer)
  timer = window.setTimeout(act, delay)
}
const stay = () => window.clearTimeout(timer)
const closeAfter = (delay: number) => later(() => closeOpen?.(), delay)
const leave = () => closeAfter(milliseconds.leave)

interface Pointer {
  readonly pointerType: string
}
const isTouch = ({ pointerType }: Pointer) => pointerType === 'touch'

/** When a tooltip opens and closes, told of the element that has one by whoever listens to its events. */
export const tooltipEvents = (setAnchor: (anchor: HTMLElement) => void) => {
  const open = (anchor: HTMLElement, delay: number) =>
    later(() => {
      closeOpen?.()
      setAnchor(anchor)
    }, delay)
  return {
    enter: (anchor: HTMLElement, event: Pointer) => {
      const soonAfter = performance.now() - lastClosed < milliseconds.stillNext
      if (!isTouch(event)) open(anchor, soonAfter ? milliseconds.next : milliseconds.first)
    },
    leave: (event: Pointer) => {
      if (!isTouch(event)) leave()
    },
    down: (anchor: HTMLElement, event: Pointer) => {
      if (isTouch(event)) open(anchor, milliseconds.touch)
    },
    up: (event: Pointer) => {
      if (isTouch(event)) closeAfter(closeOpen === undefined ? 0 : milliseconds.read)
    },
    focus: (anchor: HTMLElement) => {
      if (anchor.matches(':is(:focus-visible, :has(:focus-visible))')) open(anchor, 0)
    },
    away: () => closeAfter(0),
    /** Forgets what was about to open or close. */
    stay,
  }
}

const opening = (setAnchor: (anchor: HTMLElement) => void) => {
  const tooltip = tooltipEvents(setAnchor)
  return {
    onPointerEnter: (event) => tooltip.enter(event.currentTarget, event),
    onPointerLeave: tooltip.leave,
    onPointerDown: (event) => tooltip.down(event.currentTarget, event),
    onPointerUp: tooltip.up,
    onPointerCancel: tooltip.away,
    onFocus: (event) => tooltip.focus(event.currentTarget),
    onBlur: tooltip.away,
  } satisfies DOMAttributes<HTMLElement>
}

type Handlers = ReturnType<typeof opening>

/** The handlers, each calling first the one that it would replace. */
const alsoCalling = (handlers: Handlers, before: Anchor): Anchor => ({
  onPointerEnter: both(before.onPointerEnter, handlers.onPointerEnter),
  onPointerLeave: both(before.onPointerLeave, handlers.onPointerLeave),
  onPointerDown: both(before.onPointerDown, handlers.onPointerDown),
  onPointerUp: both(before.onPointerUp, handlers.onPointerUp),
  onPointerCancel: both(before.onPointerCancel, handlers.onPointerCancel),
  onFocus: both(before.onFocus, handlers.onFocus),
  onBlur: both(before.onBlur, handlers.onBlur),
})

const both = <Event,>(first: ((event: Event) => void) | undefined, second: (event: Event) => void) =>
  first === undefined
    ? second
    : (event: Event) => {
        first(event)
        second(event)
      }

interface BubbleProps {
  readonly anchor: HTMLElement
  readonly onClose: () => void
  readonly children: ReactNode
}

/** The tooltip of an element, open. */
export const OpenTooltip = (props: BubbleProps) =>
  createPortal(<Bubble {...props} />, props.anchor.closest(landmarks) ?? document.body)

const Bubble = ({ anchor, onClose, children }: BubbleProps) => {
  const bubble = useRef<HTMLDivElement>(null)
  const close = useRef(onClose)

  // After each drawing: its text may have changed.
  useLayoutEffect(() => {
    close.current = onClose
    if (bubble.current) place(bubble.current, anchor)
  })

  // Before it is seen: Escape may follow at once.
  useLayoutEffect(() => {
    const closeThis = () => close.current()
    closeOpen = closeThis
    const onMove = () => bubble.current && place(bubble.current, anchor)
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') closeThis()
    }
    window.addEventListener('scroll', onMove, { capture: true, passive: true })
    window.addEventListener('resize', onMove)
    document.addEventListener('keydown', onKey)
    return () => {
      if (closeOpen === closeThis) closeOpen = undefined
      lastClosed = performance.now()
      window.removeEventListener('scroll', onMove, { capture: true })
      window.removeEventListener('resize', onMove)
      document.removeEventListener('keydown', onKey)
    }
  }, [anchor])

  // The pointer may move onto it, to read it or to select from it.
  return (
    <Look ref={bubble} role="tooltip" id={tooltipId} onPointerEnter={stay} onPointerLeave={leave}>
      {children}
    </Look>
  )
}

const gap = 8

/** Under the middle of the element, or over it when there is no room; always inside the window. */
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

const Look = styled('div')(({ theme }) => ({
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
  // Seen in forced colours only, which take the background away.
  outline: '1px solid transparent',
}))
