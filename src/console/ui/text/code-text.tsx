import Typography, { type TypographyProps } from '@mui/material/Typography'

const Untranslated = (props: TypographyProps) => <Typography variant="code" translate="no" {...props} />

/** An id, a mask, a scope or code, in code type. No page translation touches it. */
// A cast, because the component forgets that MUI's takes a `component`.
export const CodeText = Untranslated as typeof Typography
