import { describe, expect, it } from 'vitest'

import { en } from '#console/i18n/en.ts'
import { ru } from '#console/i18n/ru.ts'
import { searchRows } from '#console/ui/list/search/search-rows.ts'
import { accessList } from './columns.tsx'
import { roleMeaning } from './role-meaning.ts'

const bindings = [
  { roleId: 'viewer', subject: { id: 'allUsers', type: 'system' } },
  { roleId: 'iam.viewer', subject: { id: 'aje1', type: 'serviceAccount' } },
  { roleId: 'editor', subject: { id: 'bpf1', type: 'group' } },
]
const names = { aje1: 'mailer' }

const found = (m: typeof en, search: string) => {
  const meaningOf = (id: string) => roleMeaning(m, { id, description: '' })
  return searchRows(bindings, search, accessList(m, { names, meaningOf }).searchText).map(({ roleId }) => roleId)
}

describe('a search of access', () => {
  it.each([
    ['все пользователи', ['viewer']],
    ['mailer', ['iam.viewer']],
    ['aje1', ['iam.viewer']],
    ['группа', ['editor']],
    ['просмотр', ['viewer', 'iam.viewer']],
    ['system', []],
  ])('for "%s" finds what the rows show in Russian', (search, roles) => {
    expect(found(ru, search)).toEqual(roles)
  })

  it('finds it in English too', () => {
    expect(found(en, 'all users')).toEqual(['viewer'])
    expect(found(en, 'manage all')).toEqual(['editor'])
  })
})

describe('what a role allows', () => {
  it('is in the language of the user', () => {
    const role = { id: 'viewer', description: 'View all.' }
    expect([roleMeaning(en, role), roleMeaning(ru, role)]).toEqual(['View all resources.', 'Просмотр всех ресурсов.'])
  })

  it('is the text of the service for a role outside the catalogue', () => {
    expect(roleMeaning(ru, { id: 'compute.admin', description: 'Manage machines.' })).toBe('Manage machines.')
  })
})
