/** The `sx` of a part with an outline and its contents below each other. */
export const outlined = {
  border: 1,
  borderColor: 'divider',
  borderRadius: 1,
  p: 4,
  display: 'flex',
  flexDirection: 'column',
  gap: 3,
} as const
