import { useState } from 'react'

import { now } from '#console/clock.ts'
import type { ApiKey } from '#contract/api-key.ts'
import type { ServiceAccount } from '#contract/service-account.ts'
import { CreationBoundary } from '../create/creation-boundary.tsx'
import { type Limited, LimitForm, useLimit } from './limit-form.tsx'
import { LostKeyDialog } from '../create/lost-key-dialog.tsx'
import type { CreatedApiKey } from '../queries.ts'
import { RotateForm } from './rotate-form.tsx'
import type { Overlap, OverlapChoice } from './rotation.ts'
import { rememberRotation } from './rotations.ts'
import { SecretDialog } from '../secret/secret-dialog.tsx'
import type { Lost } from '../create/use-create-key.ts'

/** Holds a secret only while its step is open. */
type Step =
  | { readonly kind: 'plan' }
  | { readonly kind: 'lost'; readonly lost: Lost }
  | { readonly kind: 'secret'; readonly created: CreatedApiKey }
  | { readonly kind: 'limit'; readonly newId: string }

interface RotateApiKeyDialogProps {
  readonly apiKey: ApiKey
  readonly account: ServiceAccount
  /** The key before its expiry was shortened: the new one gets this lifetime. */
  readonly lifeOf?: ApiKey
  /** The suggested grace period. */
  readonly overlap?: Overlap
  /** The rotation set the expiry of the old key. */
  readonly onLimited?: (limited: Limited) => void
  readonly onDuplicate: () => void
  /** @param createdId the new key, if one was created */
  readonly onClose: (createdId?: string) => void
}

/** Rotates a key: creates a new one, shows its secret, and only then sets the old key's expiry. */
export const RotateApiKeyDialog = (props: RotateApiKeyDialogProps) => {
  const { apiKey, account, lifeOf = apiKey, onLimited, onDuplicate, onClose } = props
  const [overlap, setOverlap] = useState<OverlapChoice>({ choice: props.overlap ?? '24h', custom: null })
  const [step, setStep] = useState<Step>({ kind: 'plan' })

  const newId = step.kind === 'secret' ? step.created.apiKey.id : step.kind === 'limit' ? step.newId : undefined
  const close = () => onClose(newId)
  const limit = useLimit(apiKey, overlap, (limited) => {
    if (limited) onLimited?.(limited)
    close()
  })

  const showSecret = (created: CreatedApiKey) => setStep({ kind: 'secret', created })

  switch (step.kind) {
    case 'plan':
      return (
        <CreationBoundary onClose={() => onClose()}>
          <RotateForm
            apiKey={apiKey}
            account={account}
            lifeOf={lifeOf}
            onDuplicate={onDuplicate}
            overlap={overlap}
            onOverlap={setOverlap}
            onClose={() => onClose()}
            onCreated={showSecret}
            onLost={(lost) => setStep({ kind: 'lost', lost })}
          />
        </CreationBoundary>
      )
    case 'lost':
      return (
        <CreationBoundary onClose={() => onClose()}>
          <LostKeyDialog
            serviceAccountId={apiKey.serviceAccountId}
            lost={step.lost}
            onCreated={showSecret}
            onLost={(lost) => setStep({ kind: 'lost', lost })}
            onBack={() => setStep({ kind: 'plan' })}
            onClose={onClose}
          />
        </CreationBoundary>
      )
    case 'secret': {
      const { created } = step
      const next = (saved: boolean) => {
        // Without the new secret, keep the old key as it is.
        if (!saved) return close()
        rememberRotation({
          serviceAccountId: apiKey.serviceAccountId,
          oldId: apiKey.id,
          newId: created.apiKey.id,
          startedAt: now(),
        })
        setStep({ kind: 'limit', newId: created.apiKey.id })
        limit.start()
      }
      return <SecretDialog created={created} onClose={next} />
    }
    case 'limit':
      return <LimitForm apiKey={apiKey} limit={limit} />
  }
}
