import { updateServiceAccountAccessBindings } from '#contract/access.ts'
import { expect, expectAccessible, test } from './fixtures.ts'
import { openAccount } from './flows.ts'
import { languages } from './words.ts'

// Each test visits many states, and axe checks each in three colour schemes.
test.describe.configure({ timeout: 300_000 })

for (const { locale, language, words: w } of languages) {
  test.describe(`axe finds nothing in ${language}:`, () => {
    test.use({ locale })

    test.describe('signed out', () => {
      test.use({ signedIn: false })

      test('sign-in', async ({ page }) => {
        await page.getByRole('button', { name: w.signIn }).click()
        await expect(page.getByText(w.tokenRequired)).toBeVisible()
        await expectAccessible(page)
      })
    })

    test('the list of accounts with its menus and panels, and the search', async ({ page, api }) => {
      const account = await api.createAccount()
      await page.goto(`/folders/${account.folderId}/service-accounts?q=${account.name}`)
      await expect(page.getByRole('link', { name: account.name })).toBeVisible()
      for (const name of [
        w.folder,
        w.language,
        w.scheme,
        w.session,
        w.filters,
        w.columns,
        w.actionsFor(account.name),
      ]) {
        await page.getByRole('button', { name, exact: true }).click()
        const opened = page.getByRole('menu').or(page.getByRole('dialog')).or(page.getByRole('listbox'))
        await expect(opened.first()).toBeVisible()
        await expectAccessible(page)
        await page.keyboard.press('Escape')
        await expect(opened).toHaveCount(0)
      }
      await page.getByRole('checkbox', { name: w.selectAll }).check()
      await expect(page.getByRole('button', { name: w.clearSelection })).toBeVisible()
      await expectAccessible(page)

      await page.keyboard.press('ControlOrMeta+k')
      await page.keyboard.type(account.name)
      await expect(page.getByRole('option')).toHaveCount(1)
      await expectAccessible(page)
      await page.keyboard.type('-nobody')
      await expect(page.getByRole('paragraph').filter({ hasText: w.nothingFound })).toBeVisible()
      await expectAccessible(page)
      await page.keyboard.press('Escape')

      await page.setViewportSize({ width: 320, height: 640 })
      await page.goto(`/folders/${account.folderId}/service-accounts?q=${account.name}`)
      await expect(page.getByRole('rowheader', { name: account.name })).toBeVisible()
      await expectAccessible(page)
      await page.getByRole('button', { name: w.openNavigation }).click()
      await expect(page.getByRole('navigation').getByRole('link', { name: w.serviceAccounts })).toBeVisible()
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
      await expect(page.getByText(w.noKeys)).toBeVisible()
      await expectAccessible(page)

      const list = `/folders/${account.folderId}/service-accounts`
      await page.goto(`${list}?q=no-such-account`)
      await expect(page.getByText(w.nothingMatches)).toBeVisible()
      await expectAccessible(page)

      await faults.set([{ endpoint: 'listServiceAccounts', effect: { kind: 'status', code: 'PERMISSION_DENIED' } }])
      await page.reload()
      await expect(page.getByRole('alert')).toContainText(w.forbidden)
      await expectAccessible(page)

      await faults.set([])
      await page.goto(`${list}?q=${account.name}`)
      await expect(page.getByRole('link', { name: account.name })).toBeVisible()
      await faults.set([{ endpoint: 'listServiceAccounts', effect: { kind: 'cut' } }])
      consoleGuard.allow(/ERR_|Failed to fetch|Failed to load/)
      await page.getByRole('button', { name: w.refresh }).click()
      await expect(page.getByRole('alert')).toContainText(w.refreshFailed)
      await context.setOffline(true)
      await expect(page.getByRole('alert')).toContainText(w.offlineHelp)
      await expectAccessible(page)
      await faults.set([{ endpoint: 'listServiceAccounts', effect: { kind: 'status', code: 'UNAUTHENTICATED' } }])
      // The list retries by itself.
      await context.setOffline(false)
      await expect(page.getByRole('dialog', { name: w.sessionEnded })).toBeVisible()
      await expectAccessible(page)

      await faults.set([])
      await page.goto('/no/such/page')
      await expect(page.getByRole('heading', { name: w.pageNotFound })).toBeVisible()
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
      await form.getByRole('textbox', { name: w.name }).fill(`slow-${crypto.randomUUID()}`)
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
      const shortText = page.getByRole('gridcell').filter({ hasText: w.neverUsed })
      await expect(shortText).toHaveCount(2)
      const cut = (cells: Element[]) => cells.map(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
      expect(await shortText.evaluateAll(cut)).toEqual([false, false])
      await expectAccessible(page)
      await page.getByRole('gridcell', { name: 'for the mailer' }).click()
      await expect(page.getByRole('dialog')).toContainText('yc.postbox.send')
      await expectAccessible(page)
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toBeHidden()
      await page.getByRole('tab', { name: w.operations }).click()
      await expect(page.getByRole('row').nth(2)).toBeVisible()
      await expectAccessible(page)
      await page.getByRole('tab', { name: w.access }).click()
      await expect(page.getByText(w.noAccess)).toBeVisible()
      await expectAccessible(page)

      await page.getByRole('button', { name: w.assignRole }).click()
      const dialog = page.getByRole('dialog', { name: w.assignRole })
      await dialog.getByRole('button', { name: w.assign }).click()
      await expect(dialog.getByRole('combobox', { name: w.role })).toHaveAttribute('aria-invalid', 'true')
      await expectAccessible(page)
      await dialog.getByRole('combobox', { name: w.role }).press('ArrowDown')
      await expect(page.getByRole('option').first()).toBeVisible()
      await expectAccessible(page)
      await page.getByRole('option').first().click()
      await dialog.getByRole('button', { name: w.cancel }).click()
      await page.getByRole('button', { name: w.discard }).click()

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
      await page.getByRole('menuitem', { name: w.revoke }).click()
      await expect(page.getByRole('dialog')).toBeVisible()
      await expectAccessible(page)
    })

    test('the dialogs of an account', async ({ page, api }) => {
      const account = await api.createAccount()
      await api.createKey(account.id)
      await page.goto(`/folders/${account.folderId}/service-accounts?q=${account.name}`)
      await page.getByRole('button', { name: w.createAccount }).click()
      await page.getByRole('textbox', { name: w.name }).fill('Wrong')
      await expectAccessible(page)
      await page.keyboard.press('Escape')
      await expect(page.getByRole('alertdialog')).toBeVisible()
      await expectAccessible(page)
      await page.getByRole('button', { name: w.discard }).click()

      const choose = async (action: string) => {
        await page.getByRole('button', { name: w.actionsFor(account.name) }).click()
        await page.getByRole('menuitem', { name: action }).click()
        await expect(page.getByRole('dialog')).toBeVisible()
      }
      await choose(w.edit)
      const dialog = page.getByRole('dialog', { name: w.editAccount })
      await dialog.getByRole('button', { name: w.addLabel }).click()
      await dialog.getByRole('textbox', { name: w.keyOf(1) }).fill('Wrong key')
      await dialog.getByRole('button', { name: w.save }).click()
      await expect(dialog.getByText(w.keyRule)).toBeVisible()
      await expectAccessible(page)
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: w.discard }).click()
      await choose(w.showAsCode)
      await expect(page.getByRole('dialog').getByRole('region')).toBeVisible()
      await expectAccessible(page)
      await page.keyboard.press('Escape')

      await page.getByRole('link', { name: account.name }).click()
      await expect(page.getByRole('heading', { level: 1, name: account.name })).toBeVisible()
      await choose(w.suspend)
      await expectAccessible(page)
      await page.getByRole('dialog').getByRole('button', { name: w.suspend }).click()
      await expect(page.getByText(w.suspended)).toBeVisible()
      await expectAccessible(page)
      await choose(w.reactivate)
      await expectAccessible(page)
      await page.keyboard.press('Escape')

      await choose(w.delete)
      const typed = page.getByRole('textbox', { name: w.typeName(account.name) })
      await expect(typed).toBeVisible()
      await expectAccessible(page)
      await api.deleteAccount(account.id)
      await typed.fill(account.name)
      await page.getByRole('dialog').getByRole('button', { name: w.delete }).click()
      await expect(page.getByRole('alertdialog', { name: w.accountGone })).toBeVisible()
      await expectAccessible(page)
    })
  })
}
