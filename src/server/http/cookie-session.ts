import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { EncryptJWT, jwtDecrypt, type JWTPayload } from 'jose'

import { StatusError } from '../messages/status-error.ts'
import type { AppEnv } from './exchange.ts'
import { schemeOf } from './scheme.ts'
import type { SessionCarrier } from './session-carrier.ts'

// A cookie knows no port: on one host, a service and a gateway would overwrite each other's.
const plainNames = { service: 'keyrack_session', gateway: 'keyrack_gateway_session' } as const
const localHosts = new Set(['localhost', '127.0.0.1', '[::1]'])
const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])
// Browsers drop a cookie whose name and value exceed 4096 bytes.
const partOfValue = /.{1,3800}/g
const algorithms = { keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM'] }

/** Claims in an encrypted, HttpOnly, SameSite=Strict cookie, split over several if they are too long for one. */
export interface SessionCookie {
  /** @throws StatusError PERMISSION_DENIED for a write from another site */
  requireSameOrigin(c: Context<AppEnv>): void
  /**
   * The claims of the request's cookie. Null if it has none, an expired one, or one of another key or audience.
   * @throws StatusError PERMISSION_DENIED for a write from another site that has one
   */
  read(c: Context<AppEnv>): Promise<JWTPayload | null>
  /** @param claims with `exp`, their end in seconds since 1970 */
  write(c: Context<AppEnv>, claims: JWTPayload & { readonly exp: number }): Promise<void>
  clear(c: Context<AppEnv>): void
}

export interface SessionCookieOptions {
  /** 32 bytes. */
  readonly key: Uint8Array
  /** Who reads it. The other audience refuses it, even with the same key. */
  readonly audience: keyof typeof plainNames
  /** The path of the console, `/` at the root of its origin. */
  readonly path?: string
  readonly now?: () => Date
}

export const sessionCookie = ({
  key,
  audience,
  path = '/',
  now = () => new Date(),
}: SessionCookieOptions): SessionCookie => {
  const nameOf = (c: Context<AppEnv>): string => {
    const plainName = plainNames[audience]
    if (!isSecure(c)) return plainName
    return path === '/' ? `__Host-${plainName}` : `__Secure-${plainName}`
  }
  const attributesOf = (c: Context<AppEnv>) =>
    ({ path, httpOnly: true, sameSite: 'Strict', secure: isSecure(c) }) as const

  const requireSameOrigin = (c: Context<AppEnv>): void => {
    if (safeMethods.has(c.req.method)) return
    // A client that sends neither header is not a browser, unless it has a browser's cookie.
    if (isSameOrigin(c.req.raw) ?? valueOf(c, nameOf(c)) === undefined) return
    throw new StatusError('PERMISSION_DENIED', 'Permission denied: the request comes from another site')
  }

  return {
    requireSameOrigin,

    async read(c) {
      const value = valueOf(c, nameOf(c))
      if (value === undefined) return null
      const opened = await jwtDecrypt(value, key, { ...algorithms, audience, currentDate: now() }).catch(() => null)
      if (opened === null) return null
      requireSameOrigin(c)
      return opened.payload
    },

    async write(c, claims) {
      const value = await new EncryptJWT(claims)
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .setAudience(audience)
        .encrypt(key)
      // Max-Age, not Expires: a browser whose clock is ahead would drop the cookie.
      const maxAge = Math.floor(claims.exp - now().getTime() / 1000)
      const parts = partsOf(nameOf(c), value)
      for (const name of namesSent(c, nameOf(c))) if (!parts.has(name)) deleteCookie(c, name, attributesOf(c))
      for (const [name, part] of parts) setCookie(c, name, part, { ...attributesOf(c), maxAge })
    },

    clear(c) {
      for (const name of new Set([nameOf(c), ...namesSent(c, nameOf(c))])) deleteCookie(c, name, attributesOf(c))
    },
  }
}

/** Keeps the session's id in a cookie, and the session in the store. */
export const cookieSessions = (key: Uint8Array, options: Pick<SessionCookieOptions, 'path' | 'now'> = {}) => {
  const cookie = sessionCookie({ key, audience: 'service', ...options })
  return {
    requireSameOrigin: (c) => cookie.requireSameOrigin(c),
    read: async (c) => (await cookie.read(c))?.jti ?? null,
    start: (c, { id, expiresAt }) => cookie.write(c, { jti: id, exp: Math.floor(Date.parse(expiresAt) / 1000) }),
    end: async (c) => cookie.clear(c),
  } satisfies SessionCarrier
}

// Browsers drop Secure cookies over plain HTTP. Some do so even for localhost.
const isSecure = (c: Context<AppEnv>): boolean =>
  schemeOf(c.req.raw) === 'https' || !localHosts.has(new URL(c.req.url).hostname)

const partsOf = (name: string, value: string): ReadonlyMap<string, string> => {
  const parts = value.match(partOfValue) ?? []
  return new Map(parts.length > 1 ? parts.map((part, n) => [`${name}.${n}`, part]) : [[name, value]])
}

const valueOf = (c: Context<AppEnv>, name: string): string | undefined => {
  const whole = getCookie(c, name)
  if (whole !== undefined) return whole
  const parts: string[] = []
  for (;;) {
    const part = getCookie(c, `${name}.${parts.length}`)
    if (part === undefined) return parts.length > 0 ? parts.join('') : undefined
    parts.push(part)
  }
}

/** The names of all session cookies of the request, parts included. */
const namesSent = (c: Context<AppEnv>, name: string): readonly string[] =>
  Object.keys(getCookie(c)).filter(
    (sent) => sent === name || (sent.startsWith(`${name}.`) && /^\d{1,3}$/.test(sent.slice(name.length + 1))),
  )

/** Undefined if the request has neither of the two headers. Browsers send at least one with every write. */
const isSameOrigin = ({ headers, url }: Request): boolean | undefined => {
  const site = headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin'
  const origin = headers.get('origin')
  if (origin === null) return undefined
  const own = `${schemeOf({ headers, url })}://${headers.get('host') ?? ''}`
  return URL.canParse(origin) && URL.canParse(own) && new URL(origin).origin === new URL(own).origin
}
