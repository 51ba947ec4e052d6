import type { Locator, Page } from '@playwright/test'

import { cutTexts } from './cut.ts'
import { expect, test } from './fixtures.ts'
import { openAccount } from './flows.ts'
import { languages, textLike } from './languages.ts'

const width = 320

/** Nothing is wider than the window, and every action is within it. */
const expectFitting = async (page: Page) => {
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
  expect(await cutTexts(page.locator('body'))).toEqual([])
  const dialogs = page.getByRole('dialog').or(page.getByRole('alertdialog'))
  const bar = page.getByRole('banner').getByRole('button')
  // A dialog hides the page below.
  const buttons = (await dialogs.count()) > 0 ? dialogs.last().getByRole('button') : bar
  for (const button of await buttons.all()) {
    const box = await button.boundingBox()
    expect(box?.x, String(button)).toBeGreaterThanOrEqual(0)
    expect((box?.x ?? 0) + (box?.width ?? 0), String(button)).toBeLessThanOrEqual(width)
  }
}

/** The focused element is not covered by anything floating (WCAG 2.2, 2.4.11). */
const expectNotCovered = async (target: Locator) => {
  await expect(target).toBeFocused()
  const covered = await target.evaluate((element) => {
    const { left, top, width: w, height } = element.getBoundingClientRect()
    const there = document.elementFromPoint(left + w / 2, top + height / 2)
    return there === null || !element.contains(there)
  })
  expect(covered, String(target)).toBe(false)
}

// The width of 640 px at 200 % zoom, and of 1280 px at 400 % (WCAG 2.2, 1.4.10).
test.use({ viewport: { width, height: 640 } })

