import Box from '@mui/material/Box'
import FormHelperText from '@mui/material/FormHelperText'
import IconButton from '@mui/material/IconButton'
import TextField from '@mui/material/TextField'
import { X } from 'lucide-react'
import { type ClipboardEventHandler, type KeyboardEvent, useId } from 'react'

import { useMessages } from '#console/i18n/i18n.ts'
import { Tooltip } from '#console/ui/tooltip.tsx'
import type { LabelProblem, LabelRow } from './labels.ts'

interface LabelRowFieldsProps {
  readonly row: LabelRow
  /** Counted from 1: names the row. */
  readonly number: number
  readonly problem: LabelProblem | undefined
  readonly onChange: (row: LabelRow) => void
  readonly onRemove: () => void
  /** Enter was pressed at the end of the row. */
  readonly onEnter: () => void
  readonly onPaste: ClipboardEventHandler
}

/** One label: its key, its value, and the way to take it out. */
export const LabelRowFields = ({ row, number, problem, onChange, onRemove, onEnter, onPaste }: LabelRowFieldsProps) => {
  const m = useMessages()
  const words = m.serviceAccounts.form
  const wrong = {
    missing: m.field.required,
    key: words.keyHelp,
    duplicate: words.duplicateKey,
    value: words.valueHelp,
    none: undefined,
  }[problem ?? 'none']
  const problemId = useId()
  const inValue = problem === 'value'
  const plain = { spellCheck: false, autoCapitalize: 'none', autoComplete: 'off' } as const

  const onEnterIn = (part: 'key' | 'value') => (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    // Not the form's Enter: whoever fills in labels goes on to the next field.
    event.preventDefault()
    if (part === 'value') onEnter()
    else event.currentTarget.parentElement?.querySelector<HTMLElement>(`[name="label-${row.id}-value"]`)?.focus()
  }

  const described = wrong === undefined ? {} : { 'aria-describedby': problemId }

  return (
    <Box>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        <TextField
          placeholder={words.key}
          value={row.key}
          name={`label-${row.id}-key`}
          onChange={(event) => onChange({ ...row, key: event.target.value })}
          onKeyDown={onEnterIn('key')}
          onPaste={onPaste}
          error={wrong !== undefined && !inValue}
          slotProps={{ htmlInput: { 'aria-label': words.keyOf(number), ...plain, ...(!inValue && described) } }}
        />
        <Box aria-hidden sx={{ color: 'text.secondary' }}>
          =
        </Box>
        <TextField
          placeholder={words.value}
          value={row.value}
          name={`label-${row.id}-value`}
          onChange={(event) => onChange({ ...row, value: event.target.value })}
          onKeyDown={onEnterIn('value')}
          onPaste={onPaste}
          error={inValue}
          slotProps={{ htmlInput: { 'aria-label': words.valueOf(number), ...plain, ...(inValue && described) } }}
        />
        <Tooltip title={words.removeLabel(row.key || number)}>
          <IconButton size="small" aria-label={words.removeLabel(row.key || number)} onClick={onRemove}>
            <X size={16} />
          </IconButton>
        </Tooltip>
      </Box>
      {wrong !== undefined && (
        <FormHelperText id={problemId} error>
          {wrong}
        </FormHelperText>
      )}
    </Box>
  )
}
