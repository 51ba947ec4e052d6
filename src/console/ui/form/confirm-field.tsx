import { focusOnArrival } from '../page/focus.ts'
import { TextField } from './text-field.tsx'
import { Quoting } from '../cell/verbatim.tsx'

interface ConfirmFieldProps {
  /** Says what to type. */
  readonly label: string
  /** The part of the label to type. */
  readonly expected: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** The error, if any. */
  readonly problem: string | undefined
  /** Whether it takes the focus. */
  readonly focused?: boolean
}

// Above the field, where it may take several lines: a name can be long.
const labelAbove = {
  '& .MuiInputLabel-root': {
    position: 'static',
    transform: 'none',
    maxWidth: 'none',
    marginBottom: 1,
    fontSize: '0.875rem',
    lineHeight: 1.5,
    whiteSpace: 'normal',
    overflowWrap: 'anywhere',
    '&:not(.Mui-error)': { color: 'text.primary' },
  },
}

/** Asks for the name of what is about to be deleted. */
export const ConfirmField = ({ label, expected, value, onChange, problem, focused = true }: ConfirmFieldProps) => (
  <TextField
    label={<Quoting text={label} part={expected} />}
    value={value}
    onChange={(event) => onChange(event.target.value)}
    inputRef={focused ? focusOnArrival : undefined}
    autoComplete="off"
    sx={labelAbove}
    error={problem !== undefined}
    helperText={problem}
    slotProps={{
      inputLabel: { shrink: true },
      input: { notched: false },
      htmlInput: { spellCheck: false, autoCapitalize: 'none' },
    }}
  />
)
