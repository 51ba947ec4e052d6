import { SubjectName } from '#console/access/subject-name.tsx'
import type { Messages } from '#console/i18n/en.ts'
import type { Column } from '#console/ui/data-table-column.ts'
import { Identifier } from '#console/ui/identifier.tsx'
import { Instant } from '#console/ui/instant.tsx'
import type { ListKind } from '#console/ui/list-kind.ts'
import { StatusMark } from '#console/ui/status-mark.tsx'
import { Tooltip } from '#console/ui/tooltip.tsx'
import type { Operation } from '#contract/operation.ts'
import { detailWords, whatWords } from './operation-words.ts'
import { isRunning } from './polling.ts'

const stateWord = (m: Messages, operation: Operation): string => {
  if (isRunning(operation)) return m.operations.running
  return operation.error === undefined ? m.operations.done : m.operations.failed
}

const columns = (m: Messages): readonly Column<Operation>[] => {
  const words = m.operations
  return [
    {
      id: 'what',
      header: words.operation,
      width: 236,
      grow: 1,
      sortValue: (operation) => whatWords(m, operation),
      cell: (operation) => whatWords(m, operation),
    },
    {
      id: 'details',
      header: words.details,
      width: 200,
      grow: 3,
      sortValue: (operation) => detailWords(m, operation) || undefined,
      cell: (operation) => <Details text={detailWords(m, operation)} none={m.list.none} />,
    },
    {
      id: 'createdBy',
      header: words.who,
      width: 150,
      grow: 1,
      sortValue: ({ createdBy }) => createdBy || undefined,
      cell: ({ createdBy }) => (createdBy === '' ? m.list.none : <SubjectName id={createdBy} />),
    },
    {
      id: 'createdAt',
      header: words.when,
      width: 136,
      sortValue: ({ createdAt }) => createdAt,
      cell: ({ createdAt }) => <Instant at={createdAt} />,
    },
    {
      id: 'state',
      header: words.state,
      width: 116,
      sortValue: (operation) => stateWord(m, operation),
      cell: (operation) => (
        <StatusMark
          kind={isRunning(operation) ? 'soon' : operation.error === undefined ? 'good' : 'bad'}
          word={stateWord(m, operation)}
        />
      ),
    },
    {
      id: 'id',
      header: words.id,
      width: 224,
      sortValue: ({ id }) => id,
      cell: ({ id }) => <Identifier id={id} copy={words.copyId} />,
    },
  ]
}

/** The words of a failure are longer than a cell: the rest is shown on hover. */
const Details = ({ text, none }: { readonly text: string; readonly none: string }) =>
  text === '' ? (
    none
  ) : (
    <Tooltip title={text}>
      <span>{text}</span>
    </Tooltip>
  )

/** A list of operations, newest first. */
export const operationList: ListKind<Operation> = {
  id: 'operations',
  columns,
  rowId: ({ id }) => id,
  rowName: ({ description, id }) => description || id,
  searchText: (operation) =>
    [operation.id, operation.description, operation.createdBy, operation.error?.message ?? ''].join('\n'),
  sort: { id: 'createdAt', desc: true },
}
