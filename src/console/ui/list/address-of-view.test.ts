import { expect, it } from 'vitest'

import { addressOfView } from './address-of-view.ts'

const sort = { id: 'createdAt', desc: true }

it('adds the order, the hidden columns and the rows to the filters of an address', () => {
  const address = addressOfView('https://x.example/folders/f/api-keys?status=soon&q=mail&hide=old', {
    sort,
    viewOptions: { hidden: ['id', 'scopes'], compact: true },
  })
  expect([...new URL(address).searchParams]).toEqual([
    ['status', 'soon'],
    ['q', 'mail'],
    ['sort', '-createdAt'],
    ['hide', 'id'],
    ['hide', 'scopes'],
    ['rows', 'compact'],
  ])
})

it('says that nothing is hidden, because the reader may have hidden columns', () => {
  const address = addressOfView('https://x.example/', { sort, viewOptions: { hidden: [], compact: false } })
  expect(new URL(address).search).toBe('?sort=-createdAt&hide=&rows=normal')
})
