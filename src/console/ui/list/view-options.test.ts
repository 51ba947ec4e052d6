import { describe, expect, it } from 'vitest'

import { viewOptionsIn } from './view-options.ts'

const hideable = ['id', 'labels', 'createdAt']
const plain = { hidden: [], compact: false }
const read = (search: string, remembered = plain as Parameters<typeof viewOptionsIn>[1]) =>
  viewOptionsIn(new URLSearchParams(search), remembered, hideable)

describe('view options', () => {
  it('are what the address says', () => {
    expect(read('hide=labels&hide=id&rows=compact')).toEqual({ hidden: ['id', 'labels'], compact: true })
  })

  it('are as remembered if the address has no options', () => {
    const remembered = { hidden: ['labels'], compact: true }
    expect(read('', remembered)).toEqual(remembered)
    expect(read('hide=id', remembered)).toEqual({ hidden: ['id'], compact: true })
    expect(read('rows=normal', remembered)).toEqual({ hidden: ['labels'], compact: false })
  })

  it('never hide the first column or an unknown one', () => {
    expect(read('hide=name&hide=nonsense')).toEqual(plain)
    expect(read('', { hidden: ['name', 'once'], compact: false })).toEqual(plain)
  })
})
