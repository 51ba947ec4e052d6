import Typography, { type TypographyProps } from '@mui/material/Typography'

const Untranslated = (props: TypographyProps) => <Typography variant="code" translate="no" {...props} />

/** An id, mask, scope or code in monospace. Page translation must not change it. */
// A cast, because the component loses the `component` prop of MUI's.
export const CodeText = Untranslated as typeof Typography
