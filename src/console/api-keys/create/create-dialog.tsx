import { useState } from 'react'

import type { ServiceAccount } from '#contract/service-account.ts'
import { CreateForm } from './create-form.tsx'
import { CreationBoundary } from './creation-boundary.tsx'
import type { KeyFieldValues } from '../fields/key-fields.tsx'
import { LostKeyDialog } from './lost-key-dialog.tsx'
import type { CreatedApiKey } from '../queries.ts'
import { SecretDialog } from '../secret/secret-dialog.tsx'
import { emptyPrefill, type FormPrefill } from './form-prefill.ts'
import type { Lost } from './use-create-key.ts'

/** The only place that holds a secret, and only while the last step is open. */
type Step =
  | { readonly kind: 'form'; readonly prefill: FormPrefill; readonly typed: boolean }
  | { readonly kind: 'lost'; readonly fields: KeyFieldValues; readonly lost: Lost }
  | { readonly kind: 'secret'; readonly created: CreatedApiKey }

interface CreateApiKeyDialogProps {
  readonly account: ServiceAccount
  readonly prefill?: FormPrefill
  /** The secret is shown, so the prefill is no longer needed. */
  readonly onSecret?: () => void
  /** @param createdId the new key, if one was created */
  readonly onClose: (createdId?: string) => void
}

/** Creates an API key: the form, then the secret once, or recovery when the response was lost. */
export const CreateApiKeyDialog = ({ account, prefill = emptyPrefill, onSecret, onClose }: CreateApiKeyDialogProps) => {
  const [step, setStep] = useState<Step>({ kind: 'form', prefill, typed: false })
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
            prefill={step.prefill}
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
            onBack={() => setStep({ kind: 'form', prefill: { ...emptyPrefill, fields: step.fields }, typed: true })}
            onClose={onClose}
          />
        </CreationBoundary>
      )
    case 'secret':
      return <SecretDialog created={step.created} onClose={() => onClose(step.created.apiKey.id)} />
  }
}
