import { maskedFields } from '#contract/field.ts'

/** Returns a predicate: does the update mask cover the field? An empty mask covers all fields (API reference 2.3). */
export const coveredBy = <Field extends string>(mask: string | undefined, all: readonly Field[]) => {
  const named = maskedFields(mask ?? '')
  const covered = new Set(named.length > 0 ? named : all)
  return (field: Field): boolean => covered.has(field)
}
