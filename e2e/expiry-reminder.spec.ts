import { expect, test } from './fixtures.ts'
import { row } from './flows.ts'

test.use({ ownFolder: true })

test(
  'keys that expire soon are counted in the navigation and the title, once the list was loaded',
  { tag: '@gateway' },
  async ({ page, api }) => {
    const { folderId, name, id } = await api.createAccount()
    const { apiKey } = await api.createKey(id, { expiresAt: new Date(Date.now() + 12 * 60 * 60 * 1000).toISOString() })
    await page.goto(`/folders/${folderId}/service-accounts`)
    await expect(page.getByRole('row').nth(1)).toBeVisible()
    const link = page.getByRole('navigation').getByRole('link', { name: /^API keys/ })
    const badge = link.getByRole('img', { name: /^\d+ API keys? expires? within 14 days$/ })
    await expect(badge).toBeHidden()
    await expect(page).toHaveTitle('Service accounts · Keyrack')

    await link.click()
    await expect(badge).toHaveText('1')
    await expect(page).toHaveTitle('1 API key expires within a day · API keys · Keyrack')
    await page.getByRole('navigation').getByRole('link', { name: 'Service accounts' }).click()
    await expect(page).toHaveTitle('1 API key expires within a day · Service accounts · Keyrack')

    // A change on another page counts too.
    await page.getByRole('link', { name }).click()
    await row(page, apiKey.maskedSecret).getByRole('button', { name: 'Actions for' }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await page.getByRole('dialog', { name: 'Delete API key?' }).getByRole('button', { name: 'Delete' }).click()
    await expect(badge).toBeHidden()
  },
)
