import { SubjectName } from '#console/access/subject-name.tsx'
import type { SubjectNames } from '#console/access/use-subject-names.ts'
import type { Messages } from '#console/i18n/en.ts'
import type { Column } from '#console/ui/table/data-table-column.ts'
import { Identifier } from '#console/ui/cell/identifier.tsx'
import type { ListKind } from '#console/ui/list/list-kind.ts'
import { StatusMark } from '#console/ui/cell/status-mark.tsx'
import { timeColumn } from '#console/ui/table/time-column.tsx'
import type { Operation } from '#contract/operation.ts'
import { detailWords, whatWords } from './operation-words.ts'
import { isRunning } from './polling.ts'

const stateWord = (m: Messages, operation: Operation): string => {
  if (isRunning(operation)) return m.operations.running
  return operation.error === undefined ? m.operations.done : m.operations.failed
}

const columns = (m: Messages, names: SubjectNames): readonly Column<Operation>[] => {
  const words = m.operations
  return [
    {
      id: 'what',
      header: words.operation,
      width: 296,
      grow: 1,
      sortValue: (operation) => whatWords(m, operation),
      cell: (operation) => whatWords(m, operation),
    },
    {
      id: 'details',
      header: words.details,
      width: 170,
      grow: 2,
      card: 'note',
      priority: 4,
      sortValue: (operation) => detailWords(m, operation) || undefined,
      twoLines: true,
      cell: (operation) => detailWords(m, operation) || m.list.none,
    },
    {
      id: 'state',
      header: words.state,
      width: 140,
      card: 'status',
      priority: 1,
      sortValue: (operation) => stateWord(m, operation),
      cell: (operation) => (
        <StatusMark
          kind={isRunning(operation) ? 'soon' : operation.error === undefined ? 'good' : 'bad'}
          word={stateWord(m, operation)}
        />
      ),
    },
    {
      id: 'createdBy',
      header: words.who,
      width: 150,
      grow: 1,
      card: 'fact',
      priority: 3,
      sortValue: ({ createdBy }) => names[createdBy] ?? (createdBy || undefined),
      cell: ({ createdBy }) => (createdBy === '' ? m.list.none : <SubjectName id={createdBy} />),
    },
    timeColumn({ id: 'createdAt', header: words.when, card: 'fact', priority: 2, at: ({ createdAt }) => createdAt }),
    {
      id: 'id',
      header: words.id,
      width: 190,
      optional: true,
      sortValue: ({ id }) => id,
      cell: ({ id }) => <Identifier id={id} copy={words.copyId} />,
    },
  ]
}

/** A list of operations, newest first. */
export const operationList = (m: Messages, names: SubjectNames): ListKind<Operation> => ({
  id: 'operations',
  columns: () => columns(m, names),
  rowId: ({ id }) => id,
  rowName: (operation) => whatWords(m, operation),
  searchText: (operation) => {
    const { id, createdBy } = operation
    const words = [whatWords(m, operation), detailWords(m, operation), stateWord(m, operation)]
    return [...words, id, createdBy, names[createdBy] ?? ''].join('\n')
  },
  sort: { id: 'createdAt', desc: true },
})
