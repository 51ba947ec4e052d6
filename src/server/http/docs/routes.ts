import type { Hono } from 'hono'

import type { AppEnv } from '../exchange.ts'
import { openApi } from '../openapi.ts'
import { docsPage } from './page.ts'
import { docsStyle } from './style.ts'

export const docsPath = '/docs'
const stylePath = `${docsPath}/style.css`

/** Serves the contract as a page, rendered from the same document as `/openapi.json`. */
export const routeDocs = (app: Hono<AppEnv>, basePath: string): void => {
  app.get(docsPath, (c) => c.html(docsPage(openApi(basePath), basePath, stylePath)))
  app.get(stylePath, (c) => c.text(docsStyle, 200, { 'content-type': 'text/css; charset=utf-8' }))
}
