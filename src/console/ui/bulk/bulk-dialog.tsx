import Box from '@mui/material/Box'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import { type ReactNode, useCallback, useEffect, useEffectEvent, useRef, useState } from 'react'

import { useMessages } from '#console/i18n/i18n.ts'
import { useOnDemandMessages } from '#console/i18n/on-demand.ts'
import { useStore } from '#console/state/store.ts'
import { announce } from '../page/announcer.tsx'
import { type BulkItem, BulkList, type FailureWords } from './bulk-list.tsx'
import { bulkRun, type Work } from './bulk-run.ts'
import { Button } from '../page/button.tsx'
import { ConfirmField } from '../form/confirm-field.tsx'
import { focusOnArrival } from '../page/focus.ts'
import { SubmitButton } from '../form/submit-button.tsx'
import { FormFrame } from '../dialog/form-frame.tsx'
import { useLeaveGuard } from '../dialog/use-leave-guard.ts'
import { minutesLeft, type Sample } from './time-left.ts'

interface BulkDialogProps<Row> {
  readonly title: string
  /**
   * The plan. The set of rows is fixed when the dialog opens. Their order and details may change until they are
   * confirmed. Keep them the same between renders.
   */
  readonly rows: readonly Row[]
  /** Called for the rows in sight, because texts of 100,000 take seconds. */
  readonly itemOf: (row: Row) => BulkItem
  /** Shown above the items: a warning, or fields of the form. */
  readonly children?: ReactNode
  /** Checks the fields of the form, and shows what is wrong with them. */
  readonly isValid?: () => boolean
  /** Requires typing the number of items. */
  readonly dangerous: boolean
  /** The risk is still being checked, so the plan cannot be confirmed yet. */
  readonly notYet: boolean
  readonly submitLabel: string
  readonly pendingLabel: string
  readonly destructive?: true
  readonly work: Work
  /** The label of a finished item. */
  readonly doneLabel: string
  readonly failureWords: (error: unknown) => FailureWords
  /** The run ended: complete, stopped or with failures. Called again after a retry. */
  readonly onSettled: () => void
  readonly onClose: () => void
}

const sampleEvery = 5000
/** A minute of them gives a rate that is steady and still follows the service. */
const sampleCount = 13

/**
 * A bulk action: shows the plan, then each item's result. Failed items can be retried and the run can be stopped. Stays
 * open until it is closed.
 */
export const BulkDialog = <Row extends { readonly id: string }>(props: BulkDialogProps<Row>) => {
  const { title, rows, dangerous, work, onSettled, onClose } = props
  const m = useMessages()
  const words = useOnDemandMessages().bulk
  const [run] = useState(() => bulkRun(rows.map(({ id }) => id)))
  const { running, stopping, count } = useStore(run.progress)
  const [begun, setBegun] = useState(false)
  const [minutes, setMinutes] = useState<number>()
  const [typed, setTyped] = useState('')
  const [mismatch, setMismatch] = useState(false)
  const stopButton = useRef<HTMLButtonElement>(null)
  const all = rows.length
  const done = count.done + count.gone

  const leave = useCallback(() => {
    if (running) stopButton.current?.focus()
    else onClose()
  }, [running, onClose])
  useLeaveGuard({ stops: running ? 'all' : 'back', warns: running }, leave)

  const summary = () => words.summary(done, all, count.failed)
  const say = useEffectEvent(() => announce(summary()))
  const tell = useEffectEvent((samples: readonly Sample[]) => {
    const next = minutesLeft(samples, minutes)
    setMinutes(next)
    // A run that takes minutes is announced once a minute.
    if (next === undefined) say()
    else if (next !== minutes) announce(`${summary()}. ${words.timeLeft(next)}`)
  })
  useEffect(() => {
    if (!running) return
    const sample = (): Sample => ({ at: performance.now(), left: run.progress.get().left })
    let samples = [sample()]
    const timer = setInterval(() => {
      samples = [...samples, sample()].slice(-sampleCount)
      tell(samples)
    }, sampleEvery)
    return () => {
      clearInterval(timer)
      say()
    }
  }, [running, run])

  const start = async (kind: 'waiting' | 'failed') => {
    setBegun(true)
    setMinutes(undefined)
    await run.start(kind, work)
    onSettled()
  }
  const submit = () => {
    if (begun || props.notYet || props.isValid?.() === false) return
    if (dangerous && typed.trim() !== String(all)) setMismatch(true)
    else void start('waiting')
  }

  return (
    <FormFrame title={title} onSubmit={submit} onClose={leave}>
      <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 4 }}>
        {begun ? (
          <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
            <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 4, justifyContent: 'space-between' }}>
              <Typography sx={{ fontWeight: 600 }}>{summary()}</Typography>
              {minutes !== undefined && running && !stopping && (
                <Typography color="textSecondary">{words.timeLeft(minutes)}</Typography>
              )}
            </Box>
            <LinearProgress
              variant="determinate"
              aria-label={title}
              value={(100 * (done + count.failed)) / all}
              color={count.failed > 0 ? 'warning' : 'primary'}
            />
          </Box>
        ) : (
          props.children
        )}
        <BulkList
          label={title}
          rows={rows}
          itemOf={props.itemOf}
          stateOf={run.stateOf}
          begun={begun}
          pendingLabel={props.pendingLabel}
          doneLabel={props.doneLabel}
          failureWords={props.failureWords}
        />
        {!begun && dangerous && (
          <ConfirmField
            label={words.confirm(all)}
            expected={String(all)}
            value={typed}
            onChange={(value) => {
              setTyped(value)
              setMismatch(false)
            }}
            problem={mismatch ? words.mismatch(all) : undefined}
            // Otherwise it appears while a field is being filled in.
            focused={props.isValid === undefined}
          />
        )}
      </DialogContent>
      <DialogActions>
        {!begun && <Button onClick={onClose}>{m.action.cancel}</Button>}
        {running && (
          <Button ref={stopButton} aria-disabled={stopping} onClick={run.stop}>
            {stopping ? words.stopping : words.stop}
          </Button>
        )}
        {begun && !running && count.failed > 0 && (
          <Button onClick={() => void start('failed')}>{words.retryFailed(count.failed)}</Button>
        )}
        {begun && !running && count.waiting > 0 && (
          <Button onClick={() => void start('waiting')}>{words.goOn(count.waiting)}</Button>
        )}
        {begun && !running ? (
          // A double click on the submit button must not close the result of a quick run.
          <Button
            variant="contained"
            color="primary"
            ref={focusOnArrival}
            onClick={(event) => event.detail < 2 && onClose()}
          >
            {m.action.done}
          </Button>
        ) : (
          <SubmitButton
            label={props.submitLabel}
            pending={running}
            pendingLabel={props.pendingLabel}
            destructive={props.destructive}
            blocked={!begun && props.notYet}
          />
        )}
      </DialogActions>
    </FormFrame>
  )
}
