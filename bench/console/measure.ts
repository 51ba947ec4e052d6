import type { Browser, BrowserContext, Page } from '@playwright/test'

import { createSession } from '#contract/session.ts'
import { type Frames, jumpAround, observe, type TableSelectors, timeOf, watchFrames } from './in-page.ts'
import { administratorToken } from './service.ts'

const viewport = { width: 1280, height: 800 }

const settled = 1500

export const signedIn = async (browser: Browser, origin: string): Promise<BrowserContext> => {
  const context = await browser.newContext({ viewport })
  await signIn(context, origin)
  return context
}

export const signIn = async (context: BrowserContext, origin: string): Promise<void> => {
  const answer = await context.request.post(origin + createSession.path, { data: { token: administratorToken } })
  if (!answer.ok()) throw new Error(`Signing in answered ${answer.status()}`)
}

export interface Weight {
  /** Bytes of JavaScript and CSS as sent. */
  readonly sent: number
  readonly files: number
}

/** Opens a page with an empty cache and measures the size of its code, until `usable` is visible. */
export const weigh = async (context: BrowserContext, url: string, usable: string): Promise<Weight> => {
  const page = await context.newPage()
  const code: Promise<number>[] = []
  page.on('response', (response) => {
    if (!/\.(js|css)$/.test(new URL(response.url()).pathname)) return
    code.push(
      response
        .request()
        .sizes()
        .then(({ responseBodySize }) => responseBodySize),
    )
  })
  await page.goto(url)
  await page.locator(usable).first().waitFor()
  await page.waitForTimeout(settled)
  const sizes = await Promise.all(code)
  await context.close()
  return { sent: sizes.reduce((sum, size) => sum + size, 0), files: sizes.length }
}

export interface LongTable {
  readonly firstRows: number
  readonly allRows: number
  /** By one column, alternating ascending and descending. */
  readonly sorts: readonly number[]
  /** The first by another column. */
  readonly otherSort: number
  /** The first one prepares what the later ones use. */
  readonly searches: readonly number[]
  readonly wheel: Frames
  readonly jumps: Frames
}

const searches = ['Job 7', '', 'job 123', '', 'nightly 4711', '', 'postbox 99', '']

/** Opens a table of 100,000 keys and works with it. */
export const measureTable = async (
  context: BrowserContext,
  url: string,
  selectors: TableSelectors,
  isComplete: () => boolean,
): Promise<LongTable> => {
  const page = await context.newPage()
  await page.addInitScript(observe, selectors.row)
  await page.goto(url)
  await page.waitForFunction(() => window.bench.firstRow > 0)
  await page.waitForFunction(isComplete, undefined, { timeout: 120_000 })
  const allRows = await page.evaluate(() => performance.now())
  const firstRows = await page.evaluate(() => window.bench.firstRow)
  await page.waitForTimeout(settled)

  const sorts: number[] = []
  for (let turn = 0; turn < 6; turn += 1) sorts.push(await page.evaluate(timeOf, { selectors }))
  const otherSort = await page.evaluate(timeOf, { selectors: { ...selectors, header: selectors.otherHeader } })
  const found: number[] = []
  for (const search of searches) found.push(await page.evaluate(timeOf, { selectors, search }))

  const wheel = await framesWhile(page, () => turnWheel(page, selectors))
  const jumps = await framesWhile(page, () => page.evaluate(jumpAround, selectors))
  await page.close()
  return { firstRows, allRows, sorts, otherSort, searches: found, wheel, jumps }
}

const framesWhile = async (page: Page, act: () => Promise<unknown>): Promise<Frames> => {
  await page.evaluate(watchFrames)
  await act()
  return page.evaluate(() => window.framesSoFar())
}

const turnWheel = async (page: Page, { scroller }: TableSelectors) => {
  await page
    .locator(scroller)
    .first()
    .hover({ position: { x: 300, y: 300 } })
  for (let turn = 0; turn < 60; turn += 1) await page.mouse.wheel(0, 400)
  await page.waitForTimeout(300)
}
