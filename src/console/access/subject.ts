import type { Messages } from '#console/i18n/en.ts'
import type { AccessBinding } from '#contract/access.ts'

export type Subject = AccessBinding['subject']

/** The kinds of subjects that a form offers, in its order. The API knows the last four as one: `system`. */
export const subjectKinds = [
  'serviceAccount',
  'userAccount',
  'group',
  'federatedUser',
  'organizationUsers',
  'federationUsers',
  'allAuthenticatedUsers',
  'allUsers',
] as const
export type SubjectKind = (typeof subjectKinds)[number]

/** Everybody of that kind: there is no id to give. */
export const isEverybody = (kind: SubjectKind): kind is 'allAuthenticatedUsers' | 'allUsers' =>
  kind === 'allAuthenticatedUsers' || kind === 'allUsers'

/** A subject as the API writes it (API reference 1.6). */
export const subjectOf = (kind: SubjectKind, id: string): Subject => {
  switch (kind) {
    case 'organizationUsers':
      return { type: 'system', id: `group:organization:${id}:users` }
    case 'federationUsers':
      return { type: 'system', id: `group:federation:${id}:users` }
    case 'allAuthenticatedUsers':
    case 'allUsers':
      return { type: 'system', id: kind }
    default:
      return { type: kind, id }
  }
}

const groupPattern = /^group:(organization|federation):([^:]+):users$/

/** What kind of subject this is, and its own id; null for a kind that this console does not know. */
export const kindOf = ({ type, id }: Subject): { readonly kind: SubjectKind; readonly id: string } | null => {
  if (type !== 'system') {
    const kind = subjectKinds.find((known) => known === type)
    return kind === undefined || isEverybody(kind) ? null : { kind, id }
  }
  const group = groupPattern.exec(id)
  if (group) return { kind: group[1] === 'organization' ? 'organizationUsers' : 'federationUsers', id: group[2] ?? '' }
  const everybody = subjectKinds.filter(isEverybody).find((kind) => kind === id)
  return everybody === undefined ? null : { kind: everybody, id }
}

/** The kind of a subject in words. */
export const kindWords = (m: Messages, kind: SubjectKind): string => m.access.kind[kind]

/** A kind that is not known is named as the API names it. */
export const subjectKindWords = (m: Messages, subject: Subject): string => {
  const known = kindOf(subject)
  return known === null ? subject.type : kindWords(m, known.kind)
}

/** A subject as a list shows it: by name, in words for everybody, else by its own id. */
export const subjectWords = (m: Messages, subject: Subject, names: Readonly<Record<string, string>>): string => {
  const known = kindOf(subject)
  if (known !== null && isEverybody(known.kind)) return kindWords(m, known.kind)
  const id = known?.id ?? subject.id
  return known?.kind === 'serviceAccount' ? (names[id] ?? id) : id
}

/** What tells two bindings apart. */
export const bindingKey = ({ roleId, subject }: AccessBinding): string =>
  JSON.stringify([roleId, subject.type, subject.id])
