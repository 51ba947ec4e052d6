import { useState } from 'react'

import type { ServiceAccount } from '#contract/service-account.ts'
import { CreateForm } from './create-form.tsx'
import { CreationBoundary } from './creation-boundary.tsx'
import type { KeyFieldValues } from '../fields/key-fields.tsx'
import { LostKeyDialog } from './lost-key-dialog.tsx'
import type { CreatedApiKey } from '../queries.ts'
import { SecretDialog } from '../secret/secret-dialog.tsx'
import { emptyStart, type Start } from './start.ts'
import type { Lost } from './use-create-key.ts'

/** The only place where a secret is kept: while the last step is open, and no longer. */
type Step =
  | { readonly kind: 'form'; readonly start: Start; readonly typed: boolean }
  | { readonly kind: 'lost'; readonly fields: KeyFieldValues; readonly lost: Lost }
  | { readonly kind: 'secret'; readonly created: CreatedApiKey }

interface CreateApiKeyDialogProps {
  readonly account: ServiceAccount
  readonly start?: Start
  /** The secret is shown: what the form began with has served its purpose. */
  readonly onSecret?: () => void
  /** @param createdId the new key, when one was made */
  readonly onClose: (createdId?: string) => void
}

/** Creates an API key: its form, then its secret, once; and what there is to do when that got lost on its way. */
export const CreateApiKeyDialog = ({ account, start = emptyStart, onSecret, onClose }: CreateApiKeyDialogProps) => {
  const [step, setStep] = useState<Step>({ kind: 'form', start, typed: false })
  const showSecret = (created: CreatedApiKey) => {
    setStep({ kind: 'secret', created })
    onSecret?.()
  }
  switch (step.kind) {
    case 'form':
      return (
        <CreationBoundary onClose={() => onClose()}>
          <CreateForm
            account={account}
            start={step.start}
            typed={step.typed}
            onClose={() => onClose()}
            onCreated={showSecret}
            onLost={(lost, fields) => setStep({ kind: 'lost', fields, lost })}
          />
        </CreationBoundary>
      )
    case 'lost':
      return (
        <CreationBoundary onClose={() => onClose()}>
          <LostKeyDialog
            serviceAccountId={account.id}
            lost={step.lost}
            onCreated={showSecret}
            onLost={(lost) => setStep({ ...step, lost })}
            onBack={() => setStep({ kind: 'form', start: { ...emptyStart, fields: step.fields }, typed: true })}
            onClose={onClose}
          />
        </CreationBoundary>
      )
    case 'secret':
      return <SecretDialog created={step.created} onClose={() => onClose(step.created.apiKey.id)} />
  }
}
