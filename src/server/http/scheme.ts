/** The scheme that the browser used: a proxy that terminates TLS tells it in `X-Forwarded-Proto`. */
export const schemeOf = ({ headers, url }: Pick<Request, 'headers' | 'url'>): string =>
  headers.get('x-forwarded-proto')?.split(',')[0]?.trim().toLowerCase() ?? url.slice(0, url.indexOf(':'))
