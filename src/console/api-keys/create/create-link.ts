import * as z from 'zod/mini'

import { expiryProblem, lifetimes } from '#console/ui/expiry/expiry.ts'
import { looksLikeSecret } from '#console/ui/form/secrets.ts'
import { createApiKeyBody } from '#contract/api-key.ts'
import { timestampInput } from '#contract/field.ts'
import type { KeyFieldValues } from '../fields/key-fields.tsx'
import { emptyPrefill, type FormPrefill } from './form-prefill.ts'

const fieldNames = ['description', 'scopes', 'expiresIn', 'expiresAt'] as const
/** The parameters of a link that opens the form. */
export const linkNames = ['create', ...fieldNames] as const
const expiresIn = z.enum([...lifetimes, 'never'])

/**
 * Reads the form's prefill from a link: `?create=1&description=...&scopes=a,b&expiresIn=90d`, or an `expiresAt`. Null
 * if the link does not ask for the form. Invalid parts are dropped and reported.
 */
export const prefillOfLink = (params: URLSearchParams, now: Date): FormPrefill | null => {
  if (params.get('create') !== '1') return null
  const fields = { ...emptyPrefill.fields }
  let used = 0

  const description = createApiKeyBody.shape.description.safeParse(params.get('description') ?? undefined)
  if (description.success && description.data !== undefined) {
    fields.description = description.data
    used += 1
  }
  const listed = params
    .get('scopes')
    ?.split(/[\s,]+/)
    .filter(Boolean)
  const scopes = createApiKeyBody.shape.scopes.safeParse(listed && [...new Set(listed)])
  if (scopes.success && scopes.data !== undefined) {
    fields.scopes = scopes.data
    used += 1
  }
  const lifetime = expiresIn.safeParse(params.get('expiresIn'))
  const moment = timestampInput().safeParse(params.get('expiresAt'))
  if (lifetime.success) {
    fields.expiry = { choice: lifetime.data, custom: null }
    used += 1
  } else if (moment.success && expiryProblem(new Date(moment.data), now) === null) {
    fields.expiry = { choice: 'custom', custom: new Date(moment.data) }
    used += 1
  }

  const given = fieldNames.filter((name) => params.has(name)).length
  return { fields, origin: { kind: 'link', leftOut: used < given } }
}

/** The query of a link that prefills the form with these fields. Omits a description that looks like a secret. */
export const linkParams = ({ description, scopes, expiry: { choice, custom } }: KeyFieldValues): URLSearchParams => {
  const params = new URLSearchParams()
  if (description !== '' && !looksLikeSecret(description)) params.set('description', description)
  if (scopes.length > 0) params.set('scopes', scopes.join(','))
  if (choice !== 'custom' && choice !== 'keep') params.set('expiresIn', choice)
  else if (custom !== null && !Number.isNaN(custom.getTime())) params.set('expiresAt', custom.toISOString())
  return params
}
