import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { EncryptJWT, jwtDecrypt } from 'jose'

import { StatusError } from '../messages/status-error.ts'
import type { SessionCarrier } from './session-carrier.ts'

const cookieName = 'keyrack_session'
const localHosts = new Set(['localhost', '127.0.0.1', '[::1]'])
const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Keeps the session in an HttpOnly, SameSite=Strict cookie, encrypted with `key`.
 * Writes with the cookie must be same-origin requests.
 *
 * @param key 32 bytes
 */
export const cookieSessions = (key: Uint8Array, now: () => Date = () => new Date()): SessionCarrier => ({
  async read(c) {
    const cookie = getCookie(c, cookieName)
    if (cookie === undefined) return null
    const session = await jwtDecrypt(cookie, key, { currentDate: now() }).catch(() => null)
    const { sub, exp, tokenHash } = session?.payload ?? {}
    if (sub === undefined || exp === undefined) return null
    if (!safeMethods.has(c.req.method) && !isSameOrigin(c.req.raw)) {
      throw new StatusError('PERMISSION_DENIED', 'Permission denied: the request comes from another site')
    }
    return {
      subjectId: sub,
      expiresAt: new Date(exp * 1000).toISOString(),
      ...(typeof tokenHash === 'string' && { tokenHash }),
    }
  },

  async start(c, { subjectId, expiresAt, tokenHash }) {
    const expires = new Date(expiresAt)
    const cookie = await new EncryptJWT(tokenHash === undefined ? {} : { tokenHash })
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .setSubject(subjectId)
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

// Browsers send at least one of the two headers with every write. A client that sends neither is not a browser.
const isSameOrigin = (request: Request): boolean => {
  const site = request.headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin'
  const origin = request.headers.get('origin')
  return origin !== null && URL.canParse(origin) && new URL(origin).host === request.headers.get('host')
}
