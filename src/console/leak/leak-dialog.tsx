import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'

import { isGone } from '#console/api/gone.ts'
import { CreateApiKeyDialog } from '#console/api-keys/create/create-dialog.tsx'
import { duplicateOf } from '#console/api-keys/create/form-prefill.ts'
import { DeleteApiKeyDialog } from '#console/api-keys/list/delete-dialog.tsx'
import { refreshKeys } from '#console/api-keys/queries.ts'
import { RotateApiKeyDialog } from '#console/api-keys/rotate/rotate-dialog.tsx'
import { useFreshKey } from '#console/api-keys/use-fresh-key.ts'
import { now } from '#console/clock.ts'
import { serviceAccountQueries } from '#console/service-accounts/queries.ts'
import { ReactivateServiceAccountDialog } from '#console/service-accounts/reactivate-dialog.tsx'
import { SuspendServiceAccountDialog } from '#console/service-accounts/suspend-dialog.tsx'
import { useUnloadWarning } from '#console/ui/dialog/use-leave-guard.ts'
import { toTimestamp } from '#console/ui/expiry/expiry.ts'
import type { ApiKey } from '#contract/api-key.ts'
import type { Operation } from '#contract/operation.ts'
import type { ServiceAccount } from '#contract/service-account.ts'
import { RestoreDialog, type StopAttempt, StopDialog } from './expiry-dialog.tsx'
import { LeakSteps, type LeakStep } from './leak-steps.tsx'
import { type Deed, entryOf, type RecordEntry } from './record.ts'

/** A request that stopped the key, until that is undone. */
interface Stop extends StopAttempt {
  /** False while its outcome is unknown. */
  readonly confirmed: boolean
}

interface LeakDialogProps {
  readonly apiKey: ApiKey
  readonly account: ServiceAccount
  readonly onClose: () => void
  /** A key was created. */
  readonly onCreated: (createdId: string) => void
  /** The key no longer exists. */
  readonly onGone: () => void
}

/**
 * Acts on a leaked key: shows what it can do, stops, replaces and deletes it. Each step opens in place of the steps and
 * returns to them, so that there is one dialog at a time.
 */
export const LeakDialog = ({ apiKey, account, onClose, onCreated, onGone }: LeakDialogProps) => {
  const client = useQueryClient()
  const [step, setStep] = useState<LeakStep | null>(null)
  const [last, setLast] = useState<LeakStep>()
  const [entries, setEntries] = useState<readonly RecordEntry[]>([])
  const [stop, setStop] = useState<Stop>()
  const [createdId, setCreatedId] = useState<string>()
  const [deleted, setDeleted] = useState(false)
  const { data: currentAccount = account } = useQuery(serviceAccountQueries.one(account.id))
  // The dialog of the deletion knows when not to look for the key.
  const fresh = useFreshKey(apiKey, step !== 'delete')
  // Its own expiry counts, also when the key could not be loaded again: a rotation must not extend it.
  const stopped = stop && (stop.confirmed || isSameMoment(stop.until, fresh.current.expiresAt)) ? stop : undefined
  const key = stopped === undefined ? fresh.current : { ...fresh.current, expiresAt: stopped.until }
  const gone = deleted || isGone(fresh.error)
  useUnloadWarning(stopped !== undefined && !gone)

  const back = () => setStep(null)
  const add = (entry: RecordEntry) => setEntries((all) => [...all, entry])
  const record = (deed: Deed) => (operation: Operation) => add(entryOf(deed, operation))
  const markGone = () => {
    setDeleted(true)
    back()
  }
  const showCreated = (id: string | undefined, limited: RecordEntry | undefined) => {
    back()
    refreshKeys(client, [account.id])
    if (id === undefined) return
    setCreatedId(id)
    add({ deed: { kind: 'created', id }, at: limited?.at ?? toTimestamp(new Date(now())) })
    if (limited) add(limited)
  }

  switch (step) {
    case null:
      return (
        <LeakSteps
          fresh={fresh}
          apiKey={key}
          account={currentAccount}
          former={stopped?.former}
          createdId={createdId}
          gone={gone}
          entries={entries}
          last={last}
          onStep={(next) => {
            setStep(next)
            setLast(next)
          }}
          onClose={() => {
            if (createdId !== undefined) onCreated(createdId)
            else if (gone) onGone()
            else onClose()
          }}
        />
      )
    case 'stop':
      return (
        <StopDialog
          apiKey={key}
          onClose={back}
          onGone={markGone}
          onTry={(attempt) => setStop({ ...attempt, confirmed: false })}
          onStopped={(operation, attempt) => {
            record({ kind: 'stopped', until: attempt.until, before: attempt.former.expiresAt })(operation)
            setStop({ ...attempt, confirmed: true })
            back()
          }}
        />
      )
    case 'restore':
      return (
        <RestoreDialog
          apiKey={key}
          expiresAt={stopped?.former.expiresAt}
          onClose={back}
          onGone={markGone}
          onRestored={(operation) => {
            record({ kind: 'restored', until: stopped?.former.expiresAt })(operation)
            setStop(undefined)
            back()
          }}
        />
      )
    case 'suspend':
      return (
        <SuspendServiceAccountDialog account={currentAccount} onClose={back} onDone={record({ kind: 'suspended' })} />
      )
    case 'reactivate':
      return (
        <ReactivateServiceAccountDialog
          account={currentAccount}
          onClose={back}
          onDone={record({ kind: 'reactivated' })}
        />
      )
    case 'rotate':
      return <Replacing apiKey={key} account={currentAccount} former={stopped?.former ?? key} onClose={showCreated} />
    case 'delete':
      return (
        <DeleteApiKeyDialog
          apiKey={key}
          account={currentAccount}
          onClose={back}
          onLeft={record({ kind: 'deleted' })}
          onDeleted={(operation) => {
            if (operation) record({ kind: 'deleted' })(operation)
            markGone()
          }}
        />
      )
  }
}

interface ReplacingProps {
  readonly apiKey: ApiKey
  readonly account: ServiceAccount
  /** The key before it was stopped, whose lifetime the new one gets. */
  readonly former: ApiKey
  /** @param limited the expiry that the old key got */
  readonly onClose: (createdId?: string, limited?: RecordEntry) => void
}

/** Rotates the key, or duplicates one that has no scopes. */
const Replacing = ({ apiKey, account, former, onClose }: ReplacingProps) => {
  // Recorded after the creation, which came first.
  const limited = useRef<RecordEntry>(undefined)
  const [duplicating, setDuplicating] = useState(false)
  if (duplicating) {
    return <CreateApiKeyDialog account={account} prefill={duplicateOf(former, new Date(now()))} onClose={onClose} />
  }
  return (
    <RotateApiKeyDialog
      apiKey={apiKey}
      account={account}
      lifeOf={former}
      overlap="1h"
      onLimited={({ operation, end }) => {
        limited.current = entryOf({ kind: 'limited', until: toTimestamp(end) }, operation)
      }}
      onDuplicate={() => setDuplicating(true)}
      onClose={(id) => onClose(id, limited.current)}
    />
  )
}

const isSameMoment = (one: string, other: string | undefined) =>
  other !== undefined && Date.parse(one) === Date.parse(other)
