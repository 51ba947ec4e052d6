import Alert from '@mui/material/Alert'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { Controller, useForm } from 'react-hook-form'

import { requestState } from '#console/api/error-words.ts'
import { useWrite } from '#console/api/use-write.ts'
import { now } from '#console/clock.ts'
import { EquivalentCode } from '#console/code/equivalent-code.tsx'
import { withPlaceholders } from '#console/code/tools/placeholders.ts'
import { useFormats, useMessages } from '#console/i18n/i18n.ts'
import { announce } from '#console/ui/page/announcer.tsx'
import {
  checkExpiry,
  defaultLifetime,
  type Expiry,
  type ExpiryBase,
  expiryMoment,
  toTimestamp,
} from '#console/ui/expiry/expiry.ts'
import { ExpiryField } from '#console/ui/expiry/expiry-field.tsx'
import { FormDialog } from '#console/ui/dialog/form-dialog.tsx'
import { ResourceName } from '#console/ui/text/resource-name.tsx'
import type { Operation } from '#contract/operation.ts'
import type { ServiceAccount } from '#contract/service-account.ts'
import { reactivateServiceAccountMutation } from './queries.ts'

interface ReactivateServiceAccountDialogProps {
  readonly account: ServiceAccount
  readonly onClose: () => void
  /** It is done, or goes on after the user closed the dialog. */
  readonly onDone?: (operation: Operation) => void
}

/** Reactivates an account. A past or early expiry would suspend it again, so it can be changed here. */
export const ReactivateServiceAccountDialog = ({ account, onClose, onDone }: ReactivateServiceAccountDialogProps) => {
  const m = useMessages()
  const f = useFormats()
  const words = m.serviceAccounts.reactivate
  // The account when the dialog opened, because the first half changes its expiry.
  const [{ expiresAt }] = useState(account)
  const [from] = useState(() => new Date(now()))
  const over = expiresAt !== undefined && Date.parse(expiresAt) <= from.getTime()
  const initial: Expiry = { choice: expiresAt === undefined ? 'never' : over ? defaultLifetime : 'keep', custom: null }
  const form = useForm<{ expiry: Expiry }>({ defaultValues: { expiry: initial } })
  const [expirySet, setExpirySet] = useState<string>()
  const reactivate = useWrite(reactivateServiceAccountMutation())

  const base = { from, current: expiresAt }

  /** Undefined when the expiry is already set: do not repeat it if only the second half failed. */
  const newExpiry = (expiry: Expiry) => {
    const wanted = timestampOf(expiry, base)
    return wanted === (expirySet ?? expiresAt ?? '') ? undefined : wanted
  }

  const submit = form.handleSubmit(({ expiry }) => {
    const wanted = timestampOf(expiry, base)
    reactivate.mutate(
      {
        serviceAccountId: account.id,
        expiresAt: newExpiry(expiry),
        onExpirySet: () => setExpirySet(wanted),
      },
      {
        onSuccess: (operation) => {
          announce(words.done(account.name))
          onDone?.(operation)
          onClose()
        },
      },
    )
  })
  const leave = () => {
    if (reactivate.running) onDone?.(reactivate.running)
    onClose()
  }
  const chosen = form.watch('expiry')
  const at = expiryMoment(chosen, base)
  const atOnce = chosen.choice === 'keep' && over
  const { error: failure, ...state } = requestState(m, reactivate, 'editor')

  return (
    <FormDialog
      title={words.title}
      submit={{ label: words.action, onSubmit: () => void submit() }}
      request={{
        ...state,
        pendingLabel: words.pending,
        error: failure && expirySet !== undefined ? { ...failure, what: words.halfDone(failure.what) } : failure,
      }}
      leave={{ onClose: leave, dirty: form.formState.isDirty }}
    >
      <ResourceName>{account.name}</ResourceName>
      <Typography>{words.keysWork}</Typography>
      {expiresAt !== undefined && (
        <Controller
          control={form.control}
          name="expiry"
          rules={{ validate: (expiry) => checkExpiry(m, expiry, from) }}
          render={({ field: { value, onChange }, fieldState }) => (
            <ExpiryField
              label={m.serviceAccounts.expiresAt}
              from={from}
              current={expiresAt}
              value={value}
              onChange={onChange}
              problem={fieldState.error?.message}
            />
          )}
        />
      )}
      {expiresAt !== undefined && (
        <Alert severity={atOnce ? 'warning' : 'info'} variant="outlined">
          {[
            over && words.wasOver(f.relative(expiresAt)),
            atOnce ? words.atOnce : at === null ? words.never : words.suspendedAgain(f.dateTimeZone(at)),
          ]
            .filter(Boolean)
            .join(' ')}
        </Alert>
      )}
      <EquivalentCode
        request={{
          id: 'reactivateServiceAccount',
          account,
          ...withPlaceholders({ expiresAt: newExpiry(chosen) }, chosen),
        }}
      />
    </FormDialog>
  )
}

/** The value for a choice: `""` removes the expiry, and a kept one is sent unchanged. */
const timestampOf = (expiry: Expiry, base: ExpiryBase): string => {
  const at = expiryMoment(expiry, base)
  if (at === null) return ''
  return expiry.choice === 'keep' ? (base.current ?? '') : toTimestamp(at)
}
