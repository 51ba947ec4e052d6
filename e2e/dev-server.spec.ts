import { expect, test } from './fixtures.ts'

test('the development server shows the demo data and loads a dialog without losing the page', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('link', { name: 'billing-robot' }).click()
  await page.getByRole('button', { name: 'Create API key' }).click()
  await page.getByRole('combobox', { name: 'Expires at' }).click()
  await page.getByRole('option', { name: 'Custom date and time' }).click()
  await expect(page.getByRole('group', { name: 'Date and time' })).toBeVisible()
})
