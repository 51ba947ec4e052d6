import MuiMenuItem, { type MenuItemProps } from '@mui/material/MenuItem'

/** MUI's menu item, whose text has an element of its own, as that of a button. */
export const MenuItem = ({ children, ...props }: MenuItemProps) => (
  <MuiMenuItem {...props}>{typeof children === 'string' ? <span>{children}</span> : children}</MuiMenuItem>
)
