import { maskedFields } from '#contract/field.ts'
import { validationFailed } from './status-error.ts'

/** Returns a predicate: does the update mask cover the field? An empty mask covers all fields (API reference 2.3). */
export const coveredBy = <Field extends string>(mask: string | undefined, all: readonly Field[]) => {
  const named = maskedFields(mask ?? '')
  const covered = new Set(named.length > 0 ? named : all)
  return (field: Field): boolean => covered.has(field)
}

interface NamedBody {
  readonly name?: string | undefined
  readonly description?: string | undefined
  readonly labels?: Readonly<Record<string, string>> | undefined
}

/**
 * The covered changes of the fields that every named resource has. A missing description or labels are cleared.
 * @throws StatusError INVALID_ARGUMENT if the name is covered, but missing
 */
export const namedChanges = (
  isCovered: (field: keyof NamedBody) => boolean,
  { name, description = '', labels = {} }: NamedBody,
) => {
  if (isCovered('name') && name === undefined) {
    throw validationFailed([{ field: 'name', description: 'Field is required' }])
  }
  return {
    ...(isCovered('name') && name !== undefined && { name }),
    ...(isCovered('description') && { description }),
    ...(isCovered('labels') && { labels }),
  }
}
