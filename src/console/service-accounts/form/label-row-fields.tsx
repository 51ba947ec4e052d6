import Box from '@mui/material/Box'
import FormHelperText from '@mui/material/FormHelperText'
import IconButton from '@mui/material/IconButton'
import { X } from 'lucide-react'
import { type ClipboardEvent, type KeyboardEvent, memo, useId } from 'react'

import { useMessages } from '#console/i18n/i18n.ts'
import { TextField } from '#console/ui/form/text-field.tsx'
import type { LabelProblem, LabelRow } from './labels.ts'

export interface LabelActions {
  readonly change: (row: LabelRow) => void
  /** Inserts a row after this one. */
  readonly add: (id: number) => void
  readonly remove: (id: number) => void
  readonly paste: (event: ClipboardEvent, id: number) => void
}

interface LabelRowFieldsProps {
  // Separate props, because the form copies every row when one changes.
  readonly id: number
  readonly labelKey: string
  readonly value: string
  /** Row number from 1, for its name. */
  readonly number: number
  readonly problem: LabelProblem | undefined
  readonly act: LabelActions
}

/** One label: key, value and a remove button. */
export const LabelRowFields = memo(({ id, labelKey, value, number, problem, act }: LabelRowFieldsProps) => {
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
    // Do not submit the form: Enter moves to the next field.
    event.preventDefault()
    if (part === 'value') act.add(id)
    else event.currentTarget.parentElement?.querySelector<HTMLElement>(`[name="label-${id}-value"]`)?.focus()
  }

  const described = wrong === undefined ? {} : { 'aria-describedby': problemId }

  return (
    <Box>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        <TextField
          placeholder={words.key}
          value={labelKey}
          name={`label-${id}-key`}
          onChange={(event) => act.change({ id, key: event.target.value, value })}
          onKeyDown={onEnterIn('key')}
          onPaste={(event) => act.paste(event, id)}
          error={wrong !== undefined && !inValue}
          slotProps={{ htmlInput: { 'aria-label': words.keyOf(number), ...plain, ...(!inValue && described) } }}
        />
        <Box aria-hidden sx={{ color: 'text.secondary' }}>
          =
        </Box>
        <TextField
          placeholder={words.value}
          value={value}
          name={`label-${id}-value`}
          onChange={(event) => act.change({ id, key: labelKey, value: event.target.value })}
          onKeyDown={onEnterIn('value')}
          onPaste={(event) => act.paste(event, id)}
          error={inValue}
          slotProps={{ htmlInput: { 'aria-label': words.valueOf(number), ...plain, ...(inValue && described) } }}
        />
        <IconButton
          size="small"
          aria-label={words.removeLabel(labelKey || number)}
          data-tip=""
          onClick={() => act.remove(id)}
        >
          <X size={16} />
        </IconButton>
      </Box>
      {wrong !== undefined && (
        <FormHelperText id={problemId} error>
          {wrong}
        </FormHelperText>
      )}
    </Box>
  )
})
