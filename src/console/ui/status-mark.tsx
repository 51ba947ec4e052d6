import Box from '@mui/material/Box'
import { CircleAlert, CircleCheck, CircleSlash, Clock, type LucideIcon } from 'lucide-react'

export type StatusKind = 'good' | 'soon' | 'bad' | 'idle'

const marks: Record<StatusKind, { Icon: LucideIcon; color: string }> = {
  good: { Icon: CircleCheck, color: 'success.main' },
  soon: { Icon: Clock, color: 'warning.main' },
  bad: { Icon: CircleAlert, color: 'error.main' },
  idle: { Icon: CircleSlash, color: 'text.secondary' },
}

/** A status by icon, word and colour. */
export const StatusMark = ({ kind, word }: { readonly kind: StatusKind; readonly word: string }) => {
  const { Icon, color } = marks[kind]
  return (
    <Box
      component="span"
      sx={{ display: 'inline-flex', alignItems: 'center', gap: 1.5, color, verticalAlign: 'middle' }}
    >
      <Icon size={14} aria-hidden />
      {word}
    </Box>
  )
}
