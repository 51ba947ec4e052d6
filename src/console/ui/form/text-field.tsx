import MuiTextField, { type TextFieldProps } from '@mui/material/TextField'

/** MUI's text field, whose label has an element of its own: the asterisk of a required field stands beside it. */
export const TextField = ({ label, ...props }: TextFieldProps) => (
  <MuiTextField label={label === undefined ? undefined : <span>{label}</span>} {...props} />
)
