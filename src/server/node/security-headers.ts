import { NONCE, secureHeaders } from 'hono/secure-headers'

import { schemeOf } from '../http/scheme.ts'

const self = ["'self'"]
const nobody = ["'none'"]

/** Headers of pages and files; API responses have `responseHeaders`. `c.get('secureHeadersNonce')` is for style tags. */
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

/** Adds HSTS if the request came over TLS, possibly to a proxy in front. Browsers ignore it over plain HTTP. */
export const withHsts = async (request: Request, pending: Response | Promise<Response>): Promise<Response> => {
  const response = await pending
  if (schemeOf(request) === 'https') response.headers.set('strict-transport-security', 'max-age=31536000')
  return response
}
