import type { Messages } from '#console/i18n/en.ts'
import type { AccessBinding } from '#contract/access.ts'

export type Subject = AccessBinding['subject']

/** The subject kinds that the form offers, in order. The API has one type, `system`, for the last four. */
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

/** Kinds without an id: they mean everybody of that kind. */
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

/** The kind of a subject and its own id. Null for a kind that the console does not know. */
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

/** Unknown kinds keep the name that the API gives them. */
export const subjectKindWords = (m: Messages, subject: Subject): string => {
  const known = kindOf(subject)
  return known === null ? subject.type : kindWords(m, known.kind)
}

/** A subject in a list: its name, its kind for groups of everybody, else its own id. */
export const subjectWords = (m: Messages, subject: Subject, names: Readonly<Record<string, string>>): string => {
  const known = kindOf(subject)
  if (known !== null && isEverybody(known.kind)) return kindWords(m, known.kind)
  const id = known?.id ?? subject.id
  return known?.kind === 'serviceAccount' ? (names[id] ?? id) : id
}

/** Identifies a binding. */
export const bindingKey = ({ roleId, subject }: AccessBinding): string =>
  JSON.stringify([roleId, subject.type, subject.id])
