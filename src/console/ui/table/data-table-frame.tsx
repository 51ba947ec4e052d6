import { styled } from '@mui/material/styles'
import { visuallyHidden } from '@mui/utils'
import { type RefObject, useCallback, useLayoutEffect, useState } from 'react'

export const HEADER_HEIGHT = 40
/** Width of the checkbox column and of the menu column, px. */
export const EDGE_WIDTH = 40
/** Space for a classic scrollbar, reserved without one too, so that columns stay where the skeleton had them. */
const SCROLLBAR = 16
/** Space below the table, px. */
const BELOW = 20

/** Measures the room for columns. */
export const Frame = styled('div')({ containerType: 'inline-size' })

interface RegionProps {
  /** Grid tracks of the rows. */
  readonly tracks: string
  /** Renders rows as cards. */
  readonly card: Card | undefined
  /** Small type for rows of 32 px. */
  readonly compact: boolean
  /** Scrolls inside instead of growing with its rows. */
  readonly tall: boolean
}

/** Layout shared by all cards of a table. */
export interface Card {
  /** Heights of its parts, px. */
  readonly lines: readonly number[]
  /** Lines of text per fact. */
  readonly factLines: number
}

/** Vertical padding of a card, px. */
const CARD_PADDING = { top: 4, bottom: 10 }

export const cardHeight = ({ lines }: Card): number =>
  lines.reduce((sum, line) => sum + line, CARD_PADDING.top + CARD_PADDING.bottom)

/** Horizontal padding of a cell, px. */
const PADDING = 8

/** The width available to columns. */
export const roomForColumns = (width: number, edges: number): number => width - 2 - SCROLLBAR - edges * EDGE_WIDTH

