import { NONCE, secureHeaders } from 'hono/secure-headers'

const self = ["'self'"]
const nobody = ["'none'"]

/** What pages and files tell the browser not to do; answers of the API have `responseHeaders`. `c.get('secureHeadersNonce')` is the nonce of its style tags. */
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

/** Says to ask for TLS from then on. Only where it is in use, here or in a proxy in front: over plain HTTP browsers ignore it. */
export const underTls = async (request: Request, answer: Response | Promise<Response>): Promise<Response> => {
  const response = await answer
  const forwarded = request.headers.get('x-forwarded-proto')?.split(',')[0]?.trim()
  if (forwarded === undefined ? request.url.startsWith('https:') : forwarded === 'https') {
    response.headers.set('strict-transport-security', 'max-age=31536000')
  }
  return response
}
