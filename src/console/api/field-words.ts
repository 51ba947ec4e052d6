import type { Messages } from '#console/i18n/en.ts'
import { characters, type Problem } from '#contract/field.ts'
import type * as z from 'zod/mini'

/**
 * Validates a form value with the contract's schema.
 *
 * @param pattern the message for a pattern mismatch: its rule in words
 * @returns `true` or the first problem in words, as react-hook-form's `validate` expects
 */
export const checkField = (m: Messages, schema: z.ZodMiniType, value: unknown, pattern = m.field.invalid) => {
  const parsed = schema.safeParse(value)
  if (parsed.success) return true
  const [issue] = parsed.error.issues
  const problem = (issue?.code === 'custom' ? issue.params : undefined) as Problem | undefined
  return problem === undefined ? m.field.invalid : problemWords(m, problem, value, pattern)
}

const problemWords = (m: Messages, problem: Problem, value: unknown, pattern: string): string => {
  switch (problem.problem) {
    case 'required':
      return m.field.required
    case 'text':
      return m.field.tooLong(problem.max, characters(String(value)))
    case 'unstorable':
      return m.field.unstorable
    case 'pattern':
      return pattern
    case 'timestamp':
      return m.field.timestamp
    case 'unique':
      return m.field.unique
    case 'fieldMask':
      return m.field.invalid
    case 'entries':
      return m.field.entries(problem.max, Object.keys(value ?? {}).length)
  }
}
