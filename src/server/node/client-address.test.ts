import { describe, expect, it } from 'vitest'

import { Exchange } from '../http/exchange.ts'
import { addressList, withClientAddress } from './client-address.ts'

const clientOf = async (peer: string, forwarded: string | undefined, trusted = '10.0.0.0/8, ::1') => {
  const proxies = addressList(trusted)
  if (proxies === undefined) throw new Error('No list')
  const tell = withClientAddress((_, env) => new Response(env?.address), proxies)
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }
  return (await tell(new Request('http://localhost/', { headers }), new Exchange(peer))).text()
}

describe('the address of a client', () => {
  it.each([
    ['is its own without a proxy', '203.0.113.7', undefined, '203.0.113.7'],
    ['is its own, whatever it pretends', '203.0.113.7', '10.0.0.1, 198.51.100.1', '203.0.113.7'],
    ['is what a trusted proxy says', '10.1.2.3', '203.0.113.7', '203.0.113.7'],
    ['is what the outermost trusted proxy says', '10.1.2.3', '203.0.113.7, 10.9.9.9', '203.0.113.7'],
    ['is not what a stranger says to a trusted proxy', '10.1.2.3', '198.51.100.1, 203.0.113.7', '203.0.113.7'],
    ['is the proxy itself, when it says nothing', '10.1.2.3', undefined, '10.1.2.3'],
    ['is the proxy itself, when it says no address', '10.1.2.3', '203.0.113.7, unknown', '10.1.2.3'],
    ['is the first one, when all are trusted', '10.1.2.3', '10.0.0.1, 10.0.0.2', '10.0.0.1'],
    ['may be of IPv6', '::1', '2001:db8::7', '2001:db8::7'],
    ['may be of IPv4 in the form of IPv6', '::ffff:10.1.2.3', '::ffff:203.0.113.7', '203.0.113.7'],
    ['may be missing', '', '203.0.113.7', ''],
  ])('%s', async (_, peer, forwarded, expected) => {
    expect(await clientOf(peer, forwarded)).toBe(expected)
  })
})

describe('a list of addresses', () => {
  it.each(['127.0.0.1', '10.0.0.0/8,192.168.0.0/16', ' ::1 , fd00::/8 ', '0.0.0.0/0'])('may be %s', (text) => {
    expect(addressList(text)).toBeDefined()
  })

  it.each(['', ',', 'localhost', '10.0.0.0/33', '::/129', '10.0.0', '10.0.0.0/8;::1', '10.0.0.0/x', '1.1.1.1/8/8'])(
    'is not "%s"',
    (text) => {
      expect(addressList(text)).toBeUndefined()
    },
  )
})
