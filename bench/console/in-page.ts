/** What differs between the two tables, as CSS selectors. */
export interface TableSelectors {
  /** A row with data, without its header cells. */
  readonly row: string
  /** The content of the sorted column's header. */
  readonly header: string
  /** The content of another column's header. */
  readonly otherHeader: string
  readonly search: string
  /** The scroll container. */
  readonly scroller: string
}

interface Bench {
  readonly tasks: PerformanceEntry[]
  firstRow: number
}

declare global {
  interface Window {
    bench: Bench
  }
}

/** Runs in the page before its own scripts: records long tasks, and when the first row is drawn. */
export const observe = (row: string): void => {
  const bench: Bench = { tasks: [], firstRow: 0 }
  window.bench = bench
  new PerformanceObserver((list) => bench.tasks.push(...list.getEntries())).observe({
    type: 'longtask',
    buffered: true,
  })
  const checkForRow = () => {
    if (document.querySelector(row) === null) requestAnimationFrame(checkForRow)
    else {
      requestAnimationFrame(() => {
        bench.firstRow = performance.now()
      })
    }
  }
  requestAnimationFrame(checkForRow)
}

interface Action {
  readonly selectors: TableSelectors
  /** Text to search for. Without it, the table is sorted. */
  readonly search?: string
}

/** Milliseconds from a click or a keystroke until the changed rows are on the screen. */
export const timeOf = async ({ selectors, search }: Action): Promise<number> => {
  // More than one row, because the first may stay the first.
  const shown = () => {
    const rows = [...document.querySelectorAll(selectors.row)].slice(0, 5)
    const count = document.querySelector('[aria-rowcount]')?.ariaRowCount
    return [count, ...rows.map(({ textContent }) => textContent)].join(' ')
  }
  const before = shown()
  const start = performance.now()
  if (search === undefined) {
    const headers = [...document.querySelectorAll<HTMLElement>('[role=columnheader]')]
    const header = headers.find(({ textContent }) => textContent?.includes(selectors.header))
    const button = header?.querySelector<HTMLElement>('button.sort') ?? header
    button?.click()
  } else {
    const input = document.querySelector<HTMLInputElement>(selectors.search)
    // React listens to the setter of the prototype only.
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, search)
    input?.dispatchEvent(new Event('input', { bubbles: true }))
  }
  const frame = () => new Promise((drawn) => requestAnimationFrame(drawn))
  while (shown() === before) {
    if (performance.now() - start > 20_000) throw new Error(`Nothing changed: ${search ?? 'sort'}, ${location.href}`)
    await frame()
  }
  // The frame with the change ends when the next one begins.
  await new Promise((ended) => requestAnimationFrame(() => setTimeout(ended)))
  return performance.now() - start
}

export interface Frames {
  /** Milliseconds, 0 if no task took 50. */
  readonly longestTask: number
  /** The 95th percentile of the frame time in milliseconds. */
  readonly p95: number
}

/** Starts recording frames. The function that it installs returns them. */
export const watchFrames = (): void => {
  window.bench.tasks.length = 0
  const gaps: number[] = []
  let last = performance.now()
  let running = true
  const note = (now: number) => {
    gaps.push(now - last)
    last = now
    if (running) requestAnimationFrame(note)
  }
  requestAnimationFrame(note)
  window.framesSoFar = () => {
    running = false
    const sorted = gaps.toSorted((a, b) => a - b)
    return {
      longestTask: Math.max(0, ...window.bench.tasks.map(({ duration }) => duration)),
      p95: sorted[Math.floor(sorted.length * 0.95)] ?? 0,
    }
  }
}

declare global {
  interface Window {
    framesSoFar: () => Frames
  }
}

/** Scrolls to places all over the list, a few frames apart. */
export const jumpAround = async ({ scroller }: TableSelectors): Promise<void> => {
  const element = document.querySelector(scroller)
  if (element === null) throw new Error(`No ${scroller}`)
  for (let jump = 1; jump <= 30; jump += 1) {
    element.scrollTop = ((jump * 7) % 30) * (element.scrollHeight / 30)
    await new Promise((later) => setTimeout(later, 60))
  }
  element.scrollTop = 0
}
