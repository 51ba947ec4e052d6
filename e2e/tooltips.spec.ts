import type { Page } from '@playwright/test'

import { expect, test } from './fixtures.ts'
import { createKey, openAccount } from './flows.ts'

const expiresAt = '2099-01-01T00:00:00Z'
const tooltip = (page: Page) => page.getByRole('tooltip')

test('a tooltip goes when the row it is about scrolls away', async ({ page, api }) => {
  const account = await api.createAccount()
  for (let n = 0; n < 12; n += 1) await api.createKey(account.id, { expiresAt })
  await page.setViewportSize({ width: 1280, height: 420 })
  await openAccount(page, account)
  await page.keyboard.press('Shift')
  await page.getByRole('row').nth(1).getByRole('button', { name: 'Actions for' }).focus()
  await expect(tooltip(page)).toContainText('Actions for')
  await page.evaluate(() => window.scrollTo(0, 2000))
  await expect(tooltip(page)).toBeHidden()
})

test('a tooltip follows the new name of its button', async ({ page, api }) => {
  const account = await api.createAccount()
  await openAccount(page, account)
  const dialog = await createKey(page)
  await dialog.getByRole('button', { name: 'Show secret key' }).hover()
  await expect(tooltip(page)).toHaveText('Show secret key')
  await page.mouse.down()
  await page.mouse.up()
  await expect(tooltip(page)).toHaveText('Hide secret key')
})

test('a tooltip stays while the pointer is on it', async ({ page, api }) => {
  const account = await api.createAccount()
  await api.createKey(account.id, { expiresAt })
  await page.clock.install()
  await openAccount(page, account)
  await page.getByRole('row').nth(1).getByRole('time').hover()
  await tooltip(page).hover()
  await page.clock.fastForward(1000)
  await expect(tooltip(page)).toContainText('UTC')
})

test.describe('with a finger', () => {
  test.use({ hasTouch: true })

  test('a long touch shows a tooltip and presses nothing, and a touch that scrolls does neither', async ({
    page,
    api,
  }) => {
    const account = await api.createAccount()
    for (let n = 0; n < 12; n += 1) await api.createKey(account.id, { expiresAt })
    await page.clock.install()
    await page.setViewportSize({ width: 1280, height: 420 })
    await openAccount(page, account)
    const time = page.getByRole('row').nth(3).getByRole('time')
    await time.scrollIntoViewIfNeeded()
    const box = await time.boundingBox()
    if (box === null) throw new Error('It has no place')
    const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
    const devtools = await page.context().newCDPSession(page)
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', y = at.y) =>
      devtools.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x: at.x, y }] })

    await touch('touchStart')
    await expect(tooltip(page)).toContainText('UTC')
    await touch('touchEnd')
    await page.clock.fastForward(1000)
    await expect(tooltip(page)).toBeVisible()
    await page.clock.fastForward(1000)
    await expect(tooltip(page)).toBeHidden()
    await expect(page.getByRole('dialog')).toBeHidden()

    const scrolled = page.evaluate(
      () => new Promise((resolve) => document.addEventListener('pointercancel', resolve, { once: true })),
    )
    await touch('touchStart')
    for (let y = at.y; y > at.y - 100; y -= 10) await touch('touchMove', y)
    await scrolled
    await page.clock.fastForward(1000)
    await expect(tooltip(page)).toBeHidden()
    await touch('touchEnd')
  })
})
