import Typography from '@mui/material/Typography'

/** The name of the resource that a dialog is about. Page translation must not change it. */
export const ResourceName = ({ children }: { readonly children: string }) => (
  <Typography translate="no" sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
    {children}
  </Typography>
)
