import { expect, expectAccessible, test } from './fixtures.ts'
import { openAccount } from './flows.ts'
import { languages, textLike } from './languages.ts'

test.use({ ownFolder: true })
// Like accessibility.spec.ts: each test visits many states, and axe checks each, in English in three colour schemes.
test.describe.configure({ timeout: 300_000 })

for (const { locale, language, m } of languages) {
  test.describe(`axe finds nothing in ${language}:`, () => {
    test.use({ locale })

    test('creating a key and saving its secret', async ({ page, api }) => {
      const account = await api.createAccount()
      const home = `/folders/${account.folderId}/service-accounts/${account.id}`
      await page.goto(`${home}?create=1&description=mail&scopes=yc.postbox.send&expiresIn=30d`)
      await expect(page.getByText(m.apiKeys.link.note)).toBeVisible()
      await expectAccessible(page)
      await page.getByRole('button', { name: m.code.title }).click()
      await expect(page.getByRole('region').filter({ hasText: 'yc.postbox.send' })).toBeVisible()
      await page.getByRole('combobox', { name: m.apiKeys.expiresAt }).click()
      await page.getByRole('option', { name: m.expiry.custom }).click()
      await expect(page.getByRole('group', { name: m.expiry.customField })).toBeVisible()
      await expectAccessible(page)
      await page.getByRole('button', { name: m.action.cancel }).click()
      await page.getByRole('button', { name: m.field.discard }).click()

      await page.getByRole('button', { name: m.apiKeys.create }).click()
      await page.getByRole('button', { name: m.action.create, exact: true }).click()
      await expect(page.getByText(m.apiKeys.form.scopeRequired)).toBeVisible()
      const scope = page.getByRole('combobox', { name: m.apiKeys.scope })
      await scope.click()
      await expect(page.getByRole('option').first()).toBeVisible()
      await expectAccessible(page)
      await scope.fill('yc.postbox.send')
      await page.getByRole('option', { name: 'yc.postbox.send' }).click()
      await scope.fill('')
      await scope.press('Escape')
      await page.getByRole('button', { name: m.action.create, exact: true }).click()

      const dialog = page.getByRole('dialog', { name: m.apiKeys.secret.title })
      await expect(dialog.getByRole('textbox', { name: m.apiKeys.secret.secretKey })).toHaveValue(/^\*{4}/)
      await expectAccessible(page)
      await page.evaluate(() => {
        navigator.clipboard.writeText = () => Promise.reject(new DOMException('denied', 'NotAllowedError'))
      })
      await dialog.getByRole('button', { name: m.apiKeys.secret.copy }).click()
      await expect(dialog.getByText(m.apiKeys.secret.clipboardRefused)).toBeVisible()
      await expectAccessible(page)
      await dialog.getByRole('button', { name: m.action.done }).click()
      await expect(page.getByRole('alertdialog')).toBeVisible()
      await expectAccessible(page)
    })

    test('key dialogs, bulk deletion, a rotation card, and a loading list', async ({ page, api, faults }) => {
      const account = await api.createAccount()
      const { apiKey } = await api.createKey(account.id, { scopes: ['yc.postbox.send'] })
      const { apiKey: gone } = await api.createKey(account.id)
      await openAccount(page, account)
      const choose = async (action: string, key = apiKey) => {
        await page.getByRole('button', { name: m.list.actions(key.maskedSecret) }).click()
        await page.getByRole('menuitem', { name: action }).click()
        await expect(page.getByRole('dialog')).toBeVisible()
      }
      await choose(m.action.edit)
      await expect(page.getByRole('dialog', { name: m.apiKeys.edit.title })).toBeVisible()
      await expectAccessible(page)
      await page.keyboard.press('Escape')
      await choose(m.code.show)
      await expect(page.getByRole('dialog').getByRole('region')).toBeVisible()
      await expectAccessible(page)
      await page.keyboard.press('Escape')
      await choose(m.apiKeys.rotate.action)
      await expectAccessible(page)
      await page.getByRole('button', { name: m.apiKeys.rotate.submit }).click()
      const dialog = page.getByRole('dialog', { name: m.apiKeys.secret.title })
      await dialog.getByRole('checkbox', { name: m.apiKeys.secret.saved }).check()
      await dialog.getByRole('button', { name: m.action.done }).click()
      await expect(page.getByRole('region', { name: m.apiKeys.rotate.card })).toBeVisible()
      await expectAccessible(page)

      await choose(m.action.delete, gone)
      const confirm = page
        .getByRole('dialog', { name: m.apiKeys.delete.title })
        .getByRole('button', { name: m.action.delete })
      await expect(confirm).toBeEnabled()
      await expectAccessible(page)
      await api.deleteKey(gone.id)
      await confirm.click()
      await expect(page.getByRole('alertdialog', { name: m.apiKeys.gone })).toBeVisible()
      await expectAccessible(page)
      await page.getByRole('button', { name: m.action.done }).click()
      await page.getByRole('checkbox', { name: m.list.selectAll }).check()
      const selection = page.getByRole('group').filter({ hasText: m.list.clearSelection })
      const plan = page.getByRole('dialog', { name: m.apiKeys.bulkDelete.title(2) })
      const unavailable = { kind: 'status', code: 'UNAVAILABLE' } as const
      await faults.set([{ endpoint: 'listApiKeys', effect: unavailable }])
      await selection.getByRole('button', { name: m.action.delete }).click()
      await expect(plan.getByRole('alert')).toBeVisible()
      await expectAccessible(page)
      await page.keyboard.press('Escape')
      await faults.set([])
      await selection.getByRole('button', { name: m.action.delete }).click()
      await expect(plan.getByRole('listitem')).toHaveCount(2)
      await expectAccessible(page)
      await faults.set([{ endpoint: 'deleteApiKey', effect: unavailable, after: 1, times: 1 }])
      await plan.getByRole('button', { name: m.action.delete }).click()
      await expect(plan.getByRole('button', { name: m.action.done })).toBeFocused()
      await expect(plan.getByRole('listitem').filter({ hasText: m.bulk.failed })).toHaveCount(1)
      await expectAccessible(page)

      // A key used this week must be confirmed by typing its end.
      const robot = await api.demoAccount('billing-robot')
      const used = (await api.listKeys(robot.id)).find(({ description }) => description === 'Expires soon')
      await openAccount(page, robot)
      await page.getByRole('button', { name: m.list.actions(used?.maskedSecret ?? '') }).click()
      await page.getByRole('menuitem', { name: m.action.delete }).click()
      await expect(page.getByText(textLike(m.apiKeys.delete.usedRecently))).toBeVisible()
      await expectAccessible(page)

      await openAccount(page, await api.demoAccount('vault-robot', 'locked-down'))
      await page.getByRole('button', { name: m.apiKeys.create }).click()
      await expect(
        page.getByRole('dialog', { name: m.apiKeys.create }).getByText(textLike(m.access.forbidsApiKeys)),
      ).toBeVisible()
      await expectAccessible(page)

      // A list with only its first page loaded.
      const hoarder = await api.demoAccount('key-hoarder', 'experiments')
      await page.goto(`/folders/${hoarder.folderId}/service-accounts?q=${hoarder.name}`)
      await faults.set([{ endpoint: 'listApiKeys', effect: { kind: 'hang' }, after: 1 }])
      await page.getByRole('link', { name: hoarder.name }).click()
      await expect(page.getByText(m.list.loaded(1000), { exact: true })).toBeVisible()
      await expect(page.getByRole('progressbar', { name: m.list.loaded(1000) })).toBeVisible()
      await expectAccessible(page)
    })

    test('the keys of a folder, their findings and charts', async ({ page, api, faults }) => {
      const account = await api.createAccount()
      const { apiKey } = await api.createKey(account.id, { description: account.name })
      for (const days of [5, 90]) {
        const expiresAt = new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString()
        await api.createKey((await api.createAccount()).id, { expiresAt })
      }
      const { folderId } = account
      await faults.set([{ endpoint: 'listApiKeys', effect: { kind: 'status', code: 'PERMISSION_DENIED' }, times: 1 }])
      await page.goto(`/folders/${folderId}/api-keys?used=never&used=today&status=active`)
      await expect(page.getByRole('alert')).toContainText(m.inventory.failed(1))
      const charts = page.getByRole('group').filter({ hasText: m.inventory.asTable })
      for (const summary of await charts.getByText(m.inventory.asTable).all()) await summary.click()
      await expect(page.getByRole('table', { name: m.inventory.lastUse })).toBeVisible()
      await expectAccessible(page)
      await faults.set([])
      await page.getByRole('button', { name: m.action.retry }).click()
      await expect(page.getByRole('alert')).toBeHidden()
      await page.goto(`/folders/${folderId}/api-keys?q=${account.name}`)
      await page.getByRole('button', { name: m.list.actions(apiKey.maskedSecret) }).click()
      await page.getByRole('menuitem', { name: m.list.details }).click()
      await expect(page.getByRole('region', { name: m.inventory.findings })).toBeVisible()
      await expect(page.getByRole('note')).toHaveText(m.inventory.noRole)
      await expectAccessible(page)
      await page.keyboard.press('Escape')
      await page.setViewportSize({ width: 320, height: 640 })
      await expect(page.getByRole('toolbar', { name: m.inventory.expiries })).toBeVisible()
      await expectAccessible(page)

      await faults.set([{ endpoint: 'listApiKeys', effect: { kind: 'hang' }, after: 2 }])
      await page.reload()
      await page.getByRole('button', { name: m.inventory.stop }).click()
      await expect(page.getByText(m.inventory.stopped)).toBeVisible()
      await expectAccessible(page)
    })

    test('a lost secret, with one and several matching keys', async ({ page, api, faults }) => {
      const account = await api.createAccount()
      await faults.set([{ endpoint: 'createApiKey', effect: { kind: 'lost' } }])
      const home = `/folders/${account.folderId}/service-accounts/${account.id}`
      await page.goto(`${home}?create=1&description=mail&scopes=yc.postbox.send&expiresIn=never`)
      await page.getByRole('button', { name: m.action.create, exact: true }).click()
      const lost = page.getByRole('dialog', { name: m.apiKeys.lost.title })
      await expect(lost.getByText(m.apiKeys.lost.found)).toBeVisible({ timeout: 15_000 })
      await expectAccessible(page)
      // Somebody else created the same key, and this tab refreshes after a minute.
      await faults.set([])
      await api.createKey(account.id, { description: 'mail', scopes: ['yc.postbox.send'] })
      await page.clock.setFixedTime(Date.now() + 60_000)
      await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')))
      await expect(lost.getByRole('radio')).toHaveCount(2)
      await lost.getByRole('button', { name: m.apiKeys.lost.recreate }).click()
      await expect(lost.getByText(m.apiKeys.lost.choose)).toBeVisible()
      await expectAccessible(page)
      await page.keyboard.press('Escape')
      await expect(page.getByRole('alertdialog')).toBeVisible()
      await expectAccessible(page)
    })
  })
}
