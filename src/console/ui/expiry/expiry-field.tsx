import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'

import { useFormats, useMessages } from '#console/i18n/i18n.ts'
import { type Expiry, type ExpiryBase, expiryMoment, type Lifetime, lifetimes } from './expiry.ts'
import { MenuItem } from '../menu/menu-item.tsx'
import { lazyPart } from '../loading/lazy-part.ts'
import { TextField } from '../form/text-field.tsx'

// The pickers and their date library weigh more than the rest of the dialog, so they load on demand.
const CustomExpiry = lazyPart(async () => (await import('./custom-expiry.tsx')).CustomExpiry)

interface ExpiryFieldProps extends ExpiryBase {
  readonly label: string
  readonly value: Expiry
  readonly onChange: (value: Expiry) => void
  readonly problem: string | undefined
  /** Describes the effect of the expiry. */
  readonly help?: string
  /** A warning about `never`, if any. */
  readonly neverWarning?: string
}

/** When something expires: a lifetime, a time or never, with the exact instant in local time and UTC. */
export const ExpiryField = ({ label, value, onChange, problem, help, neverWarning, ...base }: ExpiryFieldProps) => {
  const m = useMessages()
  const f = useFormats()
  const words = m.expiry
  const { choice, custom } = value
  const lifetimeWords = (lifetime: Lifetime) =>
    lifetime === '1y' ? words.year : words.days(Number.parseInt(lifetime, 10))
  const at = expiryMoment(value, base)
  const instant = at && f.full(at)

  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 3 }}>
      <TextField
        select
        label={label}
        value={choice}
        onChange={(event) => onChange({ choice: event.target.value as Expiry['choice'], custom })}
        error={choice !== 'custom' && problem !== undefined}
        helperText={
          choice === 'never' ? undefined : choice === 'custom' || instant === null ? (
            help
          ) : problem !== undefined ? (
            problem
          ) : (
            <Lines lines={[instant, ...(help === undefined ? [] : [help])]} />
          )
        }
      >
        {base.current !== undefined && <MenuItem value="keep">{words.keep(f.dateTime(base.current))}</MenuItem>}
        {lifetimes.map((lifetime) => (
          <MenuItem key={lifetime} value={lifetime}>
            {lifetimeWords(lifetime)}
          </MenuItem>
        ))}
        <MenuItem value="custom">{words.custom}</MenuItem>
        <MenuItem value="never">{words.never}</MenuItem>
      </TextField>
      {choice === 'custom' && (
        <Box sx={{ minHeight: 63 }}>
          <CustomExpiry
            value={custom}
            onChange={(next) => onChange({ choice, custom: next })}
            problem={problem}
            help={instant ?? undefined}
          />
        </Box>
      )}
      {choice === 'never' && neverWarning !== undefined && (
        <Alert severity="warning" variant="outlined">
          {neverWarning}
        </Alert>
      )}
    </Box>
  )
}

const Lines = ({ lines }: { readonly lines: readonly string[] }) =>
  lines.map((line) => (
    <Box key={line} component="span" sx={{ display: 'block' }}>
      {line}
    </Box>
  ))
