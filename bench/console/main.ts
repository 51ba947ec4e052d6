import { chromium } from '@playwright/test'

import { listServiceAccounts } from '#contract/service-account.ts'
import { ensureChromium, findChromium } from '../../e2e/chromium.ts'
import { startBare } from './bare.ts'
import type { Files } from './files.ts'
import { startGrid } from './grid.ts'
import { inventoryLines } from './inventory.ts'
import type { TableSelectors } from './in-page.ts'
import { type LighthouseResult, startLighthouse } from './lighthouse.ts'
import { type LongTable, measureTable, signedIn, signIn, weigh } from './measure.ts'
import { type Line, median, missed, tableOf } from './report.ts'
import { type Running, startService } from './service.ts'

const runs = 3

const ourTable: TableSelectors = {
  row: '[role=row][data-id]',
  header: 'Description',
  otherHeader: 'Expires',
  search: 'main input[type=search]',
  scroller: 'main [role=region]',
}
const itIsAllThere = () =>
  document.querySelector('[aria-rowcount="100001"]') !== null && document.querySelector('[role=progressbar]') === null

const gridTable: TableSelectors = {
  row: '.MuiDataGrid-row',
  header: 'description',
  otherHeader: 'expiresAt',
  search: 'input[type=search]',
  scroller: '.MuiDataGrid-virtualScroller',
}

const executablePath = () => {
  ensureChromium()
  return findChromium()
}
const chromiumArgs = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update']

/**
 * Measures the built console and prints four tables: `first`, `table` and `inventory` measure a part alone. Answers the
 * exit code: 1 when a first page is too heavy.
 */
export const main = async ([part]: readonly string[]): Promise<number> => {
  const service = await startService()
  try {
    const weights = await weightLines(service)
    console.log(`\n${tableOf(weights, '')}`)
    const includes = (name: string) => part === undefined || part === name
    if (includes('first')) await printFirstPages(service)
    if (includes('table')) await printTables(service)
    if (includes('inventory')) await printInventory(service)
    return weights.some((line) => line.strict && missed(line)) ? 1 : 0
  } finally {
    await service.close()
  }
}

const launch = () => {
  const path = executablePath()
  return chromium.launch({ ...(path !== undefined && { executablePath: path }), args: chromiumArgs })
}

/** The limit for the code of each of the two entry pages as sent, in kB. e2e/size.spec.ts has the same. */
const weightLimit = 190

const weightLines = async ({ origin, accountsPage }: Running): Promise<Line[]> => {
  const browser = await launch()
  const accounts = await weigh(await signedIn(browser, origin), origin + accountsPage, '[data-id]')
  const signInPage = await weigh(await browser.newContext(), `${origin}/`, 'input[type=password]')
  await browser.close()
  return [
    { page: 'Accounts page', ...accounts },
    { page: 'Sign-in page', ...signInPage },
  ].flatMap(({ page, sent, files }): Line[] => [
    { what: `${page}: JavaScript and CSS as sent`, ours: sent / 1000, unit: 'kB', target: weightLimit, strict: true },
    { what: `${page}: files`, ours: files, unit: 'files' },
  ])
}

/** Runs Lighthouse on the accounts page and the bare page, alternating. */
const printFirstPages = async (service: Running) => {
  const lighthouse = await startLighthouse(executablePath(), chromiumArgs).catch((error: unknown) => {
    console.log(`\nWithout Lighthouse, which could not be installed: ${String(error)}`)
  })
  if (!lighthouse) return
  const { context } = lighthouse
  let bare: Files | undefined
  try {
    await signIn(context, service.origin)
    const list = new URLSearchParams({ folderId: service.folderId })
    const answer = await context.request.get(`${service.origin}${listServiceAccounts.path}?${list}`)
    bare = await startBare((await answer.json()).serviceAccounts)
    // A visit makes the console remember that this browser is signed in.
    const visit = await context.newPage()
    await visit.goto(service.origin + service.accountsPage)
    await visit.locator('[data-id]').first().waitFor()
    await visit.close()

    const ours: LighthouseResult[] = []
    const bares: LighthouseResult[] = []
    for (let run = 0; run < runs; run += 1) {
      ours.push(await lighthouse.measure(service.origin + service.accountsPage))
      bares.push(await lighthouse.measure(bare.origin))
    }
    console.log(
      `\nLighthouse, mobile, medians of ${runs} runs.\n\n${tableOf(lighthouseLines(ours, bares), 'bare page')}`,
    )
  } finally {
    bare?.close()
    await lighthouse.close()
  }
}

