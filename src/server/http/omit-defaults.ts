type Message = Record<string, unknown>

const isMessage = (value: unknown): value is Message =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isDefault = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  value === false ||
  value === 0 ||
  (Array.isArray(value) && value.length === 0) ||
  (isMessage(value) && Object.keys(value).length === 0)

// Spelled out even though it is empty: `{"@type": ..., "value": {}}`.
const isEmptyMessage = (message: Message) => message['@type'] === 'type.googleapis.com/google.protobuf.Empty'

const maps = new Set(['labels', 'parameters'])

/**
 * Leaves out the fields that hold a default, as the protobuf JSON mapping does (API reference 1.1).
 * Labels and parameters are maps, not messages: an empty value there is a value.
 */
export const omitDefaults = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(omitDefaults)
  if (!isMessage(value) || isEmptyMessage(value)) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, field]) => {
      if (isDefault(field)) return []
      return [[name, maps.has(name) ? field : omitDefaults(field)]]
    }),
  )
}