/** The scroll container. Styles everything in it by role, so that rows are plain elements and mount fast. */
export const Region = styled('div', {
  shouldForwardProp: (prop) => !['tracks', 'card', 'compact', 'tall'].includes(prop as string),
})<RegionProps>(({ theme, tracks, card, compact, tall }) => {
  const { palette } = theme.vars ?? theme
  const focusRing = { outline: `2px solid ${palette.primary.main}`, outlineOffset: -2 }
  return {
    border: `1px solid ${palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    background: palette.background.paper,
    fontSize: '0.875rem',
    '&:focus-visible': { ...focusRing, outlineOffset: 1 },
    ...(tall
      ? {
          overflow: 'hidden auto',
          scrollPadding: `${card ? 0 : HEADER_HEIGHT}px 0 56px`,
          maxHeight: `max(320px, calc(100dvh - var(--table-top, 200px) - ${BELOW}px))`,
        }
      : {
          // Keep focused elements clear of the top bar and the header.
          '& .body :is(a, button, input, [tabindex])': { scrollMarginTop: 96, scrollMarginBottom: 72 },
          '& .head > div': { borderRadius: '5px 5px 0 0' },
          '& .body > div:last-child': { borderRadius: '0 0 5px 5px' },
        }),

    // Without a scroll container the header sticks to the window, below the top bar.
    '& .head': { position: 'sticky', zIndex: 2, top: tall ? 0 : 'var(--top-bar-height, 48px)' },
    '& .body': { position: 'relative' },
    '& [role=row]': {
      boxSizing: 'border-box',
      display: 'grid',
      gridTemplateColumns: tracks,
      paddingRight: `clamp(0px, 100% - 100cqi + ${SCROLLBAR + 2}px, ${SCROLLBAR}px)`,
      borderBottom: `1px solid ${palette.divider}`,
      background: palette.background.paper,
    },
    '& .head > div': { height: HEADER_HEIGHT },
    '& .body > div': { position: 'absolute', insetInline: 0, scrollMarginBlock: 104 },
    '& .body > div:last-child': { borderBottomColor: 'transparent' },
    '& .body > div[data-id]': { cursor: 'pointer' },
    '& .body > div:hover': { background: palette.action.hover },
    '& .body > div[data-marked]': { background: palette.action.selected },
    '@media (forced-colors: active)': {
      '& .body > div[data-marked]': { outline: '2px solid Highlight', outlineOffset: -2 },
    },

    '& [role=row] > *': {
      boxSizing: 'border-box',
      minWidth: 0,
      padding: `0 ${PADDING}px`,
      alignContent: 'center',
      whiteSpace: 'nowrap',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
    },
    // Without checkboxes the first column needs its own margin.
    '& [role=row] > :first-of-type': { paddingLeft: 12 },
    '& [role=row] > [data-edge]': { padding: 0, textAlign: 'center' },
    '& .head [role=columnheader]': { fontSize: '0.75rem', fontWeight: 500, color: palette.text.secondary },

    '& .MuiButtonBase-root.sort': {
      width: `calc(100% + ${2 * PADDING}px)`,
      height: '100%',
      margin: `0 -${PADDING}px`,
      padding: `0 ${PADDING}px`,
      gap: 4,
      justifyContent: 'flex-start',
      font: 'inherit',
      textAlign: 'inherit',
      // Some column names need two lines, which fit.
      '& span': { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'normal', lineHeight: 1.25 },
      '& svg': { flex: 'none' },
      // It takes no space until it is visible.
      '&:not([data-sorted]) svg': { position: 'absolute', right: 2, opacity: 0 },
      '&:not([data-sorted]):is(:hover, .Mui-focusVisible) svg': { opacity: 0.5 },
      '&:hover, &[data-sorted]': { color: palette.text.primary },
      '&.Mui-focusVisible': focusRing,
    },
    '& .pick': { display: 'grid', placeItems: 'center', height: '100%', cursor: 'default' },
    '& .pick input': { width: 16, height: 16, margin: 0, accentColor: palette.primary.main },
    '& .body a': { color: palette.primary.main, fontWeight: 500, textDecoration: 'none' },
    '& .body a:hover': { textDecoration: 'underline' },
    '& .body :is(a, [role=gridcell], [role=rowheader]):focus-visible': focusRing,
    '& .two-lines': {
      display: '-webkit-box',
      WebkitBoxOrient: 'vertical',
      WebkitLineClamp: 2,
      overflow: 'hidden',
      overflowWrap: 'anywhere',
      whiteSpace: 'normal',
      lineHeight: '16px',
    },
    '& .bone': {
      display: 'inline-block',
      height: 10,
      borderRadius: 4,
      background: palette.divider,
      verticalAlign: 'middle',
    },
    ...(compact && {
      '& .body': { position: 'relative', fontSize: '0.75rem' },
      '& :is(.two-lines, .statuses, .chips > span)': { lineHeight: '14px' },
    }),
    ...(card && cardStyles(palette.text.secondary, card)),
  }
})

const cardStyles = (secondary: string, { factLines }: Card) => ({
  // Keep the column names for assistive technology.
  '& .head': visuallyHidden,
  '& .body > div': {
    gridTemplateColumns: '12px minmax(138px, 1fr) minmax(0, 1fr) 12px',
    // Lines that a card has room for and does not need are empty at its end.
    gridAutoRows: 'min-content',
    padding: `${CARD_PADDING.top}px 0 ${CARD_PADDING.bottom}px`,
  },
  '& .body > div:has(> [data-edge=start])': {
    gridTemplateColumns: `${EDGE_WIDTH}px minmax(138px, 1fr) minmax(0, 1fr) 12px`,
  },
  '& .body > div > :is(*, :first-of-type)': { padding: 0 },
  '& .body [data-edge=start]': { gridArea: '1 / 1' },
  '& .body [data-edge=end]': { gridArea: '1 / 3 / 2 / 5', justifySelf: 'end', width: EDGE_WIDTH },
  '& .body [data-card=title]': { gridArea: '1 / 2 / 2 / 4', minHeight: 36, marginRight: EDGE_WIDTH - 12 },
  '& .body [data-card=note]': { gridColumn: '2 / 4', minHeight: 20, color: secondary },
  '& .body [data-card=status]': { gridColumn: '2 / 4', minHeight: 22 },
  '& .body [data-card=fact]': { gridColumn: '2 / 4', paddingTop: 4, alignContent: 'start' },
  '& .body [data-card=fact]:has(+ [data-card=fact])': { gridColumn: 2, paddingRight: 6 },
  '& .body [data-card=fact] + [data-card=fact]': { gridColumn: 3 },
  '& .body .label': { display: 'block', fontSize: '0.75rem', lineHeight: '16px', color: secondary },
  '& .body :is(.label, .value)': { overflow: 'hidden', textOverflow: 'ellipsis' },
  '& .body .value': { display: 'block', lineHeight: '18px' },
  '& .body .value > .two-lines': { WebkitLineClamp: factLines },
  // The facts have the labels too.
  '& .body .status + .status': { display: 'none' },
})

// All tables have the same width, which the rows in index.html have before the first table. A table that renders with it
// need not render again once it is measured.
let expectedWidth = globalThis.document?.querySelector<HTMLElement>('#first-paint .rows')?.offsetWidth || undefined

/** The width of an element. Until it is measured, before the first paint, the expected one, undefined if unknown. */
export function useWidth(): [
  ref: (element: HTMLElement | null) => (() => void) | undefined,
  width: number | undefined,
] {
  const [width, setWidth] = useState(expectedWidth)
  const ref = useCallback((element: HTMLElement | null) => {
    if (element === null) return
    const measure = () => {
      expectedWidth = element.clientWidth
      setWidth(expectedWidth)
    }
    measure()
    // In the next frame, as below.
    const observer = new ResizeObserver(() => requestAnimationFrame(measure))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [ref, width]
}

/** Measures where a region that scrolls begins, so that it can end at the bottom of the window. */
export function useFillHeight(region: RefObject<HTMLElement | null>, scrolls: boolean): void {
  useLayoutEffect(() => {
    const element = region.current
    if (!scrolls || !element) return
    const measure = () => {
      const top = Math.round(element.getBoundingClientRect().top + window.scrollY)
      element.style.setProperty('--table-top', `${top}px`)
    }
    measure()
    // In the next frame: changing the height inside the callback is a "ResizeObserver loop" error.
    const observer = new ResizeObserver(() => requestAnimationFrame(measure))
    observer.observe(document.body)
    return () => observer.disconnect()
  }, [region, scrolls])
}
