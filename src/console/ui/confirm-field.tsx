import TextField from '@mui/material/TextField'

import { focusOnArrival } from './focus.ts'

interface ConfirmFieldProps {
  /** Says what is to be typed. */
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** What is wrong with the value, when something is. */
  readonly problem: string | undefined
}

/** Where one types the name of what is about to be lost. */
export const ConfirmField = ({ label, value, onChange, problem }: ConfirmFieldProps) => (
  <TextField
    label={label}
    value={value}
    onChange={(event) => onChange(event.target.value)}
    inputRef={focusOnArrival}
    autoComplete="off"
    error={problem !== undefined}
    helperText={problem}
    slotProps={{ htmlInput: { spellCheck: false, autoCapitalize: 'none' } }}
  />
)
