import { expect, it } from 'vitest'

import { impersonatingRoles } from '#contract/access.ts'
import { api } from '#contract/api.ts'
import { openApp } from '../testing/open-app.ts'
import { rolesThatAllow } from './rights.ts'
import { forEverybody, guarded, testRoles } from './testing/method-table.ts'

it('the table has every method', () => {
  const methods = new Set(Object.keys(guarded).map((name) => name.replace(' of a key', '')))
  const closed = Object.values(api).filter((one) => !('public' in one) && one.host !== 'keyrack')
  expect([...methods, ...forEverybody].toSorted()).toEqual(closed.map(({ id }) => id).toSorted())
})

testRoles(openApp)

it('the console warns about exactly the roles that allow acting as an account', () => {
  const sufficient = new Set([...rolesThatAllow('createToken'), ...rolesThatAllow('manageAccountAccess')])
  expect(new Set<string>(impersonatingRoles)).toEqual(sufficient)
})
