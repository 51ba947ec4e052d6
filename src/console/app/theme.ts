import { createTheme } from '@mui/material/styles'

const text =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Helvetica, Arial, sans-serif'
const code = 'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "Liberation Mono", monospace'

declare module '@mui/material/styles' {
  interface TypographyVariants {
    code: React.CSSProperties
  }
  interface TypographyVariantsOptions {
    code?: React.CSSProperties
  }
}
declare module '@mui/material/Typography' {
  interface TypographyPropsVariantOverrides {
    code: true
    h3: false
    h4: false
    h5: false
    h6: false
    subtitle1: false
    subtitle2: false
    overline: false
  }
}

const light = {
  primary: { main: '#2f55d4', dark: '#2443ad', contrastText: '#ffffff' },
  success: { main: '#167043' },
  warning: { main: '#955a00' },
  error: { main: '#c62f2f' },
  info: { main: '#2f55d4' },
  text: { primary: '#1b1d22', secondary: '#5c616c' },
  divider: '#e3e5e9',
  background: { default: '#ffffff', paper: '#ffffff' },
  action: { hover: '#f5f6f8', selected: '#eef1fb' },
}

const dark = {
  primary: { main: '#8ea6ff', dark: '#a7baff', contrastText: '#0d1120' },
  success: { main: '#58c28a' },
  warning: { main: '#e0a94a' },
  error: { main: '#f28b82' },
  info: { main: '#8ea6ff' },
  text: { primary: '#e8eaee', secondary: '#b4bac5' },
  divider: '#2c3037',
  background: { default: '#14161a', paper: '#1a1d22' },
  action: { hover: '#20242a', selected: '#22293d' },
}

/** The colours of both schemes. */
export const palettes = { light, dark }

/** In forced colours, backgrounds do not distinguish anything. */
const forcedColours = '@media (forced-colors: active)'

const size = { page: '1.25rem', title: '1rem', body: '0.875rem', small: '0.75rem' }

const codeType = { fontFamily: code, fontSize: size.small, fontVariantLigatures: 'none' }

