import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { lazy, Suspense } from 'react'

import { useFormats, useMessages } from '#console/i18n/i18n.ts'
import { type ExpiryChoice, type Lifetime, lifetimes } from './expiry.ts'

// The pickers and their date library weigh more than the rest of the dialog: loaded only for a custom date.
const CustomExpiry = lazy(async () => ({ default: (await import('./custom-expiry.tsx')).CustomExpiry }))

interface ExpiryFieldProps {
  readonly choice: ExpiryChoice
  readonly onChoice: (choice: ExpiryChoice) => void
  readonly custom: Date | null
  readonly onCustom: (at: Date | null) => void
  /** The moment that will be sent, null for none. */
  readonly at: Date | null
  readonly problem: string | undefined
}

/** When the key expires: a length of life, a moment, or never; with the exact instant in local time and UTC. */
export const ExpiryField = ({ choice, onChoice, custom, onCustom, at, problem }: ExpiryFieldProps) => {
  const m = useMessages()
  const f = useFormats()
  const words = m.apiKeys.form
  const lifetimeWords = (lifetime: Lifetime) =>
    lifetime === '1y' ? words.year : words.days(Number.parseInt(lifetime, 10))
  const instant = at && words.instant(f.dateTimeZone(at), f.utc(at), f.relative(at))

  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 3 }}>
      <TextField
        select
        label={m.apiKeys.expiresAt}
        value={choice}
        onChange={(event) => onChoice(event.target.value as ExpiryChoice)}
        helperText={choice === 'custom' ? undefined : instant}
      >
        {lifetimes.map((lifetime) => (
          <MenuItem key={lifetime} value={lifetime}>
            {lifetimeWords(lifetime)}
          </MenuItem>
        ))}
        <MenuItem value="custom">{words.custom}</MenuItem>
        <MenuItem value="never">{words.never}</MenuItem>
      </TextField>
      {choice === 'custom' && (
        <Suspense fallback={<Box sx={{ height: 63 }} />}>
          <CustomExpiry value={custom} onChange={onCustom} problem={problem} help={instant ?? undefined} />
        </Suspense>
      )}
      {choice === 'never' && (
        <Alert severity="warning" variant="outlined">
          {words.neverWarning}
        </Alert>
      )}
    </Box>
  )
}
