import GlobalStyles from '@mui/material/GlobalStyles'
import type { Theme } from '@mui/material/styles'

const stylesOf = (theme: Theme) => {
  const { palette } = theme.vars ?? theme
  const focusRing = { outline: `2px solid ${palette.primary.main}`, outlineOffset: -2 }
  const bare = { margin: 0, padding: 0, border: 0, background: 'none', color: 'inherit', font: 'inherit' }
  return {
    '.glyph': {
      flex: 'none',
      width: 16,
      height: 16,
      fill: 'none',
      stroke: 'currentColor',
      strokeWidth: 2,
      strokeLinecap: 'round',
      strokeLinejoin: 'round',
    },
    '.small-button': {
      ...bare,
      flex: 'none',
      display: 'inline-grid',
      placeItems: 'center',
      width: 28,
      height: 28,
      borderRadius: theme.shape.borderRadius,
      color: palette.text.secondary,
      cursor: 'pointer',
    },
    '.small-button:is(:hover, [aria-expanded=true])': { background: palette.action.hover, color: palette.text.primary },
    '.small-button:focus-visible': focusRing,
    '.identifier': { display: 'inline-flex', alignItems: 'center', gap: 2, maxWidth: '100%', verticalAlign: 'middle' },
    '.identifier code': { overflow: 'hidden', textOverflow: 'ellipsis' },
    '.status': { display: 'inline-flex', alignItems: 'flex-start', gap: 6, verticalAlign: 'middle' },
    // Beside the first line.
    '.status .glyph': { width: 14, height: '1lh' },
    '.status[data-kind=good]': { color: palette.success.main },
    '.status[data-kind=soon]': { color: palette.warning.main },
    '.status[data-kind=bad]': { color: palette.error.main },
    '.status[data-kind=idle]': { color: palette.text.secondary },
    // Side by side if there is room for both, else in two lines of one row.
    '.statuses': {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      columnGap: 10,
      lineHeight: '16px',
      '.status + .status': {
        fontSize: '0.75rem',
        lineHeight: '14px',
        '& .glyph': { width: 12, marginInline: 1 },
      },
      '& .more': { fontSize: '0.75rem', color: palette.text.secondary },
    },
    '.statuses .status': { minWidth: 0, maxWidth: '100%' },
    '.statuses .status > span': { overflow: 'hidden', textOverflow: 'ellipsis' },
    // Like statuses: side by side, or in two lines if there is no room.
    '.chips': { display: 'flex', flexWrap: 'wrap', gap: '1px 6px', whiteSpace: 'normal' },
    '.chips > span': {
      display: '-webkit-box',
      WebkitBoxOrient: 'vertical',
      WebkitLineClamp: 2,
      maxWidth: '100%',
      overflow: 'hidden',
      overflowWrap: 'anywhere',
      lineHeight: '15px',
    },
    '.chips code': { padding: '0 4px', borderRadius: 3, background: palette.action.selected },
    '.chips code + span': {
      marginLeft: 4,
      fontSize: '0.75rem',
      color: palette.text.secondary,
      whiteSpace: 'nowrap',
    },
    '.prefix': { fontSize: 0, lineHeight: 0 },
  }
}

/** Styles of plain elements in table cells: thousands of styled components would make rows slow. */
export const PlainStyles = () => <GlobalStyles styles={stylesOf} />
