import { describe, expect, it } from 'vitest'

import { looksLikeSecret, mayBecomeSecret, withoutSecret } from './secrets.ts'

const secret = 'AQVNFAKE'.padEnd(34, '-') + 'aB3_-9'
const token = 't1.FAKE'.padEnd(60, '0')

describe('withoutSecret', () => {
  it.each([
    [secret, '****aB3_-9'],
    [`Authorization: Api-Key ${secret}\n`, '****aB3_-9'],
    ['AQVN', 'AQVN'],
    ['billing-robot', 'billing-robot'],
    ['****abc123', '****abc123'],
    ['****abc123 mail', '****abc123 mail'],
  ])('of %j leaves %j', (text, left) => {
    expect(withoutSecret(text)).toBe(left)
  })
})

describe('a typed secret', () => {
  it.each([secret, `${secret}12`])('ends as the end of %s, and never may stand in the address', (typed) => {
    let field = ''
    const addresses: string[] = []
    for (const letter of typed) {
      field = withoutSecret(field + letter)
      if (!mayBecomeSecret(field)) addresses.push(field)
    }
    expect(field).toBe(`****${typed.slice(-6)}`)
    expect(addresses.filter((each) => !/^(A|AQ|\*{4}.{6})$/.test(each))).toEqual([])
  })
})

describe('mayBecomeSecret', () => {
  it.each([secret, secret.slice(0, 20), `find ${secret.slice(0, 3)}`, token, 't1.', secret.replace('AQVN', 'AQZZ')])(
    'keeps %j out of the address',
    (text) => expect(mayBecomeSecret(text)).toBe(true),
  )

  it.each(['', 'FAQ', 'aqvn', 'billing-robot', '****abc123', 'yc.postbox.send', 'aje0t1', 'route1.5'])(
    'lets %j stand there',
    (text) => expect(mayBecomeSecret(text)).toBe(false),
  )
})

it.each([
  [`key ${secret}`, true],
  [token, true],
  ['AQVN', false],
  ['a robot', false],
])('a field is warned of %j: %s', (text, expected) => {
  expect(looksLikeSecret(text)).toBe(expected)
})
