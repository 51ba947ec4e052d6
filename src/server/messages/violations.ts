import type * as z from 'zod/mini'

import type { Problem } from '#contract/field.ts'
import type { FieldViolation } from '#contract/status.ts'
import { type Violations, violationsMax } from './status-error.ts'
import { mapFields } from './message.ts'
import { quoted } from '../secrets/secret.ts'

/**
 * The field violations of a failed parse, in the API's wording (API reference 1.7), unknown fields first. One per field,
 * and no more than a response lists: formatting 80,000 unknown fields would take a second.
 */
export const violationsOf = ({ issues }: z.core.$ZodError): Violations => {
  const found = new Map<string, string>()
  let more = 0
  const unknownFirst = issues.toSorted((a, b) => Number(isUnknown(b)) - Number(isUnknown(a)))
  for (const violation of unknownFirst.flatMap((issue) => violationsOfIssue(issue))) {
    if (found.size === violationsMax) more += 1
    else {
      const { field, description } = violation()
      if (!found.has(field)) found.set(field, description)
    }
  }
  return { listed: [...found].map(([field, description]) => ({ field, description })), more }
}

const isUnknown = ({ code }: z.core.$ZodIssue): boolean => code === 'unrecognized_keys'

// Lazy, so that only the listed ones are formatted.
const violationsOfIssue = (issue: z.core.$ZodIssue): readonly (() => FieldViolation)[] => {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => () => ({ field: fieldName([...issue.path, key]), description: 'Unknown field' }))
  }
  if (issue.code === 'invalid_key') {
    return issue.issues.flatMap((inner) => violationsOfIssue({ ...inner, path: issue.path }))
  }
  return [() => ({ field: fieldName(issue.path), description: describeIssue(issue) })]
}

const describeIssue = (issue: z.core.$ZodIssue): string => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'Field is required' : `Must be of type ${issue.expected}`
    case 'too_small':
      return `Must be at least ${issue.minimum}`
    case 'too_big':
      return `Must be at most ${issue.maximum}`
    case 'custom':
      return describe(issue.params as Problem | undefined)
    default:
      return 'Invalid value'
  }
}

const describe = (problem: Problem | undefined): string => {
  switch (problem?.problem) {
    case 'required':
      return 'Field is required'
    case 'text':
      return `Length must be at most ${problem.max} characters`
    case 'unstorable':
      return 'Must not contain NUL or an unpaired surrogate'
    case 'pattern':
      return `Must match the pattern ${problem.pattern}`
    case 'timestamp':
      return 'Must be an RFC 3339 timestamp from 1970-01-01T00:00:00Z to 2105-12-31T23:59:59.999999999Z'
    case 'unique':
      return 'Elements must be unique'
    case 'entries':
      return `Number of elements must be in the range of ${problem.min ?? 0} to ${problem.max}`
    case 'fieldMask':
      return `Must be a comma-separated list of ${problem.allowed.join(', ')}`
    default:
      return 'Invalid value'
  }
}

/** `['accessBindings', 0, 'roleId']` is `access_bindings[0].role_id`. Keys of labels and parameters stay as sent. */
export const fieldName = (path: readonly PropertyKey[]): string =>
  path
    .map((part, index) => {
      if (typeof part === 'number') return `[${part}]`
      const isMapKey = index > 0 && mapFields.has(path[index - 1])
      // Mask before converting to snake case: a secret sent as a field name would no longer match its pattern.
      const sent = quoted(String(part))
      const name = isMapKey ? sent : snakeCase(sent)
      return index === 0 ? name : `.${name}`
    })
    .join('') || 'body'

const snakeCase = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
