import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

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
import { updateApiKey } from '#contract/api-key.ts'
import { keyState, urgency } from './key-status.ts'
import { type BulkKey, identifying, useCurrentKeys } from './use-current-keys.ts'
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
  const { openedAt, accountIds, asked, currentOf, isUnknown, isRecent } = useCurrentKeys(rows)
  const checkingShown = useDelayed(asked.asking)
  const [from] = useState(() => new Date(openedAt))
  const [expiry, setExpiryField] = useState<Expiry>({ choice: defaultLifetime, custom: null })
  const [problem, setProblem] = useState<string>()
  const at = expiryMoment(expiry, { from })
  const isRemoved = expiry.choice === 'never'
  const expiresAt = at === null ? undefined : toTimestamp(at)
  const isChosen = isRemoved || expiresAt !== undefined

  /** The key as the service has it, or as the list has it until then. */
  const latestOf = (key: BulkKey) => {
    const current = currentOf(key)
    return typeof current === 'object' ? current : key
  }
  const isGone = (key: BulkKey) => currentOf(key) === 'gone'
  const isEarlier = (key: BulkKey) =>
    expiresAt !== undefined && !isGone(key) && Date.parse(expiresAt) < urgency(latestOf(key))
  const isInUse = (key: BulkKey) => isUnknown(key) || isRecent(key)
  const earlier = rows.filter(isEarlier)
  const earlierInUse = earlier.filter(isInUse).length
  const unknown = rows.filter(isUnknown).length
  const endsSoon = expiresAt !== undefined && keyState({ expiresAt }, openedAt) !== 'active'

  const warningOf = (key: BulkKey): string | undefined => {
    const { lastUsedAt } = latestOf(key)
    if (!isChosen || isGone(key)) return undefined
    if (!isEarlier(key)) return keyState(latestOf(key), openedAt) === 'expired' ? words.revived : undefined
    if (isUnknown(key)) return words.earlierUnknown
    return isRecent(key) && lastUsedAt !== undefined ? words.earlierInUse(f.relative(lastUsedAt)) : words.earlier
  }
  const written = (moment: string | undefined) => (moment === undefined ? words.never : f.dateTime(moment))
  const itemOf = (key: BulkKey): BulkItem => {
    const warning = warningOf(key)
    const after = isChosen ? written(expiresAt) : words.notChosen
    return {
      id: key.id,
      name: key.maskedSecret || key.id,
      showsId: true,
      facts: [
        ...identifying(key),
        isGone(key) ? m.apiKeys.bulkDelete.gone : words.change(written(latestOf(key).expiresAt), after),
      ],
      ...(warning !== undefined && { warning }),
      hidden: hidden.has(key.id),
    }
  }
  const rank = (key: BulkKey) => (isEarlier(key) ? (isInUse(key) ? 0 : 1) : 2)

  return (
    <BulkDialog
      title={words.title(rows.length)}
      items={[0, 1, 2].flatMap((wanted) => rows.filter((key) => rank(key) === wanted)).map(itemOf)}
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
      {earlier.length > 0 && (
        <Alert severity="warning" variant="outlined">
          <span>{words.someEarlier(earlier.length, rows.length)}</span>
          {earlierInUse > 0 && <span>{` ${words.someInUse(earlierInUse)}`}</span>}
        </Alert>
      )}
    </BulkDialog>
  )
}
