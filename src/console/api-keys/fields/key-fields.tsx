import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { Controller, type UseFormReturn } from 'react-hook-form'

import { errorWords } from '#console/api/error-words.ts'
import { checkField } from '#console/api/field-words.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { DescriptionField } from '#console/ui/form/description-field.tsx'
import { ErrorNotice } from '#console/ui/page/error-notice.tsx'
import { checkExpiry, type Expiry, type ExpiryBase } from '#console/ui/expiry/expiry.ts'
import { ExpiryField } from '#console/ui/expiry/expiry-field.tsx'
import { focusOnArrival } from '#console/ui/page/focus.ts'
import { createApiKeyBody, descriptionMax } from '#contract/api-key.ts'
import { characters } from '#contract/field.ts'
import { apiKeyQueries } from '../queries.ts'
import { ScopeField } from './scope-field.tsx'
import { quotedScopes, readScopes } from './scope-list.ts'

/** Values of the key form. */
export interface KeyFieldValues {
  description: string
  scopes: readonly string[]
  expiry: Expiry
}

interface KeyFieldsProps {
  readonly form: UseFormReturn<KeyFieldValues>
  /** Start of lifetimes. */
  readonly base: ExpiryBase
  /** Scopes that the key already has. They may stay, even if there are none. */
  readonly granted?: readonly string[]
}

/** Fields of a key, for creating and editing: description, scopes and expiry. */
export const KeyFields = ({ form, base, granted }: KeyFieldsProps) => {
  const m = useMessages()
  const words = m.apiKeys.form
  const scopes = useQuery(apiKeyQueries.scopes())
  const description = form.watch('description')

  // Text left in the scope field. A ref, because validation reads it before the next render.
  const leftText = useRef('')

  const checkScopes = (chosen: readonly string[]) => {
    const left = readScopes(leftText.current, []).unknown
    if (left.length > 0)
      return scopes.data === undefined ? words.scopesNotLoaded : words.leftText(quotedScopes(left), left.length)
    if (chosen.length === 0) return granted?.length === 0 || words.scopeRequired
    const checked = checkField(m, createApiKeyBody.shape.scopes, chosen)
    if (checked !== true) return checked
    const unknown = chosen.filter((id) => scopes.data?.includes(id) === false && !granted?.includes(id))
    return unknown.length === 0 || words.unknownScopes(unknown.slice(0, 3).join(', '), unknown.length)
  }

  return (
    <>
      <DescriptionField
        inputRef={focusOnArrival}
        text={description}
        size={characters(description)}
        limit={descriptionMax}
        problem={form.formState.errors.description?.message}
        help={words.descriptionHelp}
        {...form.register('description', {
          validate: (text) => checkField(m, createApiKeyBody.shape.description, text),
        })}
      />
      <Controller
        control={form.control}
        name="scopes"
        rules={{ validate: checkScopes }}
        render={({ field: { value, onChange, onBlur }, fieldState }) => (
          <ScopeField
            scopes={scopes.data}
            value={value}
            onChange={onChange}
            onBlur={onBlur}
            onLeft={(text) => {
              leftText.current = text
            }}
            problem={fieldState.error?.message}
          />
        )}
      />
      {scopes.error && (
        <ErrorNotice
          {...errorWords(m, scopes.error)}
          what={words.scopeLoadFailed}
          onRetry={() => void scopes.refetch()}
        />
      )}
      <Controller
        control={form.control}
        name="expiry"
        rules={{ validate: (expiry) => checkExpiry(m, expiry, base.from) }}
        render={({ field: { value, onChange }, fieldState }) => (
          <ExpiryField
            label={m.apiKeys.expiresAt}
            {...base}
            value={value}
            onChange={onChange}
            problem={fieldState.error?.message}
            neverWarning={words.neverWarning}
          />
        )}
      />
    </>
  )
}
