import { expect, expectAccessible, test } from './fixtures.ts'
import { createKey, openAccount } from './flows.ts'

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`axe finds nothing in ${colorScheme}:`, () => {
    test.use({ colorScheme })

    test.describe('as nobody', () => {
      test.use({ signedIn: false })

      test('sign-in', async ({ page }) => {
        await page.getByRole('button', { name: 'Sign in' }).click()
        await expect(page.getByText('Enter the administrator token.')).toBeVisible()
        await expectAccessible(page)
      })
    })

    test('the list of accounts, its menus and its dialogs', async ({ page, api }) => {
      const account = await api.createAccount()
      await page.goto(`/folders/${account.folderId}/service-accounts?q=${account.name}`)
      await expect(page.getByRole('link', { name: account.name })).toBeVisible()
      await expectAccessible(page)

      await page.getByRole('button', { name: /^Folder .+ of cloud / }).click()
      await expect(page.getByRole('option').first()).toBeVisible()
      await expectAccessible(page)
      await page.keyboard.press('Escape')

      await page.getByRole('button', { name: 'Create service account' }).click()
      await page.getByRole('textbox', { name: 'Name' }).fill('Wrong')
      await expectAccessible(page)
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Discard' }).click()

      await page.getByRole('button', { name: `Actions for ${account.name}` }).click()
      await expect(page.getByRole('menuitem', { name: 'Delete' })).toBeVisible()
      await expectAccessible(page)
      await page.getByRole('menuitem', { name: 'Delete' }).click()
      await expect(page.getByText('It has no API keys.')).toBeVisible()
      await expectAccessible(page)
    })

    test('nothing there, nothing found, nothing allowed', async ({ page, api, faults }) => {
      const account = await api.createAccount()
      await openAccount(page, account)
      await expect(page.getByText('No API keys yet')).toBeVisible()
      await expectAccessible(page)

      await page.goto(`/folders/${account.folderId}/service-accounts?q=no-such-account`)
      await expect(page.getByText('Nothing matches the search')).toBeVisible()
      await expectAccessible(page)

      await faults.set([{ endpoint: 'listServiceAccounts', effect: { kind: 'status', code: 'PERMISSION_DENIED' } }])
      await page.reload()
      await expect(page.getByRole('alert')).toBeVisible()
      await expectAccessible(page)

      await page.goto('/no/such/page')
      await expect(page.getByRole('heading', { name: 'This page does not exist' })).toBeVisible()
      await expectAccessible(page)
    })

    test('the account, and every step of creating and deleting a key', async ({ page, api }) => {
      const account = await api.createAccount()
      const { apiKey } = await api.createKey(account.id, { scopes: ['yc.postbox.send', 'yc.logging.write'] })
      await openAccount(page, account)
      await expect(page.getByRole('row').nth(1)).toBeVisible()
      await expectAccessible(page)

      await page.getByRole('button', { name: 'Create API key' }).click()
      await page.getByRole('button', { name: 'Create', exact: true }).click()
      await page.getByRole('combobox', { name: 'Scope' }).click()
      await expect(page.getByRole('option').first()).toBeVisible()
      await expectAccessible(page)
      await page.keyboard.press('Escape')
      await page.getByRole('combobox', { name: 'Expires at' }).click()
      await page.getByRole('option', { name: 'Custom date and time' }).click()
      await expect(page.getByRole('group', { name: 'Date and time' })).toBeVisible()
      await expectAccessible(page)
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Discard' }).click()

      const dialog = await createKey(page)
      await expectAccessible(page)
      await dialog.getByRole('button', { name: 'Show secret key' }).click()
      await dialog.getByRole('button', { name: 'Done' }).click()
      await expect(page.getByRole('alertdialog')).toBeVisible()
      await expectAccessible(page)
      await page.getByRole('button', { name: 'Leave without saving' }).click()

      await page.getByRole('button', { name: `Actions for ${apiKey.maskedSecret}` }).click()
      await page.getByRole('menuitem', { name: 'Delete' }).click()
      await expect(page.getByRole('dialog', { name: 'Delete API key?' })).toBeVisible()
      await expectAccessible(page)
    })
  })
}
