import Box from '@mui/material/Box'
import type { TextFieldProps } from '@mui/material/TextField'

import { useMessages } from '#console/i18n/i18n.ts'
import { SecretWarning } from './secret-warning.tsx'
import { TextField } from './text-field.tsx'

type DescriptionFieldProps = Omit<TextFieldProps, 'size'> & {
  /** The current text, to warn about secrets. */
  readonly text: string
  /** Counts characters like the API: an emoji is one. */
  readonly size: number
  readonly limit: number
  readonly problem: string | undefined
  readonly help?: string | undefined
}

/** A description with its counter. Accepts more than `limit`, so that pasted text can be shortened. */
export const DescriptionField = ({ text, size, limit, problem, help, ...field }: DescriptionFieldProps) => {
  const m = useMessages()
  return (
    <>
      <TextField
        label={m.field.description}
        multiline
        maxRows={4}
        autoComplete="off"
        error={problem !== undefined}
        helperText={
          <Box component="span" sx={{ display: 'flex', justifyContent: 'space-between', gap: 2 }}>
            <span>{problem ?? help}</span>
            <span>{m.field.counter(size, limit)}</span>
          </Box>
        }
        {...field}
      />
      <SecretWarning text={text} />
    </>
  )
}
