import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'

import type { Messages } from '#console/i18n/en.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import type { Column } from '#console/ui/data-table-column.ts'
import type { ListKind } from '#console/ui/list-kind.ts'
import { Tooltip } from '#console/ui/tooltip.tsx'
import type { AccessBinding } from '#contract/access.ts'
import { accessQueries } from './queries.ts'
import { bindingKey, isEverybody, kindOf, type Subject, subjectKindWords } from './subject.ts'
import { SubjectName } from './subject-name.tsx'

const columns = (m: Messages): readonly Column<AccessBinding>[] => [
  {
    id: 'subject',
    header: m.access.subject,
    width: 220,
    grow: 2,
    sortValue: ({ subject }) => subject.id,
    cell: ({ subject }) => <BoundSubject subject={subject} />,
  },
  {
    id: 'type',
    header: m.access.type,
    width: 200,
    sortValue: ({ subject }) => subjectKindWords(m, subject),
    cell: ({ subject }) => subjectKindWords(m, subject),
  },
  {
    id: 'role',
    header: m.access.role,
    width: 260,
    grow: 1,
    sortValue: ({ roleId }) => roleId,
    cell: ({ roleId }) => <Typography variant="code">{roleId}</Typography>,
  },
  {
    id: 'allows',
    header: m.access.allows,
    width: 220,
    grow: 3,
    cell: ({ roleId }) => <RoleMeaning roleId={roleId} />,
  },
]

/** Who a role is given to: by name, in words for everybody, else by id. */
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
  return <Typography variant="code">{known?.id ?? subject.id}</Typography>
}

const RoleMeaning = ({ roleId }: { readonly roleId: string }) => {
  const m = useMessages()
  const { data } = useQuery(accessQueries.roles())
  const meaning = data?.find(({ id }) => id === roleId)?.description ?? ''
  if (meaning === '') return m.list.none
  return (
    <Tooltip title={meaning}>
      <span>{meaning}</span>
    </Tooltip>
  )
}

/** A list of access bindings. */
export const accessList: ListKind<AccessBinding> = {
  id: 'access',
  columns,
  rowId: bindingKey,
  rowName: ({ roleId, subject }) => `${roleId} · ${subject.id}`,
  searchText: ({ roleId, subject }) => [roleId, subject.type, subject.id].join('\n'),
  sort: { id: 'role', desc: false },
}
