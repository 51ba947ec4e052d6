import type { Messages } from '#console/i18n/en.ts'
import type { Session } from '#contract/session.ts'

/** The display name of the signed-in user. */
export const subjectName = (m: Messages, { type, name }: Session['subject']): string =>
  type === 'administrator' ? m.session.administrator : name
