import type { Browser, Page } from '@playwright/test'

import { listApiKeys } from '#contract/api-key.ts'
import { listServiceAccounts } from '#contract/service-account.ts'
import { signedIn } from './measure.ts'
import { type Line, median } from './report.ts'
import { inventoryAccounts, inventoryKeysEach, type Running } from './service.ts'

/** Requests at the same time, as in `console/api/results-by-id.ts`. */
const atOnce = 6
const allRows = `[aria-rowcount="${inventoryAccounts * inventoryKeysEach + 1}"]`

/** Loads every key of 1,000 accounts, on the page and by a bare script, alternating. */
export const inventoryLines = async (browser: Browser, service: Running, runs: number): Promise<Line[]> => {
  const context = await signedIn(browser, service.origin)
  const ours: number[] = []
  const bare: number[] = []
  const answers: number[] = []
  for (let run = 0; run < runs; run += 1) {
    const page = await context.newPage()
    // Any page of the service that runs no script.
    await page.goto(`${service.origin}/first-paint.js`)
    bare.push(await page.evaluate(loadBare, requestsOf(service)))
    await page.goto(service.origin + service.inventoryPage)
    await untilLoaded(page)
    ours.push(await page.evaluate(sinceFirstRequest, listServiceAccounts.path))
    answers.push(await answersWhileLoading(page, service))
    await page.close()
  }
  const other = median(bare)
  return [
    {
      what: `${inventoryAccounts} accounts with ${inventoryKeysEach} keys each: all keys`,
      ours: median(ours),
      other,
      unit: 'ms',
      target: 1.5 * other,
    },
    { what: 'longest answer to a key press meanwhile', ours: median(answers), unit: 'ms', target: 100 },
  ]
}

const requestsOf = ({ inventoryFolderId }: Running) => ({
  accounts: `${listServiceAccounts.path}?${new URLSearchParams({ folderId: inventoryFolderId, pageSize: '1000' })}`,
  keys: `${listApiKeys.path}?pageSize=1000&serviceAccountId=`,
  atOnce,
})

/** Runs inside the page: the same requests as the console's, whose answers are parsed and counted. */
const loadBare = async ({ accounts, keys, atOnce: lanes }: ReturnType<typeof requestsOf>): Promise<number> => {
  const start = performance.now()
  const read = async (path: string) => (await fetch(path)).json()
  const rest = ((await read(accounts)).serviceAccounts as { id: string }[]).values()
  let count = 0
  const lane = async () => {
    for (const { id } of rest) count += (await read(keys + id)).apiKeys.length
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  if (count === 0) throw new Error('No keys')
  return performance.now() - start
}

const untilLoaded = (page: Page) =>
  page.waitForFunction(
    (rows) => document.querySelector(rows) !== null && document.querySelector('main [role=progressbar]') === null,
    allRows,
    { timeout: 300_000, polling: 50 },
  )

/** Runs inside the page: milliseconds since the first request to this path. */
const sinceFirstRequest = (path: string): number => {
  const first = performance.getEntriesByType('resource').find(({ name }) => new URL(name).pathname === path)
  return performance.now() - (first?.startTime ?? NaN)
}

/** Types into the search while the page loads. Returns the longest time from a key press to the next frame. */
const answersWhileLoading = async (page: Page, { origin, inventoryPage }: Running): Promise<number> => {
  await page.addInitScript(watchAnswers)
  await page.goto(origin + inventoryPage)
  const search = page.locator('main input[type=search]')
  const loading = page.locator('main [role=progressbar]').first()
  await loading.waitFor()
  while (await loading.isVisible()) {
    for (const key of ['j', 'Backspace']) {
      await search.press(key)
      // As a person types: faster, keys would wait for each other.
      await page.waitForTimeout(250)
    }
  }
  return page.evaluate(() => window.longestAnswer)
}

declare global {
  interface Window {
    longestAnswer: number
  }
}

/** Runs in the page before its own scripts. */
const watchAnswers = (): void => {
  window.longestAnswer = 0
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries()) {
      if (name === 'keydown' || name === 'input') window.longestAnswer = Math.max(window.longestAnswer, duration)
    }
  }).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit)
}
