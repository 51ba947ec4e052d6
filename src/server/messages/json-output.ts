import { isMessage, mapFields } from './message.ts'

const isDefault = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  value === false ||
  value === 0 ||
  (Array.isArray(value) && value.length === 0) ||
  (isMessage(value) && Object.keys(value).length === 0)

const isTimestamp = (name: string, field: unknown): field is string => name.endsWith('At') && typeof field === 'string'

/**
 * Converts a response by the protobuf JSON mapping (API reference 1.1): omits default values and zero fractions of a
 * second. Labels and parameters are maps, not messages, so their empty values are kept.
 */
export const toJson = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(toJson)
  if (!isMessage(value)) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, field]) => {
      if (isDefault(field)) return []
      if (isTimestamp(name, field)) return [[name, field.replace(/\.000Z$/, 'Z')]]
      return [[name, mapFields.has(name) ? field : toJson(field)]]
    }),
  )
}
