import { onDemandMessages } from '#console/i18n/on-demand.ts'
import { expect, expectAccessible, test } from './fixtures.ts'
import { languages, textLike } from './languages.ts'

test.use({ ownFolder: true })

// Like accessibility.spec.ts: each test visits many states, and axe checks each, in English in three colour schemes.
test.describe.configure({ timeout: 300_000 })

for (const { locale, language, m } of languages) {
  const words = onDemandMessages[locale]
  test.describe(`axe finds nothing in ${language}:`, () => {
    test.use({ locale })

    test('the export menu, the expiry of many keys, and a new folder', async ({ page, api }) => {
      const account = await api.createAccount()
      const { secret } = await api.createKey(account.id, { description: 'used' })
      await api.createKey(account.id, { expiresAt: new Date(Date.now() + 864e6).toISOString() })
      await api.useKey(secret)
      await expect
        .poll(async () => (await api.listKeys(account.id)).some(({ lastUsedAt }) => lastUsedAt !== undefined))
        .toBe(true)
      await page.goto(`/folders/${account.folderId}/api-keys?q=${account.id}`)
      await expect(page.getByRole('row')).toHaveCount(3)
      await page.getByRole('button', { name: words.exports.menu }).click()
      await expect(page.getByRole('menuitem', { name: words.exports.link })).toBeVisible()
      await expectAccessible(page)
      await page.keyboard.press('Escape')

      await page.getByRole('checkbox', { name: m.list.selectAll }).check()
      await page.getByRole('button', { name: words.bulkExpiry.action }).click()
      const dialog = page.getByRole('dialog', { name: words.bulkExpiry.title(2) })
      await dialog.getByRole('combobox', { name: m.apiKeys.expiresAt }).click()
      await page.getByRole('option', { name: m.expiry.days(7) }).click()
      await expect(dialog.getByRole('alert')).toBeVisible()
      await expect(dialog.getByRole('textbox', { name: m.bulk.confirm(2) })).toBeVisible()
      await expectAccessible(page)
      await dialog.getByRole('button', { name: m.action.cancel }).click()

      await page.getByRole('button', { name: textLike(m.folder.current) }).click()
      const create = page.getByRole('button', { name: words.newFolder.title })
      await expect(create).toBeVisible()
      await expectAccessible(page)
      await create.click()
      await page.getByRole('textbox', { name: m.serviceAccounts.name }).fill('No')
      await expectAccessible(page)
    })
  })
}
