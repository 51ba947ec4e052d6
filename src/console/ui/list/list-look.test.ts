import { describe, expect, it } from 'vitest'

import { lookIn } from './list-look.ts'

const hideable = ['id', 'labels', 'createdAt']
const plain = { hidden: [], compact: false }
const look = (search: string, remembered = plain as Parameters<typeof lookIn>[1]) =>
  lookIn(new URLSearchParams(search), remembered, hideable)

describe('the look of a list', () => {
  it('is what the address says', () => {
    expect(look('hide=labels&hide=id&rows=compact')).toEqual({ hidden: ['id', 'labels'], compact: true })
  })

  it('is as remembered if the address has no options', () => {
    const remembered = { hidden: ['labels'], compact: true }
    expect(look('', remembered)).toEqual(remembered)
    expect(look('hide=id', remembered)).toEqual({ hidden: ['id'], compact: true })
    expect(look('rows=normal', remembered)).toEqual({ hidden: ['labels'], compact: false })
  })

  it('never hides the first column or an unknown one', () => {
    expect(look('hide=name&hide=nonsense')).toEqual(plain)
    expect(look('', { hidden: ['name', 'once'], compact: false })).toEqual(plain)
  })
})
