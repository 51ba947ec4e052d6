import { expect, test } from './fixtures.ts'
import { openAccount, row } from './flows.ts'

for (const [search, description] of [
  ['Учет', 'Учёт складов'],
  ['Café', 'Café cards'.normalize('NFD')],
  ['cafe', 'Café menus'],
] as const) {
  test(`a search for ${search} finds ${description}`, async ({ page, api }) => {
    const account = await api.createAccount()
    await api.createKey(account.id, { description })
    await api.createKey(account.id, { description: 'another one' })
    await openAccount(page, account)
    await page.getByRole('searchbox', { name: 'Search API keys' }).fill(search)
    await expect(row(page, 'another one')).toBeHidden()
    await expect(row(page, description)).toBeVisible()

    await page.keyboard.press('ControlOrMeta+k')
    await page.getByRole('combobox', { name: 'Search and commands' }).fill(search)
    await expect(page.getByRole('option').filter({ hasText: account.name })).toBeVisible()
  })
}
