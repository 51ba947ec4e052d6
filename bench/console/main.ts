import { chromium } from '@playwright/test'

import { ensureChromium, findChromium } from '../../e2e/chromium.ts'
import { type Grid, startGrid } from './grid.ts'
import type { TableSelectors } from './in-page.ts'
import { type FirstPage, type LongTable, measureFirstPage, measureTable, signedIn } from './measure.ts'
import { type Line, median, missed, tableOf } from './report.ts'
import { startService } from './service.ts'

const runs = 3

const ours: TableSelectors = {
  row: '[role=row][data-id]',
  header: 'Description',
  otherHeader: 'Expires',
  search: 'main input[type=search]',
  scroller: 'main [role=region]',
}
const itIsAllThere = () =>
  document.querySelector('[aria-rowcount="100001"]') !== null && document.querySelector('[role=progressbar]') === null

const theirs: TableSelectors = {
  row: '.MuiDataGrid-row',
  header: 'description',
  otherHeader: 'expiresAt',
  search: 'input[type=search]',
  scroller: '.MuiDataGrid-virtualScroller',
}

/** Measures the built console and prints one table. Answers the exit code: 1 when the first page is too heavy. */
export const main = async (): Promise<number> => {
  ensureChromium()
  const executablePath = findChromium()
  const browser = await chromium.launch({
    ...(executablePath !== undefined && { executablePath }),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  })
  const service = await startService()
  const grid = await startGrid().catch((error: unknown) => {
    console.log(`Without @mui/x-data-grid, which could not be had: ${String(error)}`)
  })
  try {
    const firstPages: FirstPage[] = []
    const tables: LongTable[] = []
    const grids: LongTable[] = []
    const context = await signedIn(browser, service.origin)
    // In turns, so that a busy moment of the machine hits both.
    for (let run = 0; run < runs; run += 1) {
      firstPages.push(await measureFirstPage(browser, service.origin, service.accountsPage))
      tables.push(await measureTable(context, service.origin + service.keysPage, ours, itIsAllThere))
      if (grid) grids.push(await measureTable(context, grid.origin, theirs, () => true))
    }
    const lines = [...firstPageLines(firstPages), ...tableLines(tables, grids)]
    console.log(`\nMedians of ${runs} runs.\n\n${tableOf(lines)}\n\n${notes(grid)}`)
    return lines.some((line) => line.strict && missed(line)) ? 1 : 0
  } finally {
    await browser.close()
    await Promise.all([service.close(), grid?.close()])
  }
}

const firstPageLines = (pages: readonly FirstPage[]): Line[] => {
  const of = (value: (page: FirstPage) => number) => median(pages.map(value))
  return [
    {
      what: 'Accounts page: JavaScript and CSS, gzip',
      ours: of(({ gzip }) => gzip / 1000),
      unit: 'kB',
      target: 240,
      strict: true,
    },
    { what: 'the same as it is sent, brotli', ours: of(({ wire }) => wire / 1000), unit: 'kB' },
    { what: 'in so many files', ours: of(({ files }) => files), unit: 'files' },
    { what: 'largest paint (LCP), processor 4x slower', ours: of(({ lcp }) => lcp), unit: 'ms' },
    { what: 'blocking time, processor 4x slower', ours: of(({ blocking }) => blocking), unit: 'ms' },
    { what: 'layout shift', ours: Math.max(...pages.map(({ shift }) => shift)), unit: '', target: 0 },
  ]
}

const tableLines = (tables: readonly LongTable[], grids: readonly LongTable[]): Line[] => {
  const line = (what: string, value: (table: LongTable) => number, target?: number): Line => ({
    what,
    ours: median(tables.map(value)),
    grid: grids.length > 0 ? median(grids.map(value)) : undefined,
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

const notes = (grid: Grid | undefined | void) =>
  [
    'A longest task of 0 ms: none lasted 50 ms, less is not reported. Times depend on the machine, so they are shown, not asserted.',
    ...(grid
      ? [
          'The free data grid shows at most 100 rows a page: it has all 100,000, sorts and searches them all, and scrolls over 100.',
          'It gets them from its own script at once; the console fetches 100 pages from the service.',
        ]
      : []),
  ].join('\n')
