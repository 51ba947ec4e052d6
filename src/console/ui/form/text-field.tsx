import MuiTextField, { type TextFieldProps } from '@mui/material/TextField'

/** MUI's text field with an element around its label, which has the asterisk of required fields beside it. */
export const TextField = ({ label, ...props }: TextFieldProps) => (
  <MuiTextField label={label === undefined ? undefined : <span>{label}</span>} {...props} />
)
