import { useState } from 'react'

import type { ServiceAccount } from '#contract/service-account.ts'
import { CreateForm } from './create-form.tsx'
import type { CreatedApiKey } from './queries.ts'
import { SecretDialog } from './secret-dialog.tsx'

/** The only place where a secret is kept: while the second step is open, and no longer. */
type Step = { readonly kind: 'form' } | { readonly kind: 'secret'; readonly created: CreatedApiKey }

interface CreateApiKeyDialogProps {
  readonly account: ServiceAccount
  /** @param createdId the new key, when one was made */
  readonly onClose: (createdId?: string) => void
}

/** Creates an API key: its form, then its secret, once. */
export const CreateApiKeyDialog = ({ account, onClose }: CreateApiKeyDialogProps) => {
  const [step, setStep] = useState<Step>({ kind: 'form' })
  switch (step.kind) {
    case 'form':
      return (
        <CreateForm
          account={account}
          onClose={() => onClose()}
          onCreated={(created) => setStep({ kind: 'secret', created })}
        />
      )
    case 'secret':
      return <SecretDialog created={step.created} onClose={() => onClose(step.created.apiKey.id)} />
  }
}
