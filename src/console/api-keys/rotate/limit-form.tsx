import Typography from '@mui/material/Typography'
import { useState } from 'react'

import { requestState, type Write } from '#console/api/error-words.ts'
import { isGone } from '#console/api/gone.ts'
import { useWrite } from '#console/api/use-write.ts'
import { now } from '#console/clock.ts'
import { useFormats, useMessages } from '#console/i18n/i18n.ts'
import { announce } from '#console/ui/page/announcer.tsx'
import { toTimestamp } from '#console/ui/expiry/expiry.ts'
import { FormDialog } from '#console/ui/dialog/form-dialog.tsx'
import type { ApiKey } from '#contract/api-key.ts'
import type { Operation } from '#contract/operation.ts'
import { apiKeyList } from '../list/columns.tsx'
import { updateApiKeyMutation } from '../queries.ts'
import { endsEarlier, type OverlapChoice, overlapEnd } from './rotation.ts'
import { RotationSteps } from './rotation-steps.tsx'

interface Limit {
  /** Sends the request, unless the key already expires earlier. */
  readonly start: () => void
  readonly update: Write
  /** Closes its form. A running request goes on. */
  readonly leave: () => void
}

/** What set the expiry, and the expiry. */
export interface Limited {
  readonly operation: Operation
  readonly end: Date
}

/**
 * Sets the expiry of a rotation's old key.
 *
 * @param onDone called when the expiry is set, or its form is closed. Without `limited` nothing sets it
 */
export const useLimit = (apiKey: ApiKey, overlap: OverlapChoice, onDone: (limited?: Limited) => void): Limit => {
  const m = useMessages()
  const f = useFormats()
  const update = useWrite(updateApiKeyMutation(apiKey))
  const [sent, setSent] = useState<Date>()
  const start = () => {
    const end = overlapEnd(overlap, new Date(now()))
    if (end === null || endsEarlier(apiKey, end)) return onDone()
    setSent(end)
    update.mutate(
      { updateMask: 'expiresAt', expiresAt: toTimestamp(end) },
      {
        onSuccess: (operation) => {
          announce(m.apiKeys.rotate.limited(apiKeyList.rowName(apiKey), f.dateTimeZone(end)))
          onDone({ operation, end })
        },
        // Somebody else deleted it, so there is nothing to do.
        onError: (error) => {
          if (isGone(error)) onDone()
        },
      },
    )
  }
  const { running } = update
  const leave = () => onDone(running && sent ? { operation: running, end: sent } : undefined)
  return { start, update, leave }
}

interface LimitFormProps {
  readonly apiKey: ApiKey
  readonly limit: Limit
}

/** Shows the progress of setting the expiry. Stays open only if that fails. */
export const LimitForm = ({ apiKey, limit }: LimitFormProps) => {
  const m = useMessages()
  const words = m.apiKeys.rotate
  const name = apiKeyList.rowName(apiKey)
  const { error, ...state } = requestState(m, limit.update, 'iam.serviceAccounts.apiKeyAdmin')
  return (
    <FormDialog
      title={words.limitTitle}
      submit={{ label: m.action.retry, onSubmit: limit.start }}
      request={{
        ...state,
        pendingLabel: words.limiting,
        warning: words.limiting,
        error: error && { ...error, what: words.limitFailed(name) },
      }}
      leave={{ onClose: limit.leave, dirty: false, label: words.leave }}
    >
      <RotationSteps current={3} />
      <Typography>{words.limitHelp(name)}</Typography>
    </FormDialog>
  )
}
