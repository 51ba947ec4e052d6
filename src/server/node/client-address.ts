import { BlockList, isIP } from 'node:net'

import { Exchange, type Fetch } from '../http/exchange.ts'

/** Parses a list such as `10.0.0.0/8, ::1`. Undefined if any entry is neither an address nor a network. */
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
 * The rightmost address in `X-Forwarded-For` that is not a trusted proxy. Each proxy appends its peer, so entries
 * further left were sent by the client itself and cannot be trusted.
 *
 * @param peer the address at the other end of the connection
 */
export const clientAddress = (peer: string, headers: Headers, proxies: BlockList): string => {
  const forwarded = headers.get('x-forwarded-for')?.split(',') ?? []
  let address = unmapped(peer)
  while (forwarded.length > 0 && isIP(address) !== 0 && proxies.check(address, familyOf(address))) {
    const previous = unmapped(forwarded.pop()?.trim() ?? '')
    if (isIP(previous) === 0) break
    address = previous
  }
  return address
}

/** Sets the exchange's address to that of the client. */
export const withClientAddress =
  (fetch: Fetch, proxies: BlockList): Fetch =>
  (request, exchange = new Exchange()) => {
    exchange.address = clientAddress(exchange.address, request.headers, proxies)
    return fetch(request, exchange)
  }

// Dual-stack sockets report IPv4 addresses as IPv4-mapped IPv6 addresses.
const unmapped = (address: string) => address.replace(/^::ffff:(?=\d+\.)/i, '')
