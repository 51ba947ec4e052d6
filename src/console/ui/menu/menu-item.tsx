import MuiMenuItem, { type MenuItemProps } from '@mui/material/MenuItem'

/** MUI's menu item with an element around its text, like `Button`. */
export const MenuItem = ({ children, ...props }: MenuItemProps) => (
  <MuiMenuItem {...props}>{typeof children === 'string' ? <span>{children}</span> : children}</MuiMenuItem>
)
