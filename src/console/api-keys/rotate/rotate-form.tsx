import Alert from '@mui/material/Alert'
import Typography from '@mui/material/Typography'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import { useForbidden } from '#console/access/use-forbidden.ts'
import { errorWords } from '#console/api/error-words.ts'
import { now } from '#console/clock.ts'
import { useFormats, useMessages } from '#console/i18n/i18n.ts'
import { checkExpiry, expiryMoment, toTimestamp } from '#console/ui/expiry/expiry.ts'
import { Facts } from '#console/ui/text/facts.tsx'
import { FormDialog } from '#console/ui/dialog/form-dialog.tsx'
import { Verbatim } from '#console/ui/cell/verbatim.tsx'
import { visible } from '#console/ui/text/visible.ts'
import type { ApiKey } from '#contract/api-key.ts'
import type { ServiceAccount } from '#contract/service-account.ts'
import { newAttempt } from '../create/attempt.ts'
import { apiKeyList } from '../list/columns.tsx'
import { OverlapField } from './overlap-field.tsx'
import { apiKeyQueries, type CreatedApiKey } from '../queries.ts'
import { endsEarlier, type OverlapChoice, overlapEnd } from './rotation.ts'
import { RotationSteps } from './rotation-steps.tsx'
import { sameLife } from '../create/form-prefill.ts'
import { type Lost, useCreateKey } from '../create/use-create-key.ts'

interface RotateFormProps {
  readonly apiKey: ApiKey
  readonly account: ServiceAccount
  /** The new key gets the lifetime of this one. */
  readonly lifeOf: ApiKey
  /** A key without scopes cannot be rotated: the new key needs scopes of its own. */
  readonly onDuplicate: () => void
  readonly overlap: OverlapChoice
  readonly onOverlap: (overlap: OverlapChoice) => void
  readonly onClose: () => void
  readonly onCreated: (created: CreatedApiKey) => void
  readonly onLost: (lost: Lost) => void
}

/** The first step of a rotation: the new key, and how long the old one keeps working. */
export const RotateForm = (props: RotateFormProps) => {
  const { apiKey, account, lifeOf, onDuplicate, overlap, onOverlap, onClose, onCreated, onLost } = props
  const m = useMessages()
  const f = useFormats()
  const client = useQueryClient()
  const words = m.apiKeys.rotate
  const [openedAt, setOpenedAt] = useState(() => new Date(now()))
  const [recounted, setRecounted] = useState(false)
  const [problem, setProblem] = useState<string>()
  const create = useCreateKey({ onCreated, onLost })
  const name = apiKeyList.rowName(apiKey)
  const life = sameLife(lifeOf, openedAt)
  const at = expiryMoment(life, { from: openedAt })
  const end = overlapEnd(overlap, openedAt)
  const forbidden = useForbidden(account.folderId, 'apiKeys')
  // A request without scopes gets the ten default scopes, so the new key could do more than the old one.
  const scopeless = apiKey.scopes.length === 0

  const obstacle = () => {
    if (forbidden !== undefined) return forbidden
    if (scopeless)
      return { reason: words.withoutScopes, instead: { label: m.apiKeys.duplicate, onSelect: onDuplicate } }
    return undefined
  }

  const submit = () => {
    const choice = overlap.choice === 'custom' ? 'custom' : 'keep'
    const wrong = checkExpiry(m, { choice, custom: overlap.custom }, openedAt)
    setProblem(wrong === true ? undefined : wrong)
    // The form was open longer than the new key's lifetime. Show the new expiry before sending it.
    const over = checkExpiry(m, life, openedAt) !== true
    setRecounted(over)
    if (over) setOpenedAt(() => new Date(now()))
    if (over || wrong !== true) return
    const body = {
      serviceAccountId: apiKey.serviceAccountId,
      scopes: apiKey.scopes,
      ...(apiKey.description !== '' && { description: apiKey.description }),
      ...(at !== null && { expiresAt: toTimestamp(at) }),
    }
    const { queryKey } = apiKeyQueries.list(apiKey.serviceAccountId)
    create.send(newAttempt(body, client.getQueryData(queryKey)?.rows ?? []))
  }

  return (
    <FormDialog
      title={words.title(name)}
      submit={{
        label: words.submit,
        onSubmit: submit,
        blocked: obstacle(),
        notice: recounted ? words.recounted : null,
      }}
      request={{
        ...create.request,
        pendingLabel: m.action.creating,
        warning: m.apiKeys.form.closeWhilePending,
        error: create.error && errorWords(m, create.error, 'iam.serviceAccounts.apiKeyAdmin'),
      }}
      leave={{ onClose, dirty: false }}
    >
      <RotationSteps current={1} />
      <Typography>{words.intro}</Typography>
      <Facts
        facts={[
          { term: m.apiKeys.scope, value: scopeless ? m.list.none : <Verbatim>{apiKey.scopes.join(', ')}</Verbatim> },
          { term: m.apiKeys.description, value: visible(apiKey.description) || m.list.none },
          {
            term: m.apiKeys.expiresAt,
            value: at === null ? m.status.neverExpires : f.full(at),
          },
        ]}
      />
      <OverlapField
        value={overlap}
        onChange={(next) => {
          onOverlap(next)
          setProblem(undefined)
        }}
        problem={problem}
        from={openedAt}
      />
      {end !== null && endsEarlier(apiKey, end) && apiKey.expiresAt !== undefined ? (
        <Alert severity="info" variant="outlined">
          {words.earlier(f.dateTimeZone(apiKey.expiresAt))}
        </Alert>
      ) : (
        overlap.choice !== '0' && <Typography color="textSecondary">{words.counted}</Typography>
      )}
    </FormDialog>
  )
}