/** Every design token of the console: colours of both schemes, four sizes of type, the 4 px grid, radius 6. */
export const theme = createTheme({
  cssVariables: { colorSchemeSelector: 'data-color-scheme' },
  colorSchemes: { light: { palette: palettes.light }, dark: { palette: palettes.dark } },
  spacing: 4,
  shape: { borderRadius: 6 },
  motion: { reducedMotion: 'system' },
  transitions: {
    duration: {
      shortest: 80,
      shorter: 100,
      short: 120,
      standard: 140,
      complex: 140,
      enteringScreen: 140,
      leavingScreen: 100,
    },
  },
  typography: {
    fontFamily: text,
    fontSize: 14,
    h1: { fontSize: size.page, fontWeight: 600, lineHeight: 1.4, letterSpacing: '-0.01em' },
    h2: { fontSize: size.title, fontWeight: 600, lineHeight: 1.5 },
    body1: { fontSize: size.body, lineHeight: 1.5 },
    body2: { fontSize: size.body, lineHeight: 1.5 },
    button: { fontSize: size.body, fontWeight: 500, textTransform: 'none', letterSpacing: 0 },
    caption: { fontSize: size.small, lineHeight: 1.5 },
    code: codeType,
  },
  components: {
    MuiCssBaseline: {
      styleOverrides: {
        body: { fontVariantNumeric: 'tabular-nums' },
        // No last line of one word, such as a time zone.
        ':is(p, dd), .MuiAlert-message': { textWrap: 'pretty' },
        code: codeType,
        // Keep focused elements clear of the top bar and of what floats at the bottom.
        html: { scrollPaddingTop: 60 },
        'html:has([data-floating])': { scrollPaddingBottom: 120 },
      },
    },
    MuiButtonBase: {
      defaultProps: { disableRipple: true },
      styleOverrides: {
        root: ({ theme: t }) => ({
          '&:focus-visible': { outline: `2px solid ${t.vars.palette.primary.main}`, outlineOffset: 1 },
        }),
      },
    },
    MuiButton: {
      defaultProps: { disableElevation: true, variant: 'outlined', color: 'inherit' },
      styleOverrides: {
        root: { minHeight: 32, paddingBlock: 4, paddingInline: 12, whiteSpace: 'nowrap' },
        sizeSmall: { fontSize: size.body },
        contained: { [forcedColours]: { border: '1px solid ButtonBorder' } },
        // With its border as large as a contained one.
        outlined: ({ theme: t }) => ({ paddingBlock: 3, paddingInline: 11, borderColor: t.vars.palette.divider }),
      },
    },
    MuiChip: { styleOverrides: { root: { fontSize: size.small } } },
    MuiIconButton: { styleOverrides: { root: { borderRadius: 6 } } },
    MuiTypography: { defaultProps: { variantMapping: { code: 'code' } } },
    MuiPaper: { styleOverrides: { root: { backgroundImage: 'none' } } },
    MuiDialog: {
      styleOverrides: {
        // Align at the top, so that a growing dialog does not jump.
        container: { alignItems: 'flex-start' },
        paper: ({ theme: t }) => ({
          width: '100%',
          maxWidth: 640,
          margin: 'min(10vh, 96px) 16px 16px',
          maxHeight: 'calc(100% - min(10vh, 96px) - 16px)',
          border: `1px solid ${t.vars.palette.divider}`,
          [t.breakpoints.down('sm')]: {
            margin: 0,
            maxHeight: '100%',
            height: '100%',
            maxWidth: '100%',
            borderRadius: 0,
            border: 0,
          },
        }),
      },
    },
    MuiDialogTitle: { styleOverrides: { root: { fontSize: size.title, fontWeight: 600, padding: '16px 20px 8px' } } },
    MuiDialogContent: { styleOverrides: { root: { padding: '8px 20px 16px' } } },
    MuiDialogActions: {
      styleOverrides: {
        root: ({ theme: t }) => ({
          padding: '12px 20px',
          borderTop: `1px solid ${t.vars.palette.divider}`,
          flexWrap: 'wrap',
          gap: 8,
          '& > :not(style) ~ :not(style)': { marginLeft: 0 },
        }),
      },
    },
    // With `normal`, Chromium cuts the underscores of some fonts off.
    MuiInputBase: { styleOverrides: { input: { lineHeight: '1.4375em' } } },
    MuiTextField: { defaultProps: { size: 'small', fullWidth: true } },
    MuiFormHelperText: { styleOverrides: { root: { marginInline: 0 } } },
    MuiAutocomplete: {
      styleOverrides: {
        // In the dark, a shadow alone is not seen.
        paper: ({ theme: t }) => ({
          border: `1px solid ${t.vars.palette.divider}`,
          [forcedColours]: { borderColor: 'CanvasText' },
        }),
        option: { [forcedColours]: { '&.Mui-focused': { outline: '2px solid Highlight', outlineOffset: -2 } } },
      },
    },
    MuiTabs: { styleOverrides: { indicator: { [forcedColours]: { backgroundColor: 'Highlight' } } } },
    MuiMenuItem: { styleOverrides: { root: { minHeight: 32, fontSize: size.body } } },
    MuiMenu: {
      styleOverrides: {
        paper: ({ theme: t }) => ({
          border: `1px solid ${t.vars.palette.divider}`,
          boxShadow: '0 4px 16px rgb(0 0 0 / 0.12)',
        }),
      },
    },
    MuiLink: { defaultProps: { underline: 'hover' } },
    MuiAlert: {
      styleOverrides: {
        // On narrow screens the button wraps below the text.
        root: { alignItems: 'flex-start', flexWrap: 'wrap' },
        message: { flex: '1 1 160px' },
      },
    },
  },
})
