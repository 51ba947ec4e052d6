import { focusOnArrival } from '../page/focus.ts'
import { TextField } from './text-field.tsx'
import { Quoting } from '../table/verbatim.tsx'

interface ConfirmFieldProps {
  /** Says what is to be typed. */
  readonly label: string
  /** The part of the label that is to be typed. */
  readonly expected: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** What is wrong with the value, when something is. */
  readonly problem: string | undefined
}

/** Where one types the name of what is about to be lost. */
export const ConfirmField = ({ label, expected, value, onChange, problem }: ConfirmFieldProps) => (
  <TextField
    label={<Quoting text={label} part={expected} />}
    value={value}
    onChange={(event) => onChange(event.target.value)}
    inputRef={focusOnArrival}
    autoComplete="off"
    error={problem !== undefined}
    helperText={problem}
    slotProps={{ htmlInput: { spellCheck: false, autoCapitalize: 'none' } }}
  />
)
