import Stack from '@mui/material/Stack'
import { useMutation } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'

import { useMessages } from '#console/i18n/i18n.ts'
import { focusOnArrival } from '#console/ui/page/focus.ts'
import { SubmitButton } from '#console/ui/form/submit-button.tsx'
import { TextField } from '#console/ui/form/text-field.tsx'
import type { Session } from '#contract/session.ts'
import { isUnauthenticated, signInMutation } from './queries.ts'
import { SignInError } from './sign-in-error.tsx'

interface TokenFormProps {
  readonly onSignedIn: (session: Session) => void
}

/** Form for the administrator token. */
export const TokenForm = ({ onSignedIn }: TokenFormProps) => {
  const m = useMessages()
  const form = useForm({ defaultValues: { token: '' } })
  const signIn = useMutation({
    ...signInMutation(),
    onSuccess: (session) => {
      form.reset()
      onSignedIn(session)
    },
    onError: (error) => {
      if (isUnauthenticated(error)) form.setError('token', { message: m.session.wrongToken }, { shouldFocus: true })
    },
  })
  const problem = form.formState.errors.token?.message
  const submit = form.handleSubmit(({ token }) => {
    if (!signIn.isPending) signIn.mutate({ token: token.trim() })
  })

  return (
    <Stack component="form" noValidate spacing={3} onSubmit={(event) => void submit(event)}>
      <TextField
        label={m.session.token}
        type="password"
        inputRef={focusOnArrival}
        autoComplete="current-password"
        error={problem !== undefined}
        helperText={problem ?? m.session.tokenHelp}
        slotProps={{ htmlInput: { maxLength: 4096 } }}
        {...form.register('token', { validate: (token) => token.trim() !== '' || m.session.tokenRequired })}
      />
      {signIn.error && !isUnauthenticated(signIn.error) && <SignInError error={signIn.error} />}
      <SubmitButton label={m.action.signIn} pending={signIn.isPending} pendingLabel={m.session.signingIn} />
    </Stack>
  )
}
