import * as z from 'zod/mini'

/** Length in Unicode code points, which is what the limits of the API count. */
export const characters = (text: string): number => [...text].length

// PostgreSQL cannot store NUL or an unpaired surrogate, so no text field accepts them.
const storable = (text: string) => !text.includes('\u0000') && text.isWellFormed()

/** Why a check failed, as data: the service and the console's forms word it themselves. */
export type Problem =
  | { readonly problem: 'required' }
  | { readonly problem: 'text'; readonly max: number }
  | { readonly problem: 'unstorable' }
  | { readonly problem: 'pattern'; readonly pattern: string }
  | { readonly problem: 'timestamp' }
  | { readonly problem: 'unique' }
  | { readonly problem: 'fieldMask'; readonly allowed: readonly string[] }
  | { readonly problem: 'entries'; readonly min?: number; readonly max: number }

/** A refinement whose failure carries the {@link Problem} as `issue.params`. */
export const check = <T>(holds: (value: T) => boolean, problem: Problem) =>
  z.refine<T>(holds, { params: problem, abort: true })

/** Text of `min` to `max` characters that every store can hold. */
export const text = (max: number, min: 0 | 1 = 0) =>
  z
    .string()
    .check(
      check<string>((value) => value.length >= min, { problem: 'required' }),
      check<string>((value) => characters(value) <= max, { problem: 'text', max }),
      check<string>(storable, { problem: 'unstorable' }),
    )
    .register(z.globalRegistry, { maxLength: max, ...(min > 0 && { minLength: min }) })

/** Non-empty text that matches `pattern`, which must be anchored. */
export const matching = (pattern: RegExp) =>
  z
    .string()
    .check(
      check<string>((value) => value !== '', { problem: 'required' }),
      check<string>((value) => pattern.test(value), { problem: 'pattern', pattern: pattern.source }),
    )
    .register(z.globalRegistry, { pattern: pattern.source })

/** An identifier: opaque, at most 50 characters (API reference 4.1). */
export const id = () => text(50, 1)

// Date.parse reads 24:00 as the next midnight, but RFC 3339 has no hour 24.
const rfc3339 = /^\d{4}-\d\d-\d\dT(?!24)\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/
const lastDay = Date.parse('2106-01-01T00:00:00Z')

/** True for an RFC 3339 instant from 1970 to the end of 2105 (API reference 1.2, 1.3). */
export const isTimestamp = (value: string): boolean => {
  if (!rfc3339.test(value)) return false
  const instant = Date.parse(value)
  // Date.parse reads 30 February as 2 March, so compare the day of the month after a round trip.
  const day = new Date(Date.UTC(+value.slice(0, 4), +value.slice(5, 7) - 1, +value.slice(8, 10)))
  return instant >= 0 && instant < lastDay && day.getUTCDate() === +value.slice(8, 10)
}

/** A timestamp in a request: RFC 3339, 1970 to 2105. */
export const timestampInput = () =>
  z
    .string()
    .check(check<string>(isTimestamp, { problem: 'timestamp' }))
    .register(z.globalRegistry, { format: 'date-time' })

/** The same, or `""` to clear the field (API reference 2.3). */
export const clearableTimestampInput = () =>
  z
    .string()
    .check(check<string>((value) => value === '' || isTimestamp(value), { problem: 'timestamp' }))
    .register(z.globalRegistry, { format: 'date-time' })

/** Converts a proto field name to its JSON name: `folder_id` to `folderId`. Leaves any other text unchanged. */
export const jsonName = (name: string): string =>
  /[A-Z]/.test(name) ? name : name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())

/** The JSON names of the fields in a FieldMask, a comma-separated string of proto or JSON names (API reference 1.1). */
export const maskedFields = (mask: string): readonly string[] => (mask === '' ? [] : mask.split(',').map(jsonName))

/** Enum values by proto number, because requests may send either. */
export const enumNumbers = z.registry<Readonly<Record<number, string>>>()

/** A proto enum in a request, by name or by number. */
export const enumInput = <const Value extends string>(numbers: Readonly<Record<Value, number>>) => {
  const values = Object.keys(numbers) as [Value, ...Value[]]
  const byNumber = Object.fromEntries(values.map((value) => [numbers[value], value]))
  return z.enum(values).register(enumNumbers, byNumber)
}

/** The FieldMask of an Update. Absent or empty means all fields (API reference 2.3). */
export const fieldMask = (allowed: readonly string[]) =>
  z.string().check(
    check<string>((mask) => maskedFields(mask).every((name) => allowed.includes(name)), {
      problem: 'fieldMask',
      allowed,
    }),
  )

/** A timestamp in a response: RFC 3339 in UTC with 0 to 9 fractional digits (API reference 1.1). */
export const timestamp = () => z.string().register(z.globalRegistry, { format: 'date-time' })

const labelKey = /^[a-z][-_0-9a-z]{0,62}$/
const labelValue = /^[-_0-9a-z]{0,63}$/

/** Labels in a request: at most 64 pairs (API reference 1.2). */
export const labelsInput = () =>
  z
    .record(
      z.string().check(check<string>((key) => labelKey.test(key), { problem: 'pattern', pattern: labelKey.source })),
      z
        .string()
        .check(check<string>((value) => labelValue.test(value), { problem: 'pattern', pattern: labelValue.source })),
    )
    .check(check<Record<string, string>>((labels) => Object.keys(labels).length <= 64, { problem: 'entries', max: 64 }))
