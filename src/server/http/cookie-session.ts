import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { EncryptJWT, jwtDecrypt } from 'jose'

import { StatusError } from '../messages/status-error.ts'
import type { AppEnv } from './exchange.ts'
import { schemeOf } from './scheme.ts'
import type { SessionCarrier } from './session-carrier.ts'

const cookieName = 'keyrack_session'
const localHosts = new Set(['localhost', '127.0.0.1', '[::1]'])
const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Keeps the session's id in an HttpOnly, SameSite=Strict cookie, encrypted with `key`.
 * Writes with the cookie must be same-origin requests.
 *
 * @param key 32 bytes
 */
export const cookieSessions = (key: Uint8Array, now: () => Date = () => new Date()): SessionCarrier => ({
  requireSameOrigin,

  async read(c) {
    const cookie = getCookie(c, cookieName)
    if (cookie === undefined) return null
    const session = await jwtDecrypt(cookie, key, { currentDate: now() }).catch(() => null)
    // Cookies of early releases have no id. Their owners must sign in again.
    const id = session?.payload.jti
    if (id === undefined) return null
    requireSameOrigin(c)
    return id
  },

  async start(c, { id, expiresAt }) {
    const expires = new Date(expiresAt)
    const cookie = await new EncryptJWT()
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .setJti(id)
      .setExpirationTime(expires)
      .encrypt(key)
    // Browsers drop Secure cookies over plain HTTP. Some do so even for localhost.
    const secure = !localHosts.has(new URL(c.req.url).hostname)
    // Max-Age, not Expires: a browser whose clock is ahead would drop the cookie.
    const maxAge = Math.floor((expires.getTime() - now().getTime()) / 1000)
    setCookie(c, cookieName, cookie, { path: '/', httpOnly: true, sameSite: 'Strict', secure, maxAge })
  },

  async end(c) {
    deleteCookie(c, cookieName, { path: '/' })
  },
})

const requireSameOrigin = (c: Context<AppEnv>): void => {
  if (safeMethods.has(c.req.method)) return
  // A client that sends neither header is not a browser, unless it has a browser's cookie.
  if (isSameOrigin(c.req.raw) ?? getCookie(c, cookieName) === undefined) return
  throw new StatusError('PERMISSION_DENIED', 'Permission denied: the request comes from another site')
}

/** Undefined if the request has neither of the two headers. Browsers send at least one with every write. */
const isSameOrigin = ({ headers, url }: Request): boolean | undefined => {
  const site = headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin'
  const origin = headers.get('origin')
  if (origin === null) return undefined
  const own = `${schemeOf({ headers, url })}://${headers.get('host') ?? ''}`
  return URL.canParse(origin) && URL.canParse(own) && new URL(origin).origin === new URL(own).origin
}