for (const { locale, language, m } of languages) {
  test.describe(`320 px are enough in ${language}:`, () => {
    test.use({ locale })

    test('pages, tabs, panels and the search', async ({ page, api }) => {
      const account = await api.createAccount()
      const { apiKey } = await api.createKey(account.id, { scopes: ['yc.postbox.send', 'yc.logging.write'] })
      await page.goto(`/folders/${account.folderId}/service-accounts?q=${account.name}`)
      await expect(page.getByRole('row').nth(1)).toBeVisible()
      await expectFitting(page)
      await expect(page.getByRole('banner').getByRole('button', { name: textLike(m.folder.current) })).toBeInViewport({
        ratio: 1,
      })
      await expect(page.getByRole('banner').getByRole('button', { name: m.palette.open })).toBeInViewport({ ratio: 1 })
      await expect(page.getByRole('banner').getByRole('button', { name: textLike(m.session.menu) })).toBeInViewport({
        ratio: 1,
      })
      await page.getByRole('button', { name: m.app.openNavigation }).click()
      await expect(page.getByRole('button', { name: m.language })).toBeInViewport({ ratio: 1 })
      await page.keyboard.press('Escape')
      for (const name of [m.list.filters, m.list.viewOptions]) {
        await page.getByRole('button', { name, exact: true }).click()
        await expect(page.getByRole('dialog', { name })).toBeInViewport({ ratio: 1 })
        await expectFitting(page)
        await page.keyboard.press('Escape')
      }
      await page.keyboard.press('ControlOrMeta+k')
      await expect(page.getByRole('combobox')).toHaveAttribute('placeholder', m.palette.title)
      await page.keyboard.type(account.name)
      await expect(page.getByRole('option')).toHaveCount(1)
      await expectFitting(page)
      await page.keyboard.press('Enter')
      await expect(page.getByRole('heading', { level: 1, name: account.name })).toBeVisible()
      for (const name of [m.operations.title, m.access.title]) {
        await page.getByRole('tab', { name }).click()
        await expect(page.getByRole('tab', { name })).toHaveAttribute('aria-selected', 'true')
        await expectFitting(page)
      }
      await page.getByRole('button', { name: m.access.assign.action }).click()
      await expect(page.getByRole('dialog', { name: m.access.assign.action })).toBeVisible()
      await expectFitting(page)
      await page.goto(`/folders/${account.folderId}/api-keys?q=${account.name}`)
      await expect(page.getByRole('rowheader', { name: apiKey.maskedSecret })).toBeVisible()
      await page.getByRole('button', { name: m.inventory.charts }).click()
      await expect(page.getByRole('toolbar', { name: m.inventory.expiries })).toBeVisible()
      await expectFitting(page)
      await openAccount(page, account)
      await page.getByRole('checkbox', { name: m.list.selectAll }).check()
      await expect(page.getByRole('checkbox', { name: apiKey.maskedSecret })).toBeChecked()
      await expect(page.getByRole('button', { name: m.list.clearSelection })).toBeInViewport({ ratio: 1 })
      await expectFitting(page)
      const card = page.getByRole('rowheader', { name: apiKey.maskedSecret })
      while (!(await card.evaluate((element) => element === document.activeElement))) await page.keyboard.press('Tab')
      await expectNotCovered(card)
      await page.keyboard.press('Home')
      await page.keyboard.press('Enter')
      await expectNotCovered(page.getByRole('checkbox', { name: apiKey.maskedSecret }))
    })

    test('what to type before a key in use is deleted', async ({ page, api }) => {
      const robot = await api.demoAccount('billing-robot')
      const used = (await api.listKeys(robot.id)).find(({ description }) => description === 'Expires soon')
      await openAccount(page, robot)
      await page.getByRole('button', { name: m.list.actions(used?.maskedSecret ?? '') }).click()
      await page.getByRole('menuitem', { name: m.action.delete }).click()
      await expect(page.getByText(textLike(m.apiKeys.delete.usedRecently))).toBeVisible()
      await expectFitting(page)
    })

    test('a key, from its form to its rotation card', async ({ page, api }) => {
      const account = await api.createAccount()
      const home = `/folders/${account.folderId}/service-accounts/${account.id}`
      await page.goto(`${home}?create=1&description=mail&scopes=yc.postbox.send,yc.logging.write&expiresIn=30d`)
      await expect(page.getByText(m.apiKeys.link.note)).toBeVisible()
      await page.getByRole('button', { name: m.code.title }).click()
      await expect(page.getByRole('region').filter({ hasText: 'yc.postbox.send' })).toBeVisible()
      await expectFitting(page)
      await expect(page.getByRole('button', { name: m.action.create, exact: true })).toBeInViewport({ ratio: 1 })
      await page.getByRole('button', { name: m.action.create, exact: true }).click()

      const secret = page.getByRole('dialog', { name: m.apiKeys.secret.title })
      await secret.getByRole('button', { name: m.apiKeys.secret.show }).click()
      await expectFitting(page)
      await expect(secret.getByRole('button', { name: m.action.done })).toBeInViewport({ ratio: 1 })
      await secret.getByRole('button', { name: m.action.done }).click()
      await expectFitting(page)
      await page.getByRole('button', { name: m.apiKeys.secret.leaveAnyway }).click()

      const [key] = await api.listKeys(account.id)
      const choose = async (action: string) => {
        await page.getByRole('button', { name: m.list.actions(key?.maskedSecret ?? '') }).click()
        await page.getByRole('menuitem', { name: action }).click()
        await expect(page.getByRole('dialog')).toBeVisible()
      }
      await choose(m.action.edit)
      await expectFitting(page)
      await expect(page.getByRole('button', { name: m.action.save })).toBeInViewport({ ratio: 1 })
      await page.keyboard.press('Escape')
      await choose(m.action.delete)
      await expectFitting(page)
      await page.keyboard.press('Escape')
      await choose(m.apiKeys.rotate.action)
      await expectFitting(page)
      await page.getByRole('button', { name: m.apiKeys.rotate.submit }).click()
      await secret.getByRole('checkbox', { name: m.apiKeys.secret.saved }).check()
      await secret.getByRole('button', { name: m.action.done }).click()
      const card = page.getByRole('region', { name: m.apiKeys.rotate.card })
      await expect(card).toBeVisible()
      await expectFitting(page)
      for (const button of await card.getByRole('button').all()) {
        await button.scrollIntoViewIfNeeded()
        await expect(button).toBeInViewport({ ratio: 1 })
      }
    })
  })
}

test('with reduced motion nothing moves when a dialog opens', async ({ page }) => {
  const longest = () =>
    page.evaluate(() => {
      const durations = document.getAnimations().map((animation) => animation.effect?.getComputedTiming().duration)
      return Math.max(0, ...durations.map(Number))
    })
  await page.goto('/')
  await page.getByRole('button', { name: 'Create service account' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  expect(await longest()).toBeLessThanOrEqual(1)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Open navigation' }).click()
  expect(await longest()).toBeLessThanOrEqual(1)
})
