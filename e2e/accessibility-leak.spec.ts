import { expect, expectAccessible, test } from './fixtures.ts'
import { openAccount } from './flows.ts'
import { languages } from './languages.ts'

// Like accessibility.spec.ts: each test visits many states, and axe checks each, in English in three colour schemes.
test.describe.configure({ timeout: 300_000 })

for (const { locale, language, m } of languages) {
  test.describe(`axe finds nothing in ${language}:`, () => {
    test.use({ locale })

    test('finding the owner of a key', async ({ page, api, faults }) => {
      const account = await api.demoAccount('load-test', 'staging')
      const [key] = await api.listKeys(account.id)
      // axe looks at everything behind the dialog too.
      await page.goto(`/folders/${account.folderId}/api-keys?q=${key?.maskedSecret}`)
      await page.getByRole('button', { name: m.inventory.whoseKey }).click()
      const dialog = page.getByRole('dialog', { name: m.inventory.whoseKey })
      const field = dialog.getByRole('textbox', { name: m.leak.whose.field })
      const enter = async (text: string) => {
        await field.fill(text)
        await field.press('Enter')
      }
      await enter('')
      await expect(dialog.getByRole('alert')).toHaveText(m.leak.whose.problem.none)
      await expectAccessible(page)
      await enter(key?.maskedSecret ?? '')
      await expect(dialog.getByRole('group').first()).toBeVisible()
      await expectAccessible(page)
      await enter(account.id)
      await expect(dialog.getByText(m.leak.whose.isAccount)).toBeVisible()
      await expectAccessible(page)
      await enter('zzzzzz')
      await expect(dialog.getByText(m.leak.whose.tryEverywhere)).toBeVisible()
      await expectAccessible(page)
      await faults.set([{ endpoint: 'listApiKeys', effect: { kind: 'hang' } }])
      await dialog.getByRole('button', { name: m.leak.whose.everywhere }).click()
      await expect(dialog.getByRole('progressbar')).toBeVisible()
      await expectAccessible(page)
    })

    test('acting on a leaked key', async ({ page, api, faults }) => {
      const account = await api.createAccount()
      const { apiKey, secret } = await api.createKey(account.id, { scopes: ['yc.postbox.send'] })
      await api.useKey(secret)
      await expect.poll(async () => (await api.listKeys(account.id))[0]?.lastUsedAt).toBeDefined()
      await openAccount(page, account)
      await page.getByRole('button', { name: m.list.actions(apiKey.maskedSecret) }).click()
      await page.getByRole('menuitem', { name: m.apiKeys.leaked }).click()
      const steps = page.getByRole('dialog', { name: m.leak.title(apiKey.maskedSecret) })
      await expect(steps.getByText(m.leak.noRoles)).toBeVisible()
      await expectAccessible(page)

      await steps.getByRole('button', { name: m.leak.stop }).click()
      const stopping = page.getByRole('dialog', { name: m.leak.stopDialog.title })
      await expect(stopping.getByRole('alert')).toBeVisible()
      await expectAccessible(page)
      await faults.set([
        { endpoint: 'updateApiKey', effect: { kind: 'status', code: 'UNAVAILABLE' }, times: 1 },
        { endpoint: 'listCloudAccessBindings', effect: { kind: 'status', code: 'PERMISSION_DENIED' } },
      ])
      await stopping.getByRole('button', { name: m.leak.stopDialog.submit }).click()
      await expect(stopping.getByRole('alert')).toHaveCount(2)
      await expectAccessible(page)
      await stopping.getByRole('button', { name: m.leak.stopDialog.submit }).click()
      await expect(steps.getByRole('timer')).toBeVisible()
      await expectAccessible(page)

      await steps.getByRole('button', { name: m.leak.restore }).click()
      await expect(page.getByRole('dialog', { name: m.leak.restoreDialog.title })).toBeVisible()
      await expectAccessible(page)
      await page.keyboard.press('Escape')
      await steps.getByRole('button', { name: m.action.close }).click()
      await expect(page.getByRole('alertdialog', { name: m.leak.leave.title })).toBeVisible()
      await expectAccessible(page)
      await page.keyboard.press('Escape')

      await steps.getByRole('button', { name: m.leak.suspend }).click()
      await page.getByRole('dialog').getByRole('button', { name: m.serviceAccounts.suspend.action }).click()
      await expect(steps.getByText(m.leak.suspended)).toBeVisible()
      await api.deleteKey(apiKey.id)
      await steps.getByRole('button', { name: m.leak.deleteKey }).click()
      await page.getByRole('alertdialog').getByRole('button', { name: m.action.done }).click()
      await expect(steps.getByText(m.leak.deleted).first()).toBeVisible()
      await expectAccessible(page)
    })
  })
}
