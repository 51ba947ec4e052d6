import MuiButton, { type ButtonProps } from '@mui/material/Button'

const OwnElement = ({ children, ...props }: ButtonProps) => (
  <MuiButton {...props}>{typeof children === 'string' ? <span>{children}</span> : children}</MuiButton>
)

/** MUI's button, whose text has an element of its own: beside an icon or a spinner that appears it needs one. */
// A cast, because the component forgets that MUI's takes a `component`.
export const Button = OwnElement as typeof MuiButton
