import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'

import { errorWords } from '#console/api/error-words.ts'
import { doneOrGone } from '#console/api/gone.ts'
import { call } from '#console/api/http.ts'
import { waitForOperation } from '#console/api/operation.ts'
import { fieldsOf, recordEdited } from '#console/api/recent-changes.ts'
import { useFormats, useMessages } from '#console/i18n/i18n.ts'
import { useOnDemandMessages } from '#console/i18n/on-demand.ts'
import { BulkDialog } from '#console/ui/bulk/bulk-dialog.tsx'
import type { BulkItem } from '#console/ui/bulk/bulk-list.tsx'
import { checkExpiry, defaultLifetime, type Expiry, expiryMoment, toTimestamp } from '#console/ui/expiry/expiry.ts'
import { ExpiryField } from '#console/ui/expiry/expiry-field.tsx'
import type { Picked } from '#console/ui/list/selection-bar.tsx'
import { useDelayed } from '#console/ui/loading/use-delayed.ts'
import { ErrorNotice } from '#console/ui/page/error-notice.tsx'
import { type ApiKey, updateApiKey } from '#contract/api-key.ts'
import { keyState, urgency } from './key-status.ts'
import { type BulkKey, type CurrentKey, identifying, isInUse, useCurrentKeys } from './use-current-keys.ts'
import { refreshKeys } from '../queries.ts'

interface ExpireApiKeysDialogProps {
  readonly picked: Picked<BulkKey>
  readonly onClose: () => void
}

const setExpiry = async (apiKeyId: string, expiresAt: string) => {
  const body = { updateMask: 'expiresAt', expiresAt }
  await waitForOperation(await call(updateApiKey, { params: { apiKeyId }, body }))
  recordEdited(apiKeyId, fieldsOf(body))
}

/**
 * Sets or removes the expiry of many keys. The plan shows the current and the new expiry of each. If keys in use would
 * soon expire, it requires typing the number of keys.
 */
export const ExpireApiKeysDialog = ({ picked: { rows, hidden }, onClose }: ExpireApiKeysDialogProps) => {
  const m = useMessages()
  const words = useOnDemandMessages().bulkExpiry
  const f = useFormats()
  const client = useQueryClient()
  const { openedAt, accountIds, asked, currentOf } = useCurrentKeys(rows)
  const checkingShown = useDelayed(asked.asking)
  const [from] = useState(() => new Date(openedAt))
  const [expiry, setExpiryField] = useState<Expiry>({ choice: defaultLifetime, custom: null })
  const [problem, setProblem] = useState<string>()
  const at = expiryMoment(expiry, { from })
  const isRemoved = expiry.choice === 'never'
  const expiresAt = at === null ? undefined : toTimestamp(at)
  const isChosen = isRemoved || expiresAt !== undefined

  const { ordered, earlier, earlierInUse, unknown } = useMemo(
    () => planOf(rows, currentOf, { openedAt, expiresAt }),
    [rows, currentOf, openedAt, expiresAt],
  )
  const endsSoon = expiresAt !== undefined && keyState({ expiresAt }, openedAt) !== 'active'

  const warningOf = (key: BulkKey, current: CurrentKey): string | undefined => {
    const latest = latestOf(key, current)
    if (!isChosen || current === 'gone') return undefined
    if (!isEarlier(latest, expiresAt)) return keyState(latest, openedAt) === 'expired' ? words.revived : undefined
    if (current === 'unknown') return words.earlierUnknown
    return isInUse(current, openedAt) && latest.lastUsedAt !== undefined
      ? words.earlierInUse(f.relative(latest.lastUsedAt))
      : words.earlier
  }
  // A line does not end within a date.
  const written = (moment: string | undefined) =>
    moment === undefined ? words.never : f.dateTime(moment).replaceAll(/\s/g, '\u00a0')
  const itemOf = (key: BulkKey): BulkItem => {
    const current = currentOf(key)
    const warning = warningOf(key, current)
    const after = isChosen ? written(expiresAt) : words.notChosen
    return {
      id: key.id,
      name: key.maskedSecret || key.id,
      showsId: true,
      facts: [
        ...identifying(key),
        current === 'gone' ? m.apiKeys.bulkDelete.gone : words.change(written(latestOf(key, current).expiresAt), after),
      ],
      ...(warning !== undefined && { warning }),
      hidden: hidden.has(key.id),
    }
  }

  return (
    <BulkDialog
      title={words.title(rows.length)}
      rows={ordered}
      itemOf={itemOf}
      isValid={() => {
        const checked = checkExpiry(m, expiry, from)
        setProblem(checked === true ? undefined : checked)
        return checked === true
      }}
      dangerous={earlierInUse > 0 && endsSoon}
      notYet={asked.asking}
      submitLabel={isRemoved ? words.remove : words.action}
      pendingLabel={m.action.saving}
      work={(id) => doneOrGone(setExpiry(id, expiresAt ?? ''))}
      doneLabel={words.done}
      failureWords={(error) => errorWords(m, error, 'iam.serviceAccounts.apiKeyAdmin')}
      onSettled={() => refreshKeys(client, accountIds)}
      onClose={onClose}
    >
      <Box sx={{ pt: 1.5 }}>
        <ExpiryField
          label={m.apiKeys.expiresAt}
          from={from}
          value={expiry}
          onChange={(next) => {
            setExpiryField(next)
            setProblem(undefined)
          }}
          problem={problem}
          help={words.help}
          neverWarning={m.apiKeys.form.neverWarning}
        />
      </Box>
      {checkingShown && (
        <Typography role="status" color="textSecondary">
          {m.apiKeys.bulkDelete.checking(rows.length)}
        </Typography>
      )}
      {unknown > 0 && (
        <ErrorNotice
          {...errorWords(m, asked.error, 'iam.viewer')}
          what={m.apiKeys.bulkDelete.checkFailed(unknown)}
          severity="warning"
          onRetry={asked.retry}
        />
      )}
      {earlier > 0 && (
        <Alert severity="warning" variant="outlined">
          <span>{words.someEarlier(earlier, rows.length)}</span>
          {earlierInUse > 0 && <span>{` ${words.someInUse(earlierInUse)}`}</span>}
        </Alert>
      )}
    </BulkDialog>
  )
}

/** The key as the service has it, or as the list has it until then. */
const latestOf = (key: BulkKey, current: CurrentKey): ApiKey => (typeof current === 'object' ? current : key)

const isEarlier = (latest: ApiKey, expiresAt: string | undefined) =>
  expiresAt !== undefined && Date.parse(expiresAt) < urgency(latest)

interface PlanOptions {
  readonly openedAt: number
  readonly expiresAt: string | undefined
}

/** Keys whose expiry becomes earlier come first, those in use before the others. */
const planOf = (
  rows: readonly BulkKey[],
  currentOf: (key: BulkKey) => CurrentKey,
  { openedAt, expiresAt }: PlanOptions,
) => {
  const earlierInUse: BulkKey[] = []
  const earlierUnused: BulkKey[] = []
  const others: BulkKey[] = []
  let unknown = 0
  for (const key of rows) {
    const current = currentOf(key)
    if (current === 'unknown') unknown += 1
    const earlier = current !== 'gone' && isEarlier(latestOf(key, current), expiresAt)
    if (!earlier) others.push(key)
    else if (isInUse(current, openedAt)) earlierInUse.push(key)
    else earlierUnused.push(key)
  }
  return {
    ordered: [...earlierInUse, ...earlierUnused, ...others],
    earlier: earlierInUse.length + earlierUnused.length,
    earlierInUse: earlierInUse.length,
    unknown,
  }
}
