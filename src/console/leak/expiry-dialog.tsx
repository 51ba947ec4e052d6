import Alert from '@mui/material/Alert'
import Typography from '@mui/material/Typography'
import { useRef } from 'react'

import { errorWords, requestState } from '#console/api/error-words.ts'
import { isGone } from '#console/api/gone.ts'
import { useWrite } from '#console/api/use-write.ts'
import { apiKeyList } from '#console/api-keys/list/columns.tsx'
import { usedRecently } from '#console/api-keys/list/key-status.ts'
import { updateApiKeyMutation } from '#console/api-keys/queries.ts'
import { useFreshKey } from '#console/api-keys/use-fresh-key.ts'
import { now } from '#console/clock.ts'
import { EquivalentCode } from '#console/code/equivalent-code.tsx'
import { useFormats, useMessages } from '#console/i18n/i18n.ts'
import { useOnDemandMessages } from '#console/i18n/on-demand.ts'
import { FormDialog } from '#console/ui/dialog/form-dialog.tsx'
import { toTimestamp } from '#console/ui/expiry/expiry.ts'
import { announce } from '#console/ui/page/announcer.tsx'
import { ErrorNotice } from '#console/ui/page/error-notice.tsx'
import { CodeText } from '#console/ui/text/code-text.tsx'
import { Facts } from '#console/ui/text/facts.tsx'
import type { ApiKey } from '#contract/api-key.ts'
import type { Operation } from '#contract/operation.ts'
import { endOf, stopMilliseconds } from './time-left.ts'

export interface StopAttempt {
  /** The key before. */
  readonly former: ApiKey
  /** Its new expiry. */
  readonly until: string
}

interface StopDialogProps {
  readonly apiKey: ApiKey
  readonly onClose: () => void
  /** Somebody else deleted the key. */
  readonly onGone: () => void
  /** The request is about to be sent: its answer may get lost. */
  readonly onTry: (stop: StopAttempt) => void
  /** The service accepted it. */
  readonly onStopped: (operation: Operation, stop: StopAttempt) => void
}

/** Sets the expiry of a key to one minute from now, after loading its last use and its present expiry. */
export const StopDialog = ({ apiKey, onClose, onGone, onTry, onStopped }: StopDialogProps) => {
  const m = useMessages()
  const f = useFormats()
  const leak = useOnDemandMessages().leak
  const words = leak.stopDialog
  const { query, checking, error, current } = useFreshKey(apiKey)
  const { lastUsedAt, expiresAt } = current
  const name = apiKeyList.rowName(apiKey)
  const attempt = useRef<StopAttempt>(null)
  const finish = (operation: Operation) => {
    if (attempt.current) onStopped(operation, attempt.current)
  }
  const update = useWrite({
    ...updateApiKeyMutation(apiKey),
    onSuccess: (operation) => {
      announce(words.done(name))
      finish(operation)
    },
    onError: (failure) => {
      if (isGone(failure)) onGone()
    },
  })
  const { running } = update
  const submit = () => {
    // It ended meanwhile, or ends sooner.
    if (endOf(expiresAt, now()) !== 'open') return onClose()
    const until = toTimestamp(new Date(now() + stopMilliseconds))
    attempt.current = { former: current, until }
    onTry(attempt.current)
    update.mutate({ updateMask: 'expiresAt', expiresAt: until })
  }
  return (
    <FormDialog
      title={words.title}
      // Without the present expiry there would be nothing to restore.
      submit={{ label: words.submit, destructive: true, notYet: checking || error !== null, onSubmit: submit }}
      request={{ ...requestState(m, update, 'iam.serviceAccounts.apiKeyAdmin'), pendingLabel: words.pending }}
      leave={{ onClose: running ? () => finish(running) : onClose, dirty: false }}
    >
      <Facts
        facts={[
          { term: m.apiKeys.maskedKey, value: <CodeText>{name}</CodeText> },
          {
            term: m.apiKeys.lastUsedAt,
            value: checking
              ? m.apiKeys.delete.checking
              : lastUsedAt === undefined
                ? m.status.neverUsed
                : f.relative(lastUsedAt),
          },
          {
            term: m.apiKeys.expiresAt,
            value: checking
              ? m.apiKeys.delete.checking
              : expiresAt === undefined
                ? m.status.neverExpires
                : f.full(expiresAt),
          },
        ]}
      />
      {error && (
        <ErrorNotice
          {...errorWords(m, error, 'iam.viewer')}
          what={leak.useUnknown}
          severity="warning"
          onRetry={() => void query.refetch()}
        />
      )}
      {!checking && !error && lastUsedAt !== undefined && usedRecently(current, now()) && (
        <Alert severity="error" variant="outlined">
          {words.usedRecently(f.relative(lastUsedAt))}
        </Alert>
      )}
      <Typography>{words.help}</Typography>
      {!checking && !error && (
        <Typography>{expiresAt === undefined ? words.keptNever : words.kept(f.dateTimeZone(expiresAt))}</Typography>
      )}
    </FormDialog>
  )
}

interface RestoreDialogProps {
  readonly apiKey: ApiKey
  /** The former expiry, undefined for none. */
  readonly expiresAt: string | undefined
  readonly onClose: () => void
  readonly onGone: () => void
  readonly onRestored: (operation: Operation) => void
}

/** Gives a stopped key its former expiry back. */
export const RestoreDialog = ({ apiKey, expiresAt, onClose, onGone, onRestored }: RestoreDialogProps) => {
  const m = useMessages()
  const f = useFormats()
  const words = useOnDemandMessages().leak.restoreDialog
  const name = apiKeyList.rowName(apiKey)
  const update = useWrite({
    ...updateApiKeyMutation(apiKey),
    onSuccess: (operation) => {
      announce(words.done(name))
      onRestored(operation)
    },
    onError: (failure) => {
      if (isGone(failure)) onGone()
    },
  })
  const { running } = update
  // Empty removes the expiry.
  const body = { updateMask: 'expiresAt', expiresAt: expiresAt ?? '' }
  return (
    <FormDialog
      title={words.title}
      submit={{ label: words.submit, destructive: true, onSubmit: () => update.mutate(body) }}
      request={{ ...requestState(m, update, 'iam.serviceAccounts.apiKeyAdmin'), pendingLabel: words.pending }}
      leave={{ onClose: running ? () => onRestored(running) : onClose, dirty: false }}
    >
      <Typography>
        <CodeText>{name}</CodeText>
      </Typography>
      <Typography>{expiresAt === undefined ? words.helpNever : words.help(f.full(expiresAt))}</Typography>
      <EquivalentCode request={{ id: 'updateApiKey', apiKey, body }} />
    </FormDialog>
  )
}
