import Box from '@mui/material/Box'
import FormHelperText from '@mui/material/FormHelperText'
import Typography from '@mui/material/Typography'
import { Plus } from 'lucide-react'
import { type Ref, useId, useImperativeHandle, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'

import { useMessages } from '#console/i18n/i18n.ts'
import { Button } from '#console/ui/page/button.tsx'
import { type LabelActions, LabelRowFields } from './label-row-fields.tsx'
import { insertRows, labelCount, labelProblems, type LabelRow, labelsMax, parseLabels } from './labels.ts'

interface LabelsFieldProps {
  readonly rows: readonly LabelRow[]
  readonly onChange: (rows: readonly LabelRow[]) => void
  /** Incomplete rows count as invalid too. */
  readonly strict: boolean
  /** Focuses the first invalid field. */
  readonly fieldRef: Ref<{ focus: () => void }>
}

/** Labels as rows of key and value. Enter moves to the next field and appends a row after the last. */
export const LabelsField = ({ rows, onChange, strict, fieldRef }: LabelsFieldProps) => {
  const m = useMessages()
  const words = m.serviceAccounts.form
  const titleId = useId()
  const helpId = useId()
  const group = useRef<HTMLDivElement>(null)
  const count = labelCount(rows)
  const problems = labelProblems(rows)
  const full = rows.length >= labelsMax

  useImperativeHandle(fieldRef, () => ({
    focus: () => group.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(),
  }))

  /** Renders the rows synchronously, so that one of them can take the focus. */
  const change = (next: readonly LabelRow[], focused: string) => {
    flushSync(() => onChange(next))
    group.current?.querySelector<HTMLElement>(`[name="${focused}"]`)?.focus()
  }
  const add = (after: number) => {
    if (full) return
    const next = insertRows(rows, after, [{ key: '', value: '' }])
    change(next, `label-${next[after + 1]?.id}-key`)
  }
  const indexOf = (id: number) => rows.findIndex((row) => row.id === id)
  const actions: LabelActions = {
    change: (row) => onChange(rows.with(indexOf(row.id), row)),
    add: (id) => add(indexOf(id)),
    remove: (id) => {
      const index = indexOf(id)
      const left = rows.toSpliced(index, 1)
      const neighbour = left[index] ?? left.at(-1)
      change(left, neighbour === undefined ? 'add-label' : `label-${neighbour.id}-key`)
    },
    paste: (event, id) => {
      const index = indexOf(id)
      const row = rows[index]
      const blank = row?.key === '' && row.value === ''
      const pasted = parseLabels(event.clipboardData.getData('text'))
      if (pasted === null || (pasted.length === 1 && !blank)) return
      event.preventDefault()
      const inserted = insertRows(rows, index, pasted)
      const last = inserted[index + pasted.length]
      change(blank ? inserted.toSpliced(index, 1) : inserted, `label-${last?.id}-value`)
    },
  }
  // Stable callbacks, so that typing re-renders one of up to 64 rows.
  const latest = useRef(actions)
  useLayoutEffect(() => {
    latest.current = actions
  })
  const [act] = useState<LabelActions>(() => ({
    change: (row) => latest.current.change(row),
    add: (id) => latest.current.add(id),
    remove: (id) => latest.current.remove(id),
    paste: (event, id) => latest.current.paste(event, id),
  }))

  return (
    <Box ref={group} role="group" aria-labelledby={titleId} aria-describedby={helpId}>
      <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 2, mb: rows.length > 0 ? 1.5 : 0.5 }}>
        <Typography id={titleId} component="span" variant="caption" color="textSecondary">
          {m.serviceAccounts.labels}
        </Typography>
        <Typography component="span" variant="caption" color={count > labelsMax ? 'error' : 'textSecondary'}>
          {m.field.counter(count, labelsMax)}
        </Typography>
      </Box>
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
        {rows.map((row, index) => (
          <LabelRowFields
            key={row.id}
            id={row.id}
            labelKey={row.key}
            value={row.value}
            number={index + 1}
            problem={problems.get(row.id) === 'missing' && !strict ? undefined : problems.get(row.id)}
            act={act}
          />
        ))}
      </Box>
      <Button
        name="add-label"
        size="small"
        startIcon={<Plus size={14} />}
        aria-disabled={full}
        onClick={() => add(rows.length - 1)}
        sx={{ mt: rows.length > 0 ? 2 : 0, ...(full && { opacity: 0.5 }) }}
      >
        {words.addLabel}
      </Button>
      <FormHelperText id={helpId} error={count > labelsMax}>
        {count > labelsMax
          ? m.field.entries(labelsMax, count)
          : full
            ? words.labelsFull(labelsMax)
            : rows.length > 0
              ? words.labelsHelp
              : words.labelsWhy}
      </FormHelperText>
    </Box>
  )
}
