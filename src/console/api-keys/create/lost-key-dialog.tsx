import Alert from '@mui/material/Alert'
import Typography from '@mui/material/Typography'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { ApiError } from '#console/api/api-error.ts'
import { errorWords } from '#console/api/error-words.ts'
import { wasDoneBefore } from '#console/api/repeat-until-response.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { upstream } from '#console/served.ts'
import { Button } from '#console/ui/page/button.tsx'
import { ErrorNotice } from '#console/ui/page/error-notice.tsx'
import { FormDialog } from '#console/ui/dialog/form-dialog.tsx'
import { Spinner } from '#console/ui/loading/spinner.tsx'
import type { ApiKey } from '#contract/api-key.ts'
import { codes } from '#contract/status.ts'
import { keysPossiblyCreatedBy, newAttempt } from './attempt.ts'
import { LostKeyChoice } from './lost-key-choice.tsx'
import { apiKeyQueries, type CreatedApiKey, deleteApiKeyMutation } from '../queries.ts'
import { type Lost, useCreateKey } from './use-create-key.ts'

// The service runs a write with the same Idempotency-Key once. A cloud does not promise it, so there only the list tells.
const repeatable = upstream === ''

interface LostKeyDialogProps {
  readonly serviceAccountId: string
  readonly lost: Lost
  readonly onCreated: (created: CreatedApiKey) => void
  /** Recovery failed, or the next attempt was lost too. */
  readonly onLost: (lost: Lost) => void
  /** Back to the filled form. */
  readonly onBack: () => void
  /** @param keptId the key that is kept without its secret, if any */
  readonly onClose: (keptId?: string) => void
}

/** Recovery when a key may exist whose secret did not arrive: finds the key, then retries or replaces it. */
export const LostKeyDialog = ({ serviceAccountId, lost, onCreated, onLost, onBack, onClose }: LostKeyDialogProps) => {
  const m = useMessages()
  const words = m.apiKeys.lost
  const { attempt, reason, at } = lost
  const { data, error, isFetching, refetch } = useQuery(apiKeyQueries.listSince(serviceAccountId, at))
  const [chosenId, setChosenId] = useState<string>()
  const [unchosen, setUnchosen] = useState(false)
  const create = useCreateKey({ onCreated, onLost })
  const remove = useMutation(deleteApiKeyMutation(serviceAccountId))

  const isLoaded = data?.complete === true
  const tooLate = repeatable && wasDoneBefore(reason)
  const keys = isLoaded ? keysPossiblyCreatedBy(attempt, data.rows, wasDoneBefore(reason) ? reason.message : '') : []
  const chosen = keys.length === 1 ? keys[0] : keys.find(({ id }) => id === chosenId)
  const pending = create.request.pending || remove.isPending
  const failure = create.error ?? remove.error

  // The same Idempotency-Key, so the request cannot create a second key.
  const askAgain = () => create.send(attempt)
  const another = () => create.send(newAttempt(attempt.body, data?.rows ?? []))
  const recreate = ({ id }: ApiKey) =>
    remove.mutate(id, {
      onSuccess: another,
      // Somebody else already deleted it.
      onError: (refusal) => {
        if (refusal instanceof ApiError && refusal.is(codes.NOT_FOUND.code)) another()
      },
    })

  const submit = () => {
    if (!isLoaded) return repeatable ? askAgain() : void refetch()
    if (keys.length === 0) return tooLate || !repeatable ? another() : askAgain()
    setUnchosen(chosen === undefined)
    if (chosen !== undefined) recreate(chosen)
  }

  const label = () => {
    if (!isLoaded) return repeatable ? words.askAgain : words.lookAgain
    if (none) return repeatable ? words.tryAgain : words.another
    return words.recreate
  }

  const none = isLoaded && keys.length === 0
  return (
    <FormDialog
      title={words.title}
      submit={{ label: label(), onSubmit: submit }}
      request={{
        ...create.request,
        pending,
        pendingLabel: remove.isPending ? words.deleting : words.asking,
        warning: words.closeWhilePending,
        error: failure && errorWords(m, failure, 'iam.serviceAccounts.apiKeyAdmin'),
      }}
      leave={{
        onClose: none ? onBack : () => onClose(chosen?.id),
        dirty: !none,
        label: none ? words.back : isLoaded ? words.keep : words.close,
        question: {
          title: isLoaded ? words.leaveTitle : words.leaveUnknownTitle,
          text: isLoaded ? words.leave : words.leaveUnknown,
          stay: m.apiKeys.secret.stay,
          leave: isLoaded ? words.keep : words.close,
        },
      }}
    >
      {reason instanceof ApiError && !tooLate && <ErrorNotice {...errorWords(m, reason)} todo="" severity="warning" />}
      {!isLoaded && isFetching && (
        <Typography role="status" sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
          <Spinner />
          <span>{words.looking}</span>
        </Typography>
      )}
      {!isLoaded && !isFetching && (
        <ErrorNotice {...errorWords(m, error)} what={words.lookFailed} onRetry={() => void refetch()} />
      )}
      {none && repeatable && <Typography>{tooLate ? words.goneSince : words.none}</Typography>}
      {none && !repeatable && (
        <Alert
          severity="warning"
          variant="outlined"
          action={<LookAgain pending={isFetching} onSelect={() => void refetch()} />}
        >
          {words.noneListed}
        </Alert>
      )}
      {keys.length > 0 && (
        <>
          <Alert
            severity="warning"
            variant="outlined"
            action={
              repeatable &&
              !tooLate && (
                <Button size="small" onClick={askAgain}>
                  {words.askAgain}
                </Button>
              )
            }
          >
            {keys.length === 1 ? words.found : words.several(keys.length)}
          </Alert>
          <LostKeyChoice
            keys={keys}
            chosenId={chosen?.id}
            onChoose={(id) => {
              setChosenId(id)
              setUnchosen(false)
            }}
            problem={unchosen ? words.choose : undefined}
          />
          <Typography color="textSecondary">
            {!repeatable ? words.onlyOnce : tooLate ? words.tooLate : words.stillKept}
          </Typography>
        </>
      )}
    </FormDialog>
  )
}

const LookAgain = ({ pending, onSelect }: { readonly pending: boolean; readonly onSelect: () => void }) => {
  const words = useMessages().apiKeys.lost
  return (
    <Button size="small" onClick={onSelect} aria-disabled={pending}>
      {pending ? words.lookingAgain : words.lookAgain}
    </Button>
  )
}
