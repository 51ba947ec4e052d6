import MuiTab, { type TabProps } from '@mui/material/Tab'

const OwnElement = ({ label, ...props }: TabProps) => <MuiTab label={<span>{label}</span>} {...props} />

/** MUI's tab with an element around its text, because the indicator appears beside it. */
// A cast, because the component loses the `component` prop of MUI's.
export const Tab = OwnElement as typeof MuiTab
