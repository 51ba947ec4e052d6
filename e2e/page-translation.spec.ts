import { expect, test } from './fixtures.ts'
import { openAccount, revealSecret, row, secretDialog } from './flows.ts'
import { translatePages } from './page-translation.ts'

test.beforeEach(async ({ page }) => translatePages(page))

for (const { speed, milliseconds } of [
  { speed: 'at once', milliseconds: 0 },
  { speed: 'after a second', milliseconds: 1000 },
]) {
  test.describe(`on a translated page, with answers ${speed},`, () => {
    test.describe.configure({ timeout: 120_000 })
    test.beforeEach(async ({ faults }) => {
      if (milliseconds > 0) await faults.set([{ endpoint: 'all', effect: { kind: 'delay', milliseconds } }])
    })

    test.describe('signed out', () => {
      test.use({ signedIn: false })

      test('signing in works after a wrong token', async ({ page, token }) => {
        await page.goto('/')
        const button = page.getByRole('button', { name: 'Sign in' })
        await page.getByLabel('Administrator token').fill('not-the-token')
        await button.click()
        await expect(page.getByText('Invalid token.')).toBeVisible()
        await page.getByLabel('Administrator token').fill(token)
        await button.click()
        await expect(page.getByRole('heading', { level: 1, name: 'Service accounts' })).toBeVisible()
      })
    })

    test('an account is created, edited, suspended, reactivated and deleted', async ({ page, api }) => {
      const name = `robot-${crypto.randomUUID().slice(0, 8)}`
      await page.goto(`/folders/${await api.folderId()}/service-accounts`)
      await page.getByRole('button', { name: 'Create service account' }).click()
      const create = page.getByRole('dialog', { name: 'Create service account' })
      await create.getByRole('textbox', { name: 'Name' }).fill('Wrong')
      await create.getByRole('textbox', { name: 'Name' }).fill(name)
      await create.getByRole('button', { name: 'Add label' }).click()
      await create.getByRole('textbox', { name: 'Key of label 1' }).fill('team')
      await create.getByRole('button', { name: 'Create' }).click()
      await expect(create).toBeHidden()

      await page.getByRole('searchbox', { name: 'Search service accounts' }).fill(name)
      await expect(page.getByRole('main').getByText(/^1 of \d+ rows$/)).toBeVisible()
      await page.getByRole('button', { name: 'Filters' }).click()
      await page.getByRole('checkbox', { name: 'Active' }).check()
      await page.keyboard.press('Escape')
      await expect(page.getByRole('button', { name: 'Remove filter Status: Active' })).toBeVisible()
      await page.getByRole('button', { name: 'Clear filters' }).click()
      const choose = async (action: string) => {
        await page.getByRole('button', { name: `Actions for ${name}` }).click()
        await page.getByRole('menuitem', { name: action }).click()
        return page.getByRole('dialog')
      }

      const edit = await choose('Edit')
      await edit.getByRole('button', { name: 'Save' }).click()
      await expect(edit.getByText('No changes to save.')).toBeVisible()
      await edit.getByRole('textbox', { name: 'Description' }).fill('for the mailer')
      await edit.getByRole('button', { name: 'Save' }).click()
      await expect(edit).toBeHidden()
      await expect(row(page, name)).toContainText('for the mailer')

      await page.getByRole('link', { name }).click()
      await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
      const suspend = await choose('Suspend')
      await suspend.getByRole('button', { name: 'Suspend' }).click()
      await expect(page.getByText('Suspended', { exact: true })).toBeVisible()
      const reactivate = await choose('Reactivate')
      await reactivate.getByRole('button', { name: 'Reactivate' }).click()
      await expect(page.getByText('Active', { exact: true })).toBeVisible()
      await page.getByRole('tab', { name: 'Operations' }).click()
      await expect(row(page, 'Reactivate service account')).toContainText('Done')
      await page.getByRole('tab', { name: 'Access' }).click()
      await page.getByRole('button', { name: 'Assign role' }).first().click()
      const assign = page.getByRole('dialog', { name: 'Assign role' })
      await assign.getByRole('combobox', { name: 'Role' }).click()
      await page.getByRole('option').first().click()
      await assign.getByRole('button', { name: 'Cancel' }).click()
      await page.getByRole('button', { name: 'Discard' }).click()
      await expect(assign).toBeHidden()

      const remove = await choose('Delete')
      const confirm = remove.getByRole('textbox', { name: `Type ${name} to confirm` })
      await confirm.fill('another')
      await remove.getByRole('button', { name: 'Delete' }).click()
      await expect(remove.getByText('This does not match the name of the account.')).toBeVisible()
      await confirm.fill(name)
      await remove.getByRole('button', { name: 'Delete' }).click()
      await expect(page.getByRole('heading', { level: 1, name: 'Service accounts' })).toBeVisible()
    })

    test('a key is created with scopes from the list, saved, edited and deleted', async ({ page, api }) => {
      const account = await api.createAccount()
      await openAccount(page, account)
      await page.getByRole('button', { name: 'Create API key' }).first().click()
      const form = page.getByRole('dialog', { name: 'Create API key' })
      await form.getByRole('textbox', { name: 'Description' }).fill('for the mailer')
      await form.getByRole('button', { name: 'Create', exact: true }).click()
      await expect(form.getByText('Choose at least one scope.')).toBeVisible()
      await form.getByRole('combobox', { name: 'Scope' }).click()
      for (const scope of ['yc.postbox.send', 'yc.logging.write']) {
        await page.getByRole('option', { name: scope }).click()
        await expect(form.getByRole('button', { name: scope })).toBeVisible()
      }
      await page.getByRole('option', { name: 'yc.logging.write' }).click()
      await expect(form.getByText(/^1 of \d+ selected$/)).toBeVisible()
      await page.keyboard.press('Escape')
      await form.getByRole('button', { name: 'Write logs' }).click()
      await form.getByRole('combobox', { name: 'Expires at' }).click()
      await page.getByRole('option', { name: 'Custom date and time' }).click()
      await expect(form.getByRole('group', { name: 'Date and time' })).toBeVisible()
      await form.getByRole('combobox', { name: 'Expires at' }).click()
      await page.getByRole('option', { name: 'Never' }).click()
      await expect(form.getByText('Anyone who finds a key that never expires')).toBeVisible()
      await form.getByRole('button', { name: 'Equivalent code' }).click()
      await expect(form.getByRole('region')).toContainText('yc.postbox.send')
      await form.getByRole('button', { name: 'Create', exact: true }).click()

      const secret = await secretDialog(page)
      await revealSecret(secret)
      await secret.getByRole('button', { name: 'Done' }).click()
      await page.getByRole('button', { name: 'Stay' }).click()
      await secret.getByRole('checkbox', { name: 'I have saved the secret key' }).check()
      await secret.getByRole('button', { name: 'Done' }).click()
      await expect(row(page, 'for the mailer')).toContainText('Never used')

      const choose = async (action: string) => {
        await row(page, 'for the mailer').getByRole('button').last().click()
        await page.getByRole('menuitem', { name: action }).click()
        return page.getByRole('dialog')
      }
      const edit = await choose('Edit')
      await edit.getByRole('textbox', { name: 'Description' }).fill('no longer for the mailer')
      await edit.getByRole('button', { name: 'Save' }).click()
      await expect(row(page, 'no longer for the mailer')).toBeVisible()
      const remove = await choose('Delete')
      await remove.getByRole('button', { name: 'Delete' }).click()
      await expect(page.getByText('No API keys yet')).toBeVisible()
    })

    test('a key is rotated, and many are deleted', async ({ page, api }) => {
      const account = await api.createAccount()
      const { apiKey } = await api.createKey(account.id, { scopes: ['yc.postbox.send'] })
      await openAccount(page, account)
      await page.getByRole('button', { name: `Actions for ${apiKey.maskedSecret}` }).click()
      await page.getByRole('menuitem', { name: 'Rotate' }).click()
      await page.getByRole('button', { name: 'Create the new key' }).click()
      const secret = await secretDialog(page)
      await secret.getByRole('checkbox', { name: 'I have saved the secret key' }).check()
      await secret.getByRole('button', { name: 'Done' }).click()
      const card = page.getByRole('region', { name: 'Key rotation in progress' })
      await expect(card.getByText('The new key has not been used yet.')).toBeVisible()
      await card.getByRole('button', { name: 'Dismiss' }).click()

      await expect(page.getByRole('row')).toHaveCount(3)
      await page.getByRole('checkbox', { name: 'Select all' }).check()
      await page.getByRole('group', { name: '2 selected' }).getByRole('button', { name: 'Delete' }).click()
      const dialog = page.getByRole('dialog', { name: 'Delete 2 API keys' })
      await dialog.getByRole('button', { name: 'Delete' }).click()
      await expect(dialog.getByRole('paragraph').getByText('2 of 2 done')).toBeVisible()
      await expect(dialog.getByRole('listitem').filter({ hasText: 'Deleted' })).toHaveCount(2)
      await dialog.getByRole('button', { name: 'Done' }).click()
      await expect(page.getByText('No API keys yet')).toBeVisible()
    })

    test('the search finds an account, and switching the language leaves no text of the first', async ({
      page,
      api,
    }) => {
      const account = await api.createAccount()
      await page.goto(`/folders/${account.folderId}/service-accounts?q=${account.name}`)
      await expect(page.getByRole('link', { name: account.name })).toBeVisible()
      await page.keyboard.press('ControlOrMeta+k')
      await page.keyboard.type('no such thing')
      await expect(page.getByText('No results')).toBeVisible()
      await page.getByRole('combobox', { name: 'Search and commands' }).fill(account.name)
      await expect(page.getByRole('option')).toHaveAccessibleName(`${account.name} ${account.id}`)
      await page.keyboard.press('Escape')

      await page.getByRole('button', { name: 'Language' }).click()
      await page.getByRole('menuitemradio', { name: 'Русский' }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Сервисные аккаунты')
      const translated = page.locator('main font font')
      await expect(translated.filter({ hasText: /[A-Za-z]{3}/ })).toHaveText([])
    })
  })
}
