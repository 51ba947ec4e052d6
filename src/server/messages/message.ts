/** A protobuf message as JSON: any object that is not a list. */
export const isMessage = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Fields that are maps, not messages: their keys are data. */
export const mapFields: ReadonlySet<PropertyKey | undefined> = new Set(['labels', 'parameters'])
