import { updateServiceAccountAccessBindings } from '#contract/access.ts'
import { expect, expectAccessible, test } from './fixtures.ts'
import { openAccount } from './flows.ts'
import { languages, textLike } from './languages.ts'

// Each test visits many states, and axe checks each, in English in three colour schemes.
test.describe.configure({ timeout: 300_000 })

for (const { locale, language, m } of languages) {
  test.describe(`axe finds nothing in ${language}:`, () => {
    test.use({ locale })

    test.describe('signed out', () => {
      test.use({ signedIn: false })

      test('sign-in', async ({ page }) => {
        await page.goto('/')
        await page.getByRole('button', { name: m.action.signIn }).click()
        await expect(page.getByText(m.session.tokenRequired)).toBeVisible()
        await expectAccessible(page)
      })
    })

    test('the list of accounts with its menus and panels, and the search', async ({ page, api }) => {
      const account = await api.createAccount()
      await page.goto(`/folders/${account.folderId}/service-accounts?q=${account.name}`)
      await expect(page.getByRole('link', { name: account.name })).toBeVisible()
      for (const name of [
        textLike(m.folder.current),
        m.language,
        m.scheme.label,
        textLike(m.session.menu),
        m.list.filters,
        m.list.viewOptions,
        m.list.actions(account.name),
      ]) {
        await page.getByRole('button', { name, exact: true }).click()
        const opened = page.getByRole('menu').or(page.getByRole('dialog')).or(page.getByRole('listbox'))
        await expect(opened.first()).toBeVisible()
        await expectAccessible(page)
        await page.keyboard.press('Escape')
        await expect(opened).toHaveCount(0)
      }
      await page.getByRole('checkbox', { name: m.list.selectAll }).check()
      await expect(page.getByRole('button', { name: m.list.clearSelection })).toBeVisible()
      await expectAccessible(page)

      await page.keyboard.press('ControlOrMeta+k')
      await page.keyboard.type(account.name)
      await expect(page.getByRole('option')).toHaveCount(1)
      await expectAccessible(page)
      await page.keyboard.type('-nobody')
      await expect(page.getByRole('paragraph').filter({ hasText: m.palette.nothing })).toBeVisible()
      await expectAccessible(page)
      await page.keyboard.press('Escape')

      await page.setViewportSize({ width: 320, height: 640 })
      await page.goto(`/folders/${account.folderId}/service-accounts?q=${account.name}`)
      await expect(page.getByRole('rowheader', { name: account.name })).toBeVisible()
      await expectAccessible(page)
      await page.getByRole('button', { name: m.app.openNavigation }).click()
      await expect(page.getByRole('navigation').getByRole('link', { name: m.serviceAccounts.title })).toBeVisible()
      await expectAccessible(page)
    })

    test('empty, no match, forbidden, not refreshed, signed out, not found', async ({
      page,
      api,
      faults,
      context,
      consoleGuard,
    }) => {
      const account = await api.createAccount()
      await openAccount(page, account)
      await expect(page.getByText(m.apiKeys.empty)).toBeVisible()
      await expectAccessible(page)

      const list = `/folders/${account.folderId}/service-accounts`
      await page.goto(`${list}?q=no-such-account`)
      await expect(page.getByText(m.list.nothingMatches)).toBeVisible()
      await expectAccessible(page)

      await faults.set([{ endpoint: 'listServiceAccounts', effect: { kind: 'status', code: 'PERMISSION_DENIED' } }])
      await page.reload()
      await expect(page.getByRole('alert')).toContainText(m.error.forbidden)
      await expectAccessible(page)

      await faults.set([])
      await page.goto(`${list}?q=${account.name}`)
      await expect(page.getByRole('link', { name: account.name })).toBeVisible()
      await faults.set([{ endpoint: 'listServiceAccounts', effect: { kind: 'cut' } }])
      consoleGuard.allow(/ERR_|Failed to fetch|Failed to load/)
      await page.getByRole('button', { name: m.action.refresh }).click()
      await expect(page.getByRole('alert')).toContainText(m.list.refreshFailed)
      await context.setOffline(true)
      await expect(page.getByRole('alert')).toContainText(m.list.offlineHelp)
      await expectAccessible(page)
      await faults.set([{ endpoint: 'listServiceAccounts', effect: { kind: 'status', code: 'UNAUTHENTICATED' } }])
      // The list retries by itself.
      await context.setOffline(false)
      await expect(page.getByRole('dialog', { name: m.session.again })).toBeVisible()
      await expectAccessible(page)

      await faults.set([])
      await page.goto('/no/such/page')
      await expect(page.getByRole('heading', { name: m.error.pageNotFound })).toBeVisible()
      await expectAccessible(page)
    })

    test('a loading list and a pending form', async ({ page, api, faults }) => {
      const account = await api.createAccount()
      const hang = { kind: 'hang' } as const
      await faults.set([{ endpoint: 'listServiceAccounts', effect: hang }])
      await page.goto(`/folders/${account.folderId}/service-accounts`)
      await expect(page.getByRole('grid')).toHaveAttribute('aria-busy', 'true')
      await expectAccessible(page)

      await faults.set([{ endpoint: 'createServiceAccount', effect: hang }])
      await page.goto(`/folders/${account.folderId}/service-accounts?create=1`)
      const form = page.getByRole('dialog')
      await form.getByRole('textbox', { name: m.serviceAccounts.name }).fill(`slow-${crypto.randomUUID()}`)
      await page.keyboard.press('Enter')
      await expect(form.getByRole('progressbar', { includeHidden: true })).toBeVisible()
      await expectAccessible(page)
    })

    test('the tabs and role dialogs of an account', async ({ page, api }) => {
      const account = await api.createAccount()
      await api.createKey(account.id, {
        description: 'for the mailer',
        scopes: ['yc.postbox.send', 'yc.logging.write'],
        // The longest status.
        expiresAt: new Date(Date.now() + 20 * 60 * 60 * 1000).toISOString(),
      })
      await openAccount(page, account)
      await expect(page.getByRole('row').nth(1)).toBeVisible()
      const shortText = page.getByRole('gridcell').filter({ hasText: m.status.neverUsed })
      await expect(shortText).toHaveCount(2)
      const cut = (cells: Element[]) => cells.map(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
      expect(await shortText.evaluateAll(cut)).toEqual([false, false])
      await expectAccessible(page)
      await page.getByRole('gridcell', { name: 'for the mailer' }).click()
      await expect(page.getByRole('dialog')).toContainText('yc.postbox.send')
      await expectAccessible(page)
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toBeHidden()
      await page.getByRole('tab', { name: m.operations.title }).click()
      await expect(page.getByRole('row').nth(2)).toBeVisible()
      await expectAccessible(page)
      await page.getByRole('tab', { name: m.access.title }).click()
      await expect(page.getByText(m.access.empty)).toBeVisible()
      await expectAccessible(page)

      await page.getByRole('button', { name: m.access.assign.action }).click()
      const dialog = page.getByRole('dialog', { name: m.access.assign.action })
      await dialog.getByRole('button', { name: m.access.assign.submit }).click()
      await expect(dialog.getByRole('combobox', { name: m.access.role })).toHaveAttribute('aria-invalid', 'true')
      await expectAccessible(page)
      await dialog.getByRole('combobox', { name: m.access.role }).press('ArrowDown')
      await expect(page.getByRole('option').first()).toBeVisible()
      await expectAccessible(page)
      await page.getByRole('option').first().click()
      await dialog.getByRole('button', { name: m.action.cancel }).click()
      await page.getByRole('button', { name: m.field.discard }).click()

      await api.call(updateServiceAccountAccessBindings, {
        params: { resourceId: account.id },
        body: {
          accessBindingDeltas: [
            {
              action: 'ADD',
              accessBinding: {
                roleId: 'iam.serviceAccounts.user',
                subject: { id: account.id, type: 'serviceAccount' },
              },
            },
          ],
        },
      })
      await page.reload()
      await expect(page.getByRole('row').nth(1)).toBeVisible()
      await expectAccessible(page)
      await page.getByRole('row').nth(1).getByRole('button').last().click()
      await page.getByRole('menuitem', { name: m.access.revoke.action }).click()
      await expect(page.getByRole('dialog')).toBeVisible()
      await expectAccessible(page)
    })

    test('the dialogs of an account', async ({ page, api }) => {
      const account = await api.createAccount()
      await api.createKey(account.id)
      await page.goto(`/folders/${account.folderId}/service-accounts?q=${account.name}`)
      await page.getByRole('button', { name: m.serviceAccounts.create }).click()
      await page.getByRole('textbox', { name: m.serviceAccounts.name }).fill('Wrong')
      await expectAccessible(page)
      await page.keyboard.press('Escape')
      await expect(page.getByRole('alertdialog')).toBeVisible()
      await expectAccessible(page)
      await page.getByRole('button', { name: m.field.discard }).click()

      const choose = async (action: string) => {
        await page.getByRole('button', { name: m.list.actions(account.name) }).click()
        await page.getByRole('menuitem', { name: action }).click()
        await expect(page.getByRole('dialog')).toBeVisible()
      }
      await choose(m.action.edit)
      const dialog = page.getByRole('dialog', { name: m.serviceAccounts.edit.title })
      await dialog.getByRole('button', { name: m.serviceAccounts.form.addLabel }).click()
      await dialog.getByRole('textbox', { name: m.serviceAccounts.form.keyOf(1) }).fill('Wrong key')
      await dialog.getByRole('button', { name: m.action.save }).click()
      await expect(dialog.getByText(m.serviceAccounts.form.keyHelp)).toBeVisible()
      await expectAccessible(page)
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: m.field.discard }).click()
      await choose(m.code.show)
      await expect(page.getByRole('dialog').getByRole('region')).toBeVisible()
      await expectAccessible(page)
      await page.keyboard.press('Escape')

      await page.getByRole('link', { name: account.name }).click()
      await expect(page.getByRole('heading', { level: 1, name: account.name })).toBeVisible()
      await choose(m.serviceAccounts.suspend.action)
      await expectAccessible(page)
      await page.getByRole('dialog').getByRole('button', { name: m.serviceAccounts.suspend.action }).click()
      await expect(page.getByText(m.apiKeys.accountInactive)).toBeVisible()
      await expectAccessible(page)
      await choose(m.serviceAccounts.reactivate.action)
      await expectAccessible(page)
      await page.keyboard.press('Escape')

      await choose(m.action.delete)
      const typed = page.getByRole('textbox', { name: m.serviceAccounts.delete.confirm(account.name) })
      await expect(typed).toBeVisible()
      await expectAccessible(page)
      await api.deleteAccount(account.id)
      await typed.fill(account.name)
      await page.getByRole('dialog').getByRole('button', { name: m.action.delete }).click()
      await expect(page.getByRole('alertdialog', { name: m.serviceAccounts.alreadyGone })).toBeVisible()
      await expectAccessible(page)
    })
  })
}
