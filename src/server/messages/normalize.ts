import type * as z from 'zod/mini'

import { enumNumbers, jsonName } from '#contract/field.ts'

type Refuse = (path: readonly PropertyKey[], description: string) => void

/**
 * A value in the form that the strict schemas take, by the protobuf JSON mapping: a field may be named in camelCase or
 * as in the proto, `null` counts as absent, an enum may be given by its number. What the schema does not describe, such
 * as a key of labels, stays as it is, for the schema to judge (API reference 1.1).
 */
export const normalize = (
  schema: z.core.$ZodType,
  value: unknown,
  refuse: Refuse,
  path: readonly PropertyKey[] = [],
): unknown => {
  const { def } = (schema as z.core.$ZodTypes)._zod
  switch (def.type) {
    case 'optional':
    case 'default':
      return normalize(def.innerType, value, refuse, path)
    case 'array':
      return Array.isArray(value)
        ? value.map((element, index) => normalize(def.element, element, refuse, [...path, index]))
        : value
    case 'enum':
      return typeof value === 'number' ? (enumNumbers.get(schema)?.[value] ?? value) : value
    case 'object':
      return isMessage(value) ? normalizeFields(def.shape, value, refuse, path) : value
    default:
      return value
  }
}

const isMessage = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const normalizeFields = (
  shape: Readonly<Record<string, z.core.$ZodType>>,
  message: Record<string, unknown>,
  refuse: Refuse,
  path: readonly PropertyKey[],
): Record<string, unknown> => {
  const fields = new Map<string, unknown>()
  for (const [given, value] of Object.entries(message)) {
    const name = Object.hasOwn(shape, given) ? given : jsonName(given)
    const schema = Object.hasOwn(shape, name) ? shape[name] : undefined
    if (schema === undefined) fields.set(given, value)
    else if (value !== null && fields.has(name)) refuse([...path, name], 'Given more than once')
    else if (value !== null) fields.set(name, normalize(schema, value, refuse, [...path, name]))
  }
  return Object.fromEntries(fields)
}
