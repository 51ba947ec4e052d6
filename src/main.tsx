import type { ReactNode } from 'react'

const startMock = async (): Promise<ReactNode> => {
  // A build without the mock has no trace of it: the condition is a constant there.
  if (import.meta.env.MODE !== 'mock') return null
  const { start } = await import('#mocks/start.tsx')
  return start()
}

/** Lets the browser paint, and answer the user, before the next piece of work. */
const nextTask = () => new Promise((resolve) => setTimeout(resolve))

/** Waits until what index.html shows is seen; not for long, and not in a tab in the background, which paints nothing. */
const firstPaint = () =>
  new Promise<void>((resolve) => {
    if (document.visibilityState === 'hidden') return resolve()
    new PerformanceObserver(() => resolve()).observe({ type: 'paint', buffered: true })
    setTimeout(resolve, 500)
  })

await firstPaint()
// Evaluates the console's code part by part, each in a task of its own. vite.config.ts has them loaded already.
for (const { href } of document.querySelectorAll<HTMLLinkElement>('link[data-part]')) {
  await import(/* @vite-ignore */ href)
  await nextTask()
}
const [{ start }, mockBadge] = await Promise.all([import('#console/app/start.tsx'), startMock()])
await start(mockBadge)
