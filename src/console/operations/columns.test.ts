import { describe, expect, it } from 'vitest'

import { ru } from '#console/i18n/ru.ts'
import { sortRows } from '#console/ui/list/search/natural-sort.ts'
import { searchRows } from '#console/ui/list/search/search-rows.ts'
import type { Operation } from '#contract/operation.ts'
import { operationList } from './columns.tsx'

const operation = (id: string, createdBy: string, changes: Partial<Operation>): Operation => ({
  id,
  description: 'In the words of the service',
  createdAt: '2026-11-22T12:00:00Z',
  createdBy,
  modifiedAt: '2026-11-22T12:00:00Z',
  done: true,
  ...changes,
})
const type = (message: string) => `type.googleapis.com/yandex.cloud.iam.v1.${message}`

const operations = [
  operation('one', 'aje1', { metadata: { '@type': type('UpdateApiKeyMetadata'), apiKeyId: 'aje9' } }),
  operation('two', 'aje2', {
    description: 'Suspend service account: Leaked',
    metadata: { '@type': type('SuspendServiceAccountMetadata'), serviceAccountId: 'aje8' },
  }),
  operation('three', 'aje3', { error: { code: 7, message: 'Not you', details: [] } }),
]
const list = operationList(ru, { aje1: 'zoe', aje2: 'adam' })

describe('a search of operations', () => {
  it.each([
    ['изменение', ['one']],
    ['api-ключ aje9', ['one']],
    ['причина leaked', ['two']],
    ['not you', ['three']],
    ['не удалась', ['three']],
    ['adam', ['two']],
    ['aje2', ['two']],
  ])('for "%s" finds what the rows show in Russian', (search, ids) => {
    expect(searchRows(operations, search, list.searchText).map(({ id }) => id)).toEqual(ids)
  })

  it('does not match hidden text', () => {
    expect(searchRows(operations.slice(0, 2), 'service', list.searchText)).toEqual([])
  })
})

it('operations are sorted by the name of their subject', () => {
  const sortValue = list.columns(ru).find(({ id }) => id === 'createdBy')?.sortValue
  expect(sortRows(operations, sortValue ?? (() => undefined)).map(({ id }) => id)).toEqual(['two', 'three', 'one'])
})
