import type { Messages } from '#console/i18n/en.ts'
import type { Session } from '#contract/session.ts'

/** The name to show for whoever is signed in. */
export const subjectName = (m: Messages, { type, name }: Session['subject']): string =>
  type === 'administrator' ? m.session.administrator : name
