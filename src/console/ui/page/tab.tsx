import MuiTab, { type TabProps } from '@mui/material/Tab'

const OwnElement = ({ label, ...props }: TabProps) => <MuiTab label={<span>{label}</span>} {...props} />

/** MUI's tab, whose text has an element of its own: the line under the chosen tab comes and goes beside it. */
// A cast, because the component forgets that MUI's takes a `component`.
export const Tab = OwnElement as typeof MuiTab