const lighthouseLines = (ours: readonly LighthouseResult[], bares: readonly LighthouseResult[]): Line[] => {
  const line = (what: string, unit: Line['unit'], value: keyof LighthouseResult) => ({
    what,
    unit,
    ours: median(ours.map((result) => result[value])),
    other: median(bares.map((result) => result[value])),
  })
  const performance = line('Performance', 'of 100', 'performance')
  const firstPaint = line('first contentful paint (FCP)', 'ms', 'firstPaint')
  const blocking = line('blocking time (TBT)', 'ms', 'blocking')
  return [
    { ...performance, least: performance.other },
    { ...line('Accessibility', 'of 100', 'accessibility'), least: 100 },
    { ...line('Best practices', 'of 100', 'bestPractices'), least: 100 },
    { ...firstPaint, target: firstPaint.other },
    line('largest contentful paint (LCP)', 'ms', 'largestPaint'),
    { ...blocking, target: 1.2 * blocking.other },
    { ...line('layout shift (CLS)', '', 'shift'), target: 0 },
  ]
}

/** 100,000 keys, alternating with the grid so that a busy moment of the machine affects both. */
const printTables = async (service: Running) => {
  const grid = await startGrid().catch((error: unknown) => {
    console.log(`\nWithout @mui/x-data-grid, which could not be installed: ${String(error)}`)
  })
  const browser = await launch()
  try {
    const context = await signedIn(browser, service.origin)
    const tables: LongTable[] = []
    const grids: LongTable[] = []
    for (let run = 0; run < runs; run += 1) {
      tables.push(await measureTable(context, service.origin + service.keysPage, ourTable, itIsAllThere))
      if (grid) grids.push(await measureTable(context, grid.origin, gridTable, () => true))
    }
    console.log(`\nMedians of ${runs} runs.\n\n${tableOf(tableLines(tables, grids), 'x-data-grid')}\n\n${notes(grid)}`)
  } finally {
    await browser.close()
    grid?.close()
  }
}

const printInventory = async (service: Running) => {
  const browser = await launch()
  try {
    const lines = await inventoryLines(browser, service, runs)
    console.log(`\nMedians of ${runs} runs.\n\n${tableOf(lines, 'bare script')}`)
  } finally {
    await browser.close()
  }
}

const tableLines = (tables: readonly LongTable[], grids: readonly LongTable[]): Line[] => {
  const line = (what: string, value: (table: LongTable) => number, target?: number): Line => ({
    what,
    ours: median(tables.map(value)),
    other: grids.length > 0 ? median(grids.map(value)) : undefined,
    unit: 'ms',
    ...(target !== undefined && { target }),
  })
  return [
    line('100,000 keys: first rows', ({ firstRows }) => firstRows),
    line('all rows', ({ allRows }) => allRows),
    line('first sort', ({ sorts: [first = NaN] }) => first, 100),
    line('first sort by another column', ({ otherSort }) => otherSort, 100),
    line('sort', ({ sorts }) => median(sorts), 100),
    line('first search', ({ searches }) => searches[0] ?? Number.NaN, 100),
    line('search', ({ searches }) => median(searches), 100),
    line('turning the wheel: longest task', ({ wheel }) => wheel.longestTask, 50),
    line('turning the wheel: 95 of 100 frames', ({ wheel }) => wheel.p95),
    line('jumping about: longest task', ({ jumps }) => jumps.longestTask, 50),
    line('jumping about: 95 of 100 frames', ({ jumps }) => jumps.p95),
  ]
}

const notes = (grid: Files | undefined | void) =>
  [
    'A longest task of 0 ms: none lasted 50 ms, less is not reported. Times depend on the machine, so they are shown, not asserted.',
    ...(grid
      ? [
          'The free data grid shows at most 100 rows a page: it has all 100,000, sorts and searches them all, and scrolls over 100.',
          'It gets them from its own script at once; the console fetches 100 pages from the service.',
        ]
      : []),
  ].join('\n')
