import type * as z from 'zod/mini'

import { enumNumbers, jsonName } from '#contract/field.ts'
import { isMessage } from './message.ts'

type Reject = (path: readonly PropertyKey[], description: string) => void

/**
 * Normalises a value by the protobuf JSON mapping, so that the strict schemas can stay simple (API reference 1.1):
 * proto field names become camelCase, `null` becomes absent, and enum numbers become names. Everything the schema does
 * not describe, such as keys of labels, stays unchanged.
 */
export const normalize = (
  schema: z.core.$ZodType,
  value: unknown,
  reject: Reject,
  path: readonly PropertyKey[] = [],
): unknown => {
  const { def } = (schema as z.core.$ZodTypes)._zod
  switch (def.type) {
    case 'optional':
    case 'default':
      return normalize(def.innerType, value, reject, path)
    case 'array':
      return Array.isArray(value)
        ? value.map((element, index) => normalize(def.element, element, reject, [...path, index]))
        : value
    case 'enum':
      return typeof value === 'number' ? (enumNumbers.get(schema)?.[value] ?? value) : value
    case 'record':
      // The schema would silently drop this one key.
      if (isMessage(value) && Object.hasOwn(value, prototypeKey)) reject([...path, prototypeKey], 'Unknown field')
      return value
    case 'object':
      return isMessage(value) ? normalizeFields(def.shape, value, reject, path) : value
    default:
      return value
  }
}

const prototypeKey = '__proto__'

const normalizeFields = (
  shape: Readonly<Record<string, z.core.$ZodType>>,
  message: Readonly<Record<string, unknown>>,
  reject: Reject,
  path: readonly PropertyKey[],
): Record<string, unknown> => {
  const fields = new Map<string, unknown>()
  for (const [sentName, value] of Object.entries(message)) {
    const name = Object.hasOwn(shape, sentName) ? sentName : jsonName(sentName)
    const schema = Object.hasOwn(shape, name) ? shape[name] : undefined
    if (sentName === prototypeKey) reject([...path, sentName], 'Unknown field')
    else if (schema === undefined) fields.set(sentName, value)
    else if (value !== null && fields.has(name)) reject([...path, name], 'Specified more than once')
    else if (value !== null) fields.set(name, normalize(schema, value, reject, [...path, name]))
  }
  return Object.fromEntries(fields)
}
