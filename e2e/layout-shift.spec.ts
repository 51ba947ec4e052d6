import type { Page } from '@playwright/test'

import { expect, test } from './fixtures.ts'

interface LayoutShift extends PerformanceEntry {
  readonly hadRecentInput: boolean
  readonly sources: readonly { readonly node: Element | null }[]
}

/** Opens a page afresh, waits until it is loaded, and returns its layout shifts. */
const movedOn = async (page: Page, path: string, text: string): Promise<readonly string[]> => {
  await page.goto(path)
  await expect(page.getByRole('main').getByText(text).first()).toBeVisible()
  await page.waitForLoadState('networkidle')
  return page.evaluate(async () => {
    const entries = await new Promise<PerformanceEntryList>((resolve) => {
      const observer = new PerformanceObserver((list) => resolve(list.getEntries()))
      observer.observe({ type: 'layout-shift', buffered: true })
      // No entry is reported without a shift.
      setTimeout(() => resolve([]), 200)
    })
    return (entries as LayoutShift[])
      .filter(({ hadRecentInput }) => !hadRecentInput)
      .flatMap(({ sources }) => sources.map(({ node }) => node?.outerHTML.slice(0, 300) ?? 'what is gone'))
  })
}

for (const width of [1280, 320]) {
  test.describe(`${width} px wide`, () => {
    test.use({ viewport: { width, height: 640 } })

    test('nothing shifts while a page loads', async ({ page, api }) => {
      const folder = await api.folderId()
      const full = await api.createAccount()
      await api.createKey(full.id, { description: 'the only key' })
      const bare = await api.createAccount()
      const list = `/folders/${folder}/service-accounts`
      // On a first visit index.html shows the top bar alone, later the frame of the list.
      for (const _ of ['first', 'later']) expect(await movedOn(page, '/', 'billing-robot')).toEqual([])
      expect(await movedOn(page, list, 'billing-robot')).toEqual([])
      expect(await movedOn(page, `${list}/${full.id}`, 'the only key')).toEqual([])
      expect(await movedOn(page, `${list}/${bare.id}`, 'No API keys yet')).toEqual([])
    })
  })
}
