import { describe, expect, it } from 'vitest'

import { administrator } from '../access/actor.ts'
import { newId } from './ids.ts'

const ids = Array.from({ length: 2000 }, () => newId())

describe('newId', () => {
  it('looks like an ID of the cloud', () => {
    for (const id of ids) expect(id).toMatch(/^aje[0-9a-v]{17}$/)
    expect(newId('b1g')).toMatch(/^b1g[0-9a-v]{17}$/)
  })

  it('never repeats itself', () => expect(new Set(ids)).toHaveLength(ids.length))

  it('uses every character at every position', () => {
    for (let place = 3; place < 20; place += 1) expect(new Set(ids.map((id) => id[place]))).toHaveLength(32)
  })
})

describe('the administrator', () => {
  it('has an ID of the same format', () => expect(administrator.id).toMatch(/^aje[0-9a-v]{17}$/))
})
