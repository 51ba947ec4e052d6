import { apiOf, sendInside } from './api.ts'
import { expect, expectAccessible, test } from './fixtures.ts'
import { createKey, finish, openAccount } from './flows.ts'

test('two tabs opened at once start with the same data', { tag: '@mock' }, async ({ browser }) => {
  const context = await browser.newContext()
  const page = await context.newPage()
  // Two tests that start at the same moment share a page.
  await page.goto('/first-paint.js')
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

test('resetting the data in one tab resets the others', { tag: '@mock' }, async ({ page, api }) => {
  const { folderId, name } = await api.createAccount()
  await page.goto(`/folders/${folderId}/service-accounts?q=${name}`)
  await expect(page.getByRole('link', { name })).toBeVisible()
  const other = await page.context().newPage()
  await other.goto('/')
  await other.getByRole('button', { name: 'Mock data' }).click()
  await other.getByRole('button', { name: 'Reset data' }).click()
  await expect(page.getByText('Nothing matches your search')).toBeVisible()
  expect(await apiOf(sendInside(other)).demoAccount('billing-robot')).toEqual(await api.demoAccount('billing-robot'))
})

test(
  'the panel adds and removes faults, adds latency, and switches the identity',
  { tag: '@mock' },
  async ({ page }) => {
    const panel = page.getByRole('dialog', { name: 'Mock settings' })
    const open = () => page.getByRole('button', { name: 'Mock data' }).click()
    const choose = async (label: string, option: string) => {
      await panel.getByRole('combobox', { name: label }).click()
      await page.getByRole('option', { name: option, exact: true }).click()
    }
    const refresh = page.getByRole('button', { name: 'Refresh' })
    await page.goto('/')
    await expect(page.getByRole('link', { name: 'billing-robot' })).toBeVisible()
    await open()
    await choose('Endpoint', 'listServiceAccounts')
    await choose('What goes wrong', '403 PERMISSION_DENIED')
    await panel.getByRole('button', { name: 'Add fault' }).click()
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await refresh.click()
    await expect(page.getByRole('alert')).toContainText('Ask an administrator for the iam.serviceAccounts.user role.')

    await open()
    await panel.getByRole('button', { name: /^Remove fault listServiceAccounts/ }).press('Delete')
    await choose('Latency', '3000 ms')
    await page.keyboard.press('Escape')
    await refresh.click()
    await expect(page.getByRole('progressbar')).toBeVisible()
    await expect(page.getByRole('alert')).toBeHidden()

    await open()
    await choose('Latency', 'None')
    await choose('View as', 'demo-viewer')
    await page.getByRole('button', { name: 'Create service account' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('not-allowed')
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await expect(page.getByRole('dialog').getByRole('alert')).toContainText('iam.serviceAccounts.admin')
    await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('not-allowed')
  },
)

test('a scope unknown to the console is selected like the others', { tag: '@mock' }, async ({ page, api }) => {
  const account = await api.createAccount()
  await openAccount(page, account)
  await finish(await createKey(page, ['yc.example.future.use']))
  expect((await api.listKeys(account.id)).map(({ scopes }) => scopes)).toEqual([['yc.example.future.use']])
})
