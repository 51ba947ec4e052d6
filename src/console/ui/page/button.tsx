import MuiButton, { type ButtonProps } from '@mui/material/Button'

const OwnElement = ({ children, ...props }: ButtonProps) => (
  <MuiButton {...props}>{typeof children === 'string' ? <span>{children}</span> : children}</MuiButton>
)

/** MUI's button with an element around its text, because icons or spinners may appear beside it. */
// A cast, because the component loses the `component` prop of MUI's.
export const Button = OwnElement as typeof MuiButton
