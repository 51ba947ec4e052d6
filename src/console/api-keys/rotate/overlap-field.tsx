import Box from '@mui/material/Box'
import { lazy, Suspense } from 'react'

import { useFormats, useMessages } from '#console/i18n/i18n.ts'
import { MenuItem } from '#console/ui/menu/menu-item.tsx'
import { TextField } from '#console/ui/form/text-field.tsx'
import { type OverlapChoice, overlapEnd } from './rotation.ts'

const CustomExpiry = lazy(async () => ({
  default: (await import('#console/ui/expiry/custom-expiry.tsx')).CustomExpiry,
}))

interface OverlapFieldProps {
  readonly value: OverlapChoice
  readonly onChange: (value: OverlapChoice) => void
  readonly problem: string | undefined
  /** Start of the overlap. */
  readonly from: Date
}

/** How long the old key keeps working, with the exact end. */
export const OverlapField = ({ value, onChange, problem, from }: OverlapFieldProps) => {
  const m = useMessages()
  const f = useFormats()
  const words = m.apiKeys.rotate
  const { choice, custom } = value
  const end = overlapEnd(value, from)
  const instant = end === null || choice === '0' ? undefined : f.full(end, from)
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 3 }}>
      <TextField
        select
        label={words.overlap}
        value={choice}
        onChange={(event) => onChange({ choice: event.target.value as OverlapChoice['choice'], custom })}
        helperText={choice === 'custom' ? undefined : (instant ?? words.atOnceHelp)}
      >
        <MenuItem value="0">{words.atOnce}</MenuItem>
        <MenuItem value="1h">{words.hours(1)}</MenuItem>
        <MenuItem value="24h">{words.hours(24)}</MenuItem>
        <MenuItem value="7d">{m.expiry.days(7)}</MenuItem>
        <MenuItem value="custom">{m.expiry.custom}</MenuItem>
      </TextField>
      {choice === 'custom' && (
        <Suspense fallback={<Box sx={{ height: 63 }} />}>
          <CustomExpiry
            value={custom}
            onChange={(next) => onChange({ choice, custom: next })}
            problem={problem}
            help={instant}
          />
        </Suspense>
      )}
    </Box>
  )
}
