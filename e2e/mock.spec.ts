import { apiOf } from './api.ts'
import { expect, test } from './fixtures.ts'

test.skip(({ backEnd }) => backEnd !== 'mock', 'Only the mock keeps its data in the browser')

test('two tabs that are opened at once begin with the same data', async ({ browser }) => {
  const context = await browser.newContext()
  const page = await context.newPage()
  // Two that start at the very same moment share a page.
  await page.goto('/color-scheme.js')
  await page.evaluate(() => {
    const tabs = [document.createElement('iframe'), document.createElement('iframe')]
    for (const tab of tabs) tab.src = '/'
    document.body.replaceChildren(...tabs)
  })
  const first: unknown[] = []
  for (const index of [0, 1]) {
    const tab = page.frameLocator('iframe').nth(index)
    await tab.getByRole('link', { name: 'billing-robot' }).click()
    await expect(tab.getByRole('heading', { level: 1, name: 'billing-robot' })).toBeVisible()
    first.push(await tab.getByRole('time').first().getAttribute('datetime'))
  }
  expect(first[1]).toBe(first[0])
  await context.close()
})

test('what one tab resets is reset in the others', async ({ page, api }) => {
  const { folderId, name } = await api.createAccount()
  await page.goto(`/folders/${folderId}/service-accounts?q=${name}`)
  await expect(page.getByRole('link', { name })).toBeVisible()
  const other = await page.context().newPage()
  await other.goto('/')
  await other.getByRole('button', { name: 'Mock data' }).click()
  await other.getByRole('button', { name: 'Reset data' }).click()
  await expect(page.getByText('Nothing matches the search')).toBeVisible()
  expect(await apiOf(other).demoAccount('billing-robot')).toEqual(await api.demoAccount('billing-robot'))
})
