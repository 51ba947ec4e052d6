import type { Messages } from '#console/i18n/en.ts'
import type { Session } from '#contract/session.ts'

/** The display name of the signed-in user. */
export const subjectName = (m: Messages, { type, name }: Session['subject']): string => {
  if (type === 'administrator') return m.session.administrator
  return type === 'iamToken' ? m.session.cloud.token : name
}
