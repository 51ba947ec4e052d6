import Typography from '@mui/material/Typography'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef } from 'react'

import { errorWords } from '#console/api/error-words.ts'
import { now } from '#console/clock.ts'
import { useFormats, useMessages } from '#console/i18n/i18n.ts'
import { announce } from '#console/ui/page/announcer.tsx'
import { toTimestamp } from '#console/ui/expiry/expiry.ts'
import { FormDialog } from '#console/ui/dialog/form-dialog.tsx'
import type { ApiKey } from '#contract/api-key.ts'
import { apiKeyList } from '../list/columns.tsx'
import { isGone } from '../list/gone-dialog.tsx'
import { updateApiKeyMutation } from '../queries.ts'
import { endsEarlier, type OverlapChoice, overlapEnd } from './rotation.ts'
import { RotationSteps } from './rotation-steps.tsx'

interface LimitFormProps {
  readonly apiKey: ApiKey
  readonly overlap: OverlapChoice
  /** The old key ends as it should, or is left as it is. */
  readonly onClose: () => void
}

/** Gives the old key its end, as soon as the new one's secret is saved. Stays only when that failed. */
export const LimitForm = ({ apiKey, overlap, onClose }: LimitFormProps) => {
  const m = useMessages()
  const f = useFormats()
  const words = m.apiKeys.rotate
  const name = apiKeyList.rowName(apiKey)
  const update = useMutation(updateApiKeyMutation(apiKey))

  // An effect runs twice in development, and a second click may come before the first is drawn.
  const running = useRef(false)

  const limit = () => {
    if (running.current) return
    const end = overlapEnd(overlap, new Date(now()))
    if (end === null || endsEarlier(apiKey, end)) return onClose()
    const body = { updateMask: 'expiresAt', expiresAt: toTimestamp(end) }
    running.current = true
    update.mutate(body, {
      onSettled: () => {
        running.current = false
      },
      onSuccess: () => {
        announce(words.limited(name, f.dateTimeZone(end)))
        onClose()
      },
      // It works no more already: there is nothing to limit.
      onError: (error) => {
        if (isGone(error)) onClose()
      },
    })
  }
  const limitOnce = useEffectEvent(limit)
  useEffect(() => limitOnce(), [])

  return (
    <FormDialog
      title={words.limitTitle}
      submitLabel={m.action.retry}
      onSubmit={limit}
      onClose={onClose}
      cancelLabel={words.leave}
      pending={update.isPending || update.isIdle}
      pendingLabel={words.limiting}
      pendingWarning={words.limiting}
      error={
        update.error && {
          ...errorWords(m, update.error, 'iam.serviceAccounts.apiKeyAdmin'),
          what: words.limitFailed(name),
        }
      }
      dirty={false}
    >
      <RotationSteps current={3} />
      <Typography>{words.limitHelp(name)}</Typography>
    </FormDialog>
  )
}
