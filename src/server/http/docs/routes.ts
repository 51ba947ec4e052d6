import type { Hono } from 'hono'

import type { AppEnv } from '../exchange.ts'
import { openApi } from '../openapi.ts'
import { docsPage } from './page.ts'
import { docsStyle } from './style.ts'

/** Where people read the API. */
export const docsPath = '/docs'
const stylePath = `${docsPath}/style.css`

/** The contract as a page. It is made of what `/openapi.json` answers, so it cannot say anything else. */
export const routeDocs = (app: Hono<AppEnv>): void => {
  app.get(docsPath, (c) => c.html(docsPage(openApi(), stylePath)))
  app.get(stylePath, (c) => c.text(docsStyle, 200, { 'content-type': 'text/css; charset=utf-8' }))
}
