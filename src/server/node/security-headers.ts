import { createMiddleware } from 'hono/factory'
import { NONCE, secureHeaders } from 'hono/secure-headers'

const self = ["'self'"]
const nobody = ["'none'"]

/** What every answer tells the browser not to do. `c.get('secureHeadersNonce')` is the nonce of its style tags. */
export const securityHeaders = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: nobody,
    scriptSrc: self,
    styleSrc: ["'self'", NONCE],
    imgSrc: ["'self'", 'data:'],
    fontSrc: self,
    connectSrc: self,
    baseUri: nobody,
    formAction: self,
    frameAncestors: nobody,
  },
  permissionsPolicy: {
    clipboardWrite: ['self'],
    clipboardRead: [],
    camera: [],
    geolocation: [],
    microphone: [],
    payment: [],
    usb: [],
  },
  xFrameOptions: 'DENY',
  strictTransportSecurity: false,
})

/** Only where TLS is in use, here or in a proxy in front; over plain HTTP browsers ignore the header. */
export const strictTransportSecurity = createMiddleware(async (c, next) => {
  await next()
  const proto = c.req.header('x-forwarded-proto')?.split(',')[0]?.trim() ?? new URL(c.req.url).protocol.slice(0, -1)
  if (proto === 'https') c.res.headers.set('strict-transport-security', 'max-age=31536000')
})
