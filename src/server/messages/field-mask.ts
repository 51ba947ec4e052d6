import { maskedFields } from '#contract/field.ts'

/** Tells which fields an Update covers: those its mask names, or all when it names none (API reference 2.3). */
export const coveredBy = <Field extends string>(mask: string | undefined, all: readonly Field[]) => {
  const named = maskedFields(mask ?? '')
  const covered = new Set(named.length > 0 ? named : all)
  return (field: Field): boolean => covered.has(field)
}
