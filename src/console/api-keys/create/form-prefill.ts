import { defaultLifetime, type Expiry, expiryAfter, expiryProblem, lifetimes } from '#console/ui/expiry/expiry.ts'
import type { ApiKey } from '#contract/api-key.ts'
import { apiKeyList } from '../list/columns.tsx'
import type { KeyFieldValues } from '../fields/key-fields.tsx'

/** Initial values of the form, and their source. */
export interface FormPrefill {
  readonly fields: KeyFieldValues
  readonly origin:
    | { readonly kind: 'nothing' }
    | { readonly kind: 'duplicate'; readonly name: string }
    /** Part of the link was invalid. */
    | { readonly kind: 'link'; readonly leftOut: boolean }
}

export const emptyPrefill: FormPrefill = {
  fields: { description: '', scopes: [], expiry: { choice: defaultLifetime, custom: null } },
  origin: { kind: 'nothing' },
}

/** @param now start of the copy's lifetime */
export const duplicateOf = (key: ApiKey, now: Date): FormPrefill => ({
  fields: { description: key.description, scopes: key.scopes, expiry: sameLife(key, now) },
  origin: { kind: 'duplicate', name: apiKeyList.rowName(key) },
})

// Tolerance: the form may have been open for hours before the key was created, and summer time may have begun in
// between.
const tolerance = 12 * 60 * 60_000

/** The expiry of a new key with the same lifetime as this one, as a preset if one fits. */
export const sameLife = ({ createdAt, expiresAt }: ApiKey, now: Date): Expiry => {
  if (expiresAt === undefined) return { choice: 'never', custom: null }
  const created = new Date(createdAt)
  const end = new Date(expiresAt)
  const near = lifetimes.find((each) => Math.abs(expiryAfter(each, created).getTime() - end.getTime()) < tolerance)
  if (near !== undefined) return { choice: near, custom: null }
  const moments = [new Date(now.getTime() + end.getTime() - created.getTime()), end]
  const custom = moments.find((moment) => expiryProblem(moment, now) === null)
  return custom === undefined ? emptyPrefill.fields.expiry : { choice: 'custom', custom }
}
