import { BlockList, isIP } from 'node:net'

import { Exchange, type Fetch } from '../http/exchange.ts'

/** Reads `10.0.0.0/8, ::1` into a list; undefined when something of it is no address and no network. */
export const addressList = (text: string): BlockList | undefined => {
  const list = new BlockList()
  for (const entry of text.split(',')) {
    const [, address = '', prefix] = /^\s*([^\s/]+)(?:\/(\d{1,3}))?\s*$/.exec(entry) ?? []
    const bits = widths.get(isIP(address))
    if (bits === undefined || Number(prefix ?? bits) > bits) return undefined
    list.addSubnet(address, Number(prefix ?? bits), familyOf(address))
  }
  return list
}

const widths = new Map([
  [4, 32],
  [6, 128],
])

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4')

/**
 * Tells `fetch` the address that the nearest proxy saw which is not one of `proxies`. Each adds to `X-Forwarded-For` whom
 * it heard from, so what stands left of the first stranger is what that one says of itself, and counts for nothing.
 */
export const withClientAddress =
  (fetch: Fetch, proxies: BlockList): Fetch =>
  (request, exchange = new Exchange()) => {
    const forwarded = request.headers.get('x-forwarded-for')?.split(',') ?? []
    let address = plain(exchange.address ?? '')
    while (forwarded.length > 0 && isIP(address) !== 0 && proxies.check(address, familyOf(address))) {
      const before = plain(forwarded.pop()?.trim() ?? '')
      if (isIP(before) === 0) break
      address = before
    }
    exchange.address = address
    return fetch(request, exchange)
  }

// A socket that takes both families shows an IPv4 address in the form of IPv6.
const plain = (address: string) => address.replace(/^::ffff:(?=\d+\.)/i, '')
