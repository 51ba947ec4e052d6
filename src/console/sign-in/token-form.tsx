import Box from '@mui/material/Box'
import { styled } from '@mui/material/styles'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useEffect, useId, useRef, useState } from 'react'

import { useMessages } from '#console/i18n/i18n.ts'
import { upstream } from '#console/served.ts'
import { plainField } from '#console/ui/form/plain-field.ts'
import { lazyPart } from '#console/ui/loading/lazy-part.ts'
import { SubmitButton } from '#console/ui/form/submit-button.tsx'
import { type Session, signInTokenMax } from '#contract/session.ts'
import { isUnauthenticated, signInMutation } from './queries.ts'
import { SignInError } from './sign-in-error.tsx'

const TokenHelp = lazyPart(async () => (await import('./token-help.tsx')).TokenHelp)

interface TokenFormProps {
  readonly onSignedIn: (session: Session) => void
}

/**
 * Form for the administrator token, or for an IAM token of the cloud behind a gateway. A plain input without a form
 * library, because every visit may begin here, and MUI's text field brings selects, menus and popovers along.
 */
export const TokenForm = ({ onSignedIn }: TokenFormProps) => {
  const m = useMessages()
  const id = useId()
  const helpId = useId()
  const field = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState<'tokenRequired' | 'wrongToken'>()
  useEffect(() => field.current?.focus(), [])

  const refuse = (reason: typeof problem) => {
    setProblem(reason)
    field.current?.focus()
  }
  const signIn = useMutation({
    ...signInMutation(),
    onSuccess: (session) => {
      if (field.current) field.current.value = ''
      onSignedIn(session)
    },
    onError: (error) => {
      if (isUnauthenticated(error)) refuse('wrongToken')
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (signIn.isPending) return
    // Read from the field: password managers may fill it without an event.
    const token = field.current?.value.trim() ?? ''
    if (token === '') refuse('tokenRequired')
    else signIn.mutate({ token })
  }

  const own = m.session
  const cloud = m.session.cloud
  const words =
    upstream === ''
      ? { token: own.token, help: own.tokenHelp, tokenRequired: own.tokenRequired, wrongToken: own.wrongToken }
      : { token: cloud.token, help: cloud.tokenHelp, tokenRequired: cloud.tokenRequired, wrongToken: cloud.wrongToken }
  const help = words[problem ?? 'help']
  return (
    <Box component="form" noValidate onSubmit={submit} sx={{ display: 'grid', gap: 3 }}>
      {upstream !== '' && <TokenHelp />}
      <Field>
        <label htmlFor={id}>{words.token}</label>
        <input
          ref={field}
          id={id}
          type="password"
          // An IAM token lasts hours, so there is no use in saving it.
          autoComplete={upstream === '' ? 'current-password' : 'off'}
          maxLength={signInTokenMax}
          aria-invalid={problem !== undefined}
          aria-describedby={helpId}
          onChange={() => setProblem(undefined)}
        />
        <p id={helpId}>{help}</p>
      </Field>
      {signIn.error && !isUnauthenticated(signIn.error) && <SignInError error={signIn.error} />}
      <SubmitButton label={m.action.signIn} pending={signIn.isPending} pendingLabel={m.session.signingIn} />
    </Box>
  )
}

const Field = styled('div')(({ theme }) => {
  const { palette } = theme.vars ?? theme
  return {
    display: 'grid',
    gap: 4,
    '& > label': { fontSize: '0.875rem', fontWeight: 500 },
    '& > input': {
      ...plainField(theme),
      height: 40,
      padding: '0 12px',
      '&[aria-invalid=true]': { borderColor: palette.error.main, outlineColor: palette.error.main },
    },
    '& > p': { margin: 0, fontSize: '0.75rem', lineHeight: 1.5, color: palette.text.secondary },
    '& > [aria-invalid=true] + p': { color: palette.error.main },
  }
})
