import { defaultLifetime, type Expiry, expiryAfter, expiryProblem, lifetimes } from '#console/ui/expiry/expiry.ts'
import type { ApiKey } from '#contract/api-key.ts'
import { apiKeyList } from '../list/columns.tsx'
import type { KeyFieldValues } from '../fields/key-fields.tsx'

/** What the form of a new key begins with, and where that comes from. */
export interface Start {
  readonly fields: KeyFieldValues
  readonly origin:
    | { readonly kind: 'nothing' }
    | { readonly kind: 'duplicate'; readonly name: string }
    /** Some of what the link said could not be used. */
    | { readonly kind: 'link'; readonly leftOut: boolean }
}

export const emptyStart: Start = {
  fields: { description: '', scopes: [], expiry: { choice: defaultLifetime, custom: null } },
  origin: { kind: 'nothing' },
}

/** @param now the copy's length of life begins here */
export const duplicateOf = (key: ApiKey, now: Date): Start => ({
  fields: { description: key.description, scopes: key.scopes, expiry: sameLife(key, now) },
  origin: { kind: 'duplicate', name: apiKeyList.rowName(key) },
})

// The form may have been open for hours before the key was made, and summer time begin in between.
const tolerance = 12 * 60 * 60_000

/** The expiry of a key that lives from `now` as long as this one: a length that is offered, where one fits. */
export const sameLife = ({ createdAt, expiresAt }: ApiKey, now: Date): Expiry => {
  if (expiresAt === undefined) return { choice: 'never', custom: null }
  const created = new Date(createdAt)
  const end = new Date(expiresAt)
  const near = lifetimes.find((each) => Math.abs(expiryAfter(each, created).getTime() - end.getTime()) < tolerance)
  if (near !== undefined) return { choice: near, custom: null }
  const moments = [new Date(now.getTime() + end.getTime() - created.getTime()), end]
  const custom = moments.find((moment) => expiryProblem(moment, now) === null)
  return custom === undefined ? emptyStart.fields.expiry : { choice: 'custom', custom }
}
