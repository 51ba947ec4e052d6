import type { Theme } from '@mui/material/styles'

/** Styles of a plain `<input>` or `<select>` that looks like MUI's text field, which brings menus and popovers along. */
export const plainField = (theme: Theme) => {
  const { palette } = theme.vars ?? theme
  return {
    boxSizing: 'border-box',
    width: '100%',
    margin: 0,
    font: 'inherit',
    fontSize: '0.875rem',
    color: 'inherit',
    background: 'transparent',
    border: `1px solid ${palette.text.secondary}`,
    borderRadius: theme.shape.borderRadius,
    '&:hover': { borderColor: palette.text.primary },
    '&:focus': {
      borderColor: palette.primary.main,
      outline: `2px solid ${palette.primary.main}`,
      outlineOffset: -2,
    },
  } as const
}
