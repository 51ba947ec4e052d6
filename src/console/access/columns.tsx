import Box from '@mui/material/Box'

import type { Messages } from '#console/i18n/en.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { CodeText } from '#console/ui/text/code-text.tsx'
import type { Column } from '#console/ui/table/data-table-column.ts'
import type { ListKind } from '#console/ui/list/list-kind.ts'
import { type AccessBinding, isImpersonating } from '#contract/access.ts'
import { type RoleMeaning } from './role-meaning.ts'
import { bindingKey, isEverybody, kindOf, type Subject, subjectKindWords, subjectWords } from './subject.ts'
import { SubjectName } from './subject-name.tsx'
import type { SubjectNames } from './use-subject-names.ts'

/** Lookups for the columns: names of subjects and meanings of roles. */
interface Known {
  readonly names: SubjectNames
  readonly meaningOf: RoleMeaning
}

const columns = (m: Messages, { names, meaningOf }: Known): readonly Column<AccessBinding>[] => [
  {
    id: 'subject',
    header: m.access.subject,
    width: 232,
    grow: 2,
    twoLines: true,
    sortValue: ({ subject }) => subjectWords(m, subject, names),
    cell: ({ subject }) => <BoundSubject subject={subject} />,
  },
  {
    id: 'role',
    header: m.access.role,
    width: 226,
    grow: 1,
    card: 'note',
    priority: 1,
    twoLines: true,
    sortValue: ({ roleId }) => roleId,
    cell: ({ roleId }) => <CodeText>{roleId}</CodeText>,
  },
  {
    id: 'allows',
    header: m.access.allows,
    width: 250,
    grow: 3,
    card: 'status',
    priority: 2,
    twoLines: true,
    sortValue: ({ roleId }) => allows(m, roleId, meaningOf) || undefined,
    cell: ({ roleId }) => <Allows roleId={roleId} meaningOf={meaningOf} />,
  },
  {
    id: 'type',
    header: m.access.type,
    width: 228,
    grow: 1,
    card: 'fact',
    priority: 3,
    twoLines: true,
    sortValue: ({ subject }) => subjectKindWords(m, subject),
    cell: ({ subject }) => subjectKindWords(m, subject),
  },
]

const allows = (m: Messages, roleId: string, meaningOf: RoleMeaning): string =>
  isImpersonating(roleId) ? `${m.access.actsAsAccount} ${meaningOf(roleId)}` : meaningOf(roleId)

const Allows = ({ roleId, meaningOf }: { readonly roleId: string; readonly meaningOf: RoleMeaning }) => {
  const m = useMessages()
  return (
    <Box component="span" sx={isImpersonating(roleId) ? { color: 'warning.main' } : {}}>
      {allows(m, roleId, meaningOf) || m.list.none}
    </Box>
  )
}

/** The subject of a binding: its name, its kind for groups of everybody, else its id. */
export const BoundSubject = ({ subject }: { readonly subject: Subject }) => {
  const m = useMessages()
  const known = kindOf(subject)
  if (known !== null && isEverybody(known.kind)) {
    return (
      <Box component="span" sx={{ color: 'warning.main' }}>
        {subjectKindWords(m, subject)}
      </Box>
    )
  }
  if (known?.kind === 'serviceAccount') return <SubjectName id={known.id} />
  return <CodeText>{known?.id ?? subject.id}</CodeText>
}

/** A list of access bindings. */
export const accessList = (m: Messages, known: Known): ListKind<AccessBinding> => ({
  id: 'access',
  columns: () => columns(m, known),
  rowId: bindingKey,
  rowName: ({ roleId, subject }) => `${roleId} · ${subjectWords(m, subject, known.names)}`,
  searchText: ({ roleId, subject }) => {
    const words = [subjectWords(m, subject, known.names), subjectKindWords(m, subject), known.meaningOf(roleId)]
    return [...words, roleId, subject.id].join('\n')
  },
  sort: { id: 'role', desc: false },
})
