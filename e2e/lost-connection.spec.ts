import { expect, test } from './fixtures.ts'

test('a failed sign-out is reported', { tag: '@mock' }, async ({ page, faults }) => {
  await page.goto('/')
  await faults.set([{ endpoint: 'deleteSession', effect: { kind: 'cut' } }])
  await page.getByRole('button', { name: 'Signed in as Administrator' }).click()
  await page.getByRole('menuitem', { name: 'Sign out', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('Could not reach the server')
  await faults.set([])
  await page.getByRole('menuitem', { name: 'Sign out', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Sign in to Keyrack' })).toBeVisible()
})

test('a list with a failed page is not shown as complete', async ({ page, api, faults }) => {
  const hoarder = await api.demoAccount('key-hoarder', 'experiments')
  // Two pages of the list and their retries, and no other requests.
  await page.goto(`/folders/${hoarder.folderId}/service-accounts`)
  await faults.set([{ endpoint: 'listApiKeys', effect: { kind: 'status', code: 'NOT_FOUND' }, after: 1 }])
  await page.getByRole('link', { name: 'key-hoarder' }).click()
  await expect(page.getByRole('alert')).toContainText('Only the first 1,000 rows could be loaded')
})
