import { expect, expectAccessible, test } from './fixtures.ts'
import { openAccount } from './flows.ts'
import { languages } from './words.ts'

// Like accessibility.spec.ts: each test visits many states, and axe checks each in three colour schemes.
test.describe.configure({ timeout: 300_000 })

for (const { locale, language, words: w } of languages) {
  test.describe(`axe finds nothing in ${language}:`, () => {
    test.use({ locale })

    test('creating a key, up to its secret and out again', async ({ page, api }) => {
      const account = await api.createAccount()
      const home = `/folders/${account.folderId}/service-accounts/${account.id}`
      await page.goto(`${home}?create=1&description=mail&scopes=yc.postbox.send&expiresIn=30d`)
      await expect(page.getByText(w.filledByLink)).toBeVisible()
      await expectAccessible(page)
      await page.getByRole('button', { name: w.equivalentCode }).click()
      await expect(page.getByRole('region').filter({ hasText: 'yc.postbox.send' })).toBeVisible()
      await page.getByRole('combobox', { name: w.expiresAt }).click()
      await page.getByRole('option', { name: w.customDate }).click()
      await expect(page.getByRole('group', { name: w.dateAndTime })).toBeVisible()
      await expectAccessible(page)
      await page.getByRole('button', { name: w.cancel }).click()
      await page.getByRole('button', { name: w.discard }).click()

      await page.getByRole('button', { name: w.createKey }).click()
      await page.getByRole('button', { name: w.create, exact: true }).click()
      await expect(page.getByText(w.atLeastOneScope)).toBeVisible()
      const scope = page.getByRole('combobox', { name: w.scope })
      await scope.click()
      await expect(page.getByRole('option').first()).toBeVisible()
      await expectAccessible(page)
      await scope.fill('yc.postbox.send')
      await page.getByRole('option', { name: 'yc.postbox.send' }).click()
      await scope.fill('')
      await scope.press('Escape')
      await page.getByRole('button', { name: w.create, exact: true }).click()

      const dialog = page.getByRole('dialog', { name: w.saveYourKey })
      await expect(dialog.getByRole('textbox', { name: w.secret })).toHaveValue(/^\*{4}/)
      await expectAccessible(page)
      await page.evaluate(() => {
        navigator.clipboard.writeText = () => Promise.reject(new DOMException('denied', 'NotAllowedError'))
      })
      await dialog.getByRole('button', { name: w.copySecret }).click()
      await expect(dialog.getByText(w.refused)).toBeVisible()
      await expectAccessible(page)
      await dialog.getByRole('button', { name: w.done }).click()
      await expect(page.getByRole('alertdialog')).toBeVisible()
      await expectAccessible(page)
    })

    test('the dialogs of a key, of many, the card of a rotation, and keys that still load', async ({
      page,
      api,
      faults,
    }) => {
      const account = await api.createAccount()
      const { apiKey } = await api.createKey(account.id, { scopes: ['yc.postbox.send'] })
      const { apiKey: gone } = await api.createKey(account.id)
      await openAccount(page, account)
      const choose = async (action: string, key = apiKey) => {
        await page.getByRole('button', { name: w.actionsFor(key.maskedSecret) }).click()
        await page.getByRole('menuitem', { name: action }).click()
        await expect(page.getByRole('dialog')).toBeVisible()
      }
      await choose(w.edit)
      await expect(page.getByRole('dialog', { name: w.editKey })).toBeVisible()
      await expectAccessible(page)
      await page.keyboard.press('Escape')
      await choose(w.showAsCode)
      await expect(page.getByRole('dialog').getByRole('region')).toBeVisible()
      await expectAccessible(page)
      await page.keyboard.press('Escape')
      await choose(w.rotate)
      await expectAccessible(page)
      await page.getByRole('button', { name: w.steps }).click()
      const dialog = page.getByRole('dialog', { name: w.saveYourKey })
      await dialog.getByRole('checkbox', { name: w.savedSecret }).check()
      await dialog.getByRole('button', { name: w.done }).click()
      await expect(page.getByRole('region', { name: w.rotation })).toBeVisible()
      await expectAccessible(page)

      await choose(w.delete, gone)
      const confirm = page.getByRole('dialog', { name: w.deleteKey }).getByRole('button', { name: w.delete })
      await expect(confirm).toBeEnabled()
      await expectAccessible(page)
      await api.deleteKey(gone.id)
      await confirm.click()
      await expect(page.getByRole('alertdialog', { name: w.keyGone })).toBeVisible()
      await expectAccessible(page)
      await page.getByRole('button', { name: w.done }).click()
      await page.getByRole('checkbox', { name: w.selectAll }).check()
      const selection = page.getByRole('group').filter({ hasText: w.clearSelection })
      const plan = page.getByRole('dialog', { name: w.deleteKeys })
      const unavailable = { kind: 'status', code: 'UNAVAILABLE' } as const
      await faults.set([{ endpoint: 'listApiKeys', effect: unavailable }])
      await selection.getByRole('button', { name: w.delete }).click()
      await expect(plan.getByRole('alert')).toBeVisible()
      await expectAccessible(page)
      await page.keyboard.press('Escape')
      await faults.set([])
      await selection.getByRole('button', { name: w.delete }).click()
      await expect(plan.getByRole('listitem')).toHaveCount(2)
      await expectAccessible(page)
      await faults.set([{ endpoint: 'deleteApiKey', effect: unavailable, after: 1, times: 1 }])
      await plan.getByRole('button', { name: w.delete }).click()
      await expect(plan.getByRole('button', { name: w.done })).toBeFocused()
      await expect(plan.getByRole('listitem').filter({ hasText: w.failed })).toHaveCount(1)
      await expectAccessible(page)

      // A key used this week must be confirmed by typing its end.
      const robot = await api.demoAccount('billing-robot')
      const used = (await api.listKeys(robot.id)).find(({ description }) => description === 'Expires soon')
      await openAccount(page, robot)
      await page.getByRole('button', { name: w.actionsFor(used?.maskedSecret ?? '') }).click()
      await page.getByRole('menuitem', { name: w.delete }).click()
      await expect(page.getByText(w.usedRecently)).toBeVisible()
      await expectAccessible(page)

      await openAccount(page, await api.demoAccount('vault-robot', 'locked-down'))
      await page.getByRole('button', { name: w.createKey }).click()
      await expect(page.getByRole('dialog', { name: w.createKey }).getByText(w.forbiddenByPolicy)).toBeVisible()
      await expectAccessible(page)

      // A list with only its first page loaded.
      const hoarder = await api.demoAccount('key-hoarder', 'experiments')
      await page.goto(`/folders/${hoarder.folderId}/service-accounts?q=${hoarder.name}`)
      await faults.set([{ endpoint: 'listApiKeys', effect: { kind: 'hang' }, after: 1 }])
      await page.getByRole('link', { name: hoarder.name }).click()
      await expect(page.getByText(w.firstPageLoaded, { exact: true })).toBeVisible()
      await expect(page.getByRole('progressbar', { name: w.firstPageLoaded })).toBeVisible()
      await expectAccessible(page)
    })

    test('a key whose secret got lost, and several that it may be', async ({ page, api, faults }) => {
      const account = await api.createAccount()
      await faults.set([{ endpoint: 'createApiKey', effect: { kind: 'lost' } }])
      const home = `/folders/${account.folderId}/service-accounts/${account.id}`
      await page.goto(`${home}?create=1&description=mail&scopes=yc.postbox.send&expiresIn=never`)
      await page.getByRole('button', { name: w.create, exact: true }).click()
      const lost = page.getByRole('dialog', { name: w.lost })
      await expect(lost.getByText(w.lostFound)).toBeVisible({ timeout: 15_000 })
      await expectAccessible(page)
      // Somebody else created the same key, and this tab refreshes after a minute.
      await faults.set([])
      await api.createKey(account.id, { description: 'mail', scopes: ['yc.postbox.send'] })
      await page.clock.setFixedTime(Date.now() + 60_000)
      await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')))
      await expect(lost.getByRole('radio')).toHaveCount(2)
      await lost.getByRole('button', { name: w.recreate }).click()
      await expect(lost.getByText(w.chooseYours)).toBeVisible()
      await expectAccessible(page)
      await page.keyboard.press('Escape')
      await expect(page.getByRole('alertdialog')).toBeVisible()
      await expectAccessible(page)
    })
  })
}
