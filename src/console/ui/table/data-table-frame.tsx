import { styled } from '@mui/material/styles'
import { type RefObject, useLayoutEffect } from 'react'

export const HEADER_HEIGHT = 40
export const EDGE_WIDTH = 44
/** Room for a classic scrollbar, kept free on the right when there is none: columns stay where the skeleton had them. */
const SCROLLBAR = 16
/** What the page leaves free under the table, px. */
const BELOW = 20

/** Measures the table against its own place on the page: the region inside scrolls sideways only when it has to. */
export const Frame = styled('div')({ containerType: 'inline-size' })

interface RegionProps {
  /** Grid tracks of every row. */
  readonly tracks: string
  /** Width of all columns at their narrowest, px. */
  readonly minWidth: number
  /** Of that, what keeps its place on the left while the rest scrolls sideways: the checkboxes and the first column, px. */
  readonly pinnedWidth: number
  /** Scrolls inside instead of growing with its rows. */
  readonly tall: boolean
}

const cellPadding = 12
const roomBesides = 400

/** The scroll container and, by role, the look of everything in it: rows stay plain elements and mount fast. */
export const Region = styled('div', {
  shouldForwardProp: (prop) => !['tracks', 'minWidth', 'pinnedWidth', 'tall'].includes(prop as string),
})<RegionProps>(({ theme, tracks, minWidth, pinnedWidth, tall }) => {
  const { palette } = theme.vars ?? theme
  const narrowest = minWidth + SCROLLBAR
  const fits = `@container (min-width: ${narrowest + 2}px)`
  // In a narrower window the pinned column would leave no room to read the others.
  const pins = `@container (min-width: ${pinnedWidth + roomBesides}px) and (max-width: ${narrowest + 1.99}px)`
  const pinned = ':where([data-edge=start], [data-edge=start] + *, [role=rowheader], .head [role=row] > :first-of-type)'
  const focusRing = { outline: `2px solid ${palette.primary.main}`, outlineOffset: -2 }
  return {
    border: `1px solid ${palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    background: palette.background.paper,
    fontSize: '0.875rem',
    overflow: 'auto',
    overscrollBehaviorX: 'contain',
    scrollPadding: `${HEADER_HEIGHT}px ${EDGE_WIDTH}px 56px 0`,
    '&:focus-visible': { ...focusRing, outlineOffset: 1 },
    ...(tall && { maxHeight: `max(320px, calc(100dvh - var(--table-top, 200px) - ${BELOW}px))` }),

    '& [role=table]': { minWidth: narrowest },
    '& .head': { position: 'sticky', zIndex: 2, top: 0 },
    // Without a scroll container in between the header sticks to the window, below the top bar.
    ...(!tall && {
      [fits]: {
        overflow: 'visible',
        '& .head': { top: 'var(--top-bar-height, 48px)' },
        // What takes the focus must not stop under the top bar and the header.
        '& .body :is(a, button, input, [tabindex])': { scrollMarginTop: 96, scrollMarginBottom: 72 },
        '& .head > div': { borderRadius: '5px 5px 0 0' },
        '& .body > div:last-child': { borderRadius: '0 0 5px 5px' },
      },
    }),
    '& .body': { position: 'relative' },
    '& [role=row]': {
      boxSizing: 'border-box',
      display: 'grid',
      gridTemplateColumns: tracks,
      paddingRight: `clamp(0px, 100% - 100cqi + ${SCROLLBAR + 2}px, ${SCROLLBAR}px)`,
      borderBottom: `1px solid ${palette.divider}`,
    },
    // Not `background: inherit` on the last cell: that costs Chromium 25 ms of style a frame while scrolling.
    '& [role=row], & [data-edge=end]': { background: palette.background.paper },
    '& .head > div': { height: HEADER_HEIGHT },
    '& .body > div': { position: 'absolute', insetInline: 0, scrollMarginBlock: 104 },
    '& .body > div:last-child': { borderBottomColor: 'transparent' },
    '@media (forced-colors: active)': {
      '& .body > div[data-marked]': { outline: '2px solid Highlight', outlineOffset: -2 },
    },

    '& [role=row] > *': {
      boxSizing: 'border-box',
      minWidth: 0,
      padding: `0 ${cellPadding}px`,
      alignContent: 'center',
      whiteSpace: 'nowrap',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
    },
    '& [data-align=right]': { textAlign: 'right' },
    '& [data-edge]': { padding: 0, textAlign: 'center' },
    '& [data-edge=end]': { position: 'sticky', right: 0, zIndex: 1 },
    '& .body > div:hover, & .body > div:hover [data-edge=end]': { background: palette.action.hover },
    '& .body > div[data-marked], & .body > div[data-marked] [data-edge=end]': { background: palette.action.selected },
    [`@container (max-width: ${narrowest + 1.99}px)`]: {
      '& [data-edge=end]': { borderLeft: `1px solid ${palette.divider}` },
    },
    [pins]: {
      scrollPaddingLeft: pinnedWidth,
      [`& ${pinned}`]: { position: 'sticky', left: 0, zIndex: 1, background: palette.background.paper },
      '& [data-edge=start] + *': { left: EDGE_WIDTH },
      [`& ${pinned}:not([data-edge])`]: { borderRight: `1px solid ${palette.divider}` },
      [`& .body > div:hover ${pinned}`]: { background: palette.action.hover },
      [`& .body > div[data-marked] ${pinned}`]: { background: palette.action.selected },
    },
    '& .head [role=columnheader]': { fontSize: '0.75rem', fontWeight: 500, color: palette.text.secondary },

    '& .MuiButtonBase-root.sort': {
      width: `calc(100% + ${2 * cellPadding}px)`,
      height: '100%',
      margin: `0 -${cellPadding}px`,
      padding: `0 ${cellPadding}px`,
      gap: 4,
      justifyContent: 'flex-start',
      font: 'inherit',
      textAlign: 'inherit',
      // Two lines fit, and some names of columns need them.
      '& span': { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'normal', lineHeight: 1.25 },
      '& svg': { flex: 'none', opacity: 0 },
      '&:hover svg, &.Mui-focusVisible svg': { opacity: 0.5 },
      '&:hover, &[data-sorted]': { color: palette.text.primary },
      '&[data-sorted] svg': { opacity: 1 },
      '&.Mui-focusVisible': focusRing,
    },
    '& [data-align=right] .sort': { flexDirection: 'row-reverse' },
    '& .pick': { display: 'grid', placeItems: 'center', height: '100%' },
    '& .pick input': { width: 16, height: 16, margin: 0, accentColor: palette.primary.main },
    '& .body a': { color: palette.primary.main, fontWeight: 500, textDecoration: 'none' },
    '& .body a:hover': { textDecoration: 'underline' },
    '& .body :is(time, a, [role=cell], [role=rowheader]):focus-visible': focusRing,
    '& .bone': {
      display: 'inline-block',
      height: 10,
      borderRadius: 4,
      background: palette.divider,
      verticalAlign: 'middle',
    },
  }
})

/** Tells the region where it begins on the page, so that it can end where the window does. */
export function useFillHeight(region: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const element = region.current
    if (!element) return
    const measure = () => {
      const top = Math.round(element.getBoundingClientRect().top + window.scrollY)
      element.style.setProperty('--table-top', `${top}px`)
    }
    measure()
    // In the next frame: a new height for the region inside the callback would be a "ResizeObserver loop" error.
    const observer = new ResizeObserver(() => requestAnimationFrame(measure))
    observer.observe(document.body)
    return () => observer.disconnect()
  }, [region])
}
