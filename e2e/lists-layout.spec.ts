import type { Page } from '@playwright/test'

import { updateServiceAccountAccessBindings } from '#contract/access.ts'
import { cutTexts } from './cut.ts'
import { expect, test } from './fixtures.ts'
import { openAccount, row } from './flows.ts'
import { languages } from './languages.ts'

const headersOf = (page: Page) => page.getByRole('columnheader').filter({ hasText: /\S/ })

/** No column is cut off, and nothing is wider than the window. */
const expectWholeColumns = async (page: Page) => {
  const list = await page.getByRole('grid').boundingBox()
  const right = (list?.x ?? 0) + (list?.width ?? 0)
  for (const header of await headersOf(page).all()) {
    const box = await header.boundingBox()
    expect((box?.x ?? 0) + (box?.width ?? 0), String(await header.textContent())).toBeLessThanOrEqual(right)
    expect(await header.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBeLessThanOrEqual(0)
  }
  const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement)
  expect(scrollWidth).toBe(clientWidth)
}

for (const { locale, language } of languages) {
  test.describe(`in ${language}`, () => {
    test.use({ locale, viewport: { width: 1280, height: 800 } })

    test('every list shows all of its default columns at 1280 px', async ({ page, api }) => {
      const robot = await api.demoAccount('billing-robot')
      const home = `/folders/${robot.folderId}/service-accounts`
      const lists = { '': 6, [`/${robot.id}`]: 6, [`/${robot.id}/operations`]: 5, [`/${robot.id}/access`]: 4 }
      for (const [path, count] of Object.entries(lists)) {
        await page.goto(home + path)
        await expect(page.getByRole('rowheader').first()).toBeVisible()
        await expect(headersOf(page)).toHaveCount(count)
        await expectWholeColumns(page)
      }
    })

    test('nothing in a list is cut that two lines have room for', async ({ page, api }) => {
      const account = await api.createAccount(`two-lines-${crypto.randomUUID().slice(0, 8)}`)
      const day = 24 * 60 * 60 * 1000
      const expiresAt = new Date(Date.now() + 460 * day).toISOString()
      const long = [
        'yc.serverless.functions.invoke',
        'yc.cloud-registry.artifacts.manage',
        'yc.ai.speechkitStt.execute',
      ]
      await api.createKey(account.id, { description: 'for the mailer', scopes: long, expiresAt })
      await api.createKey(account.id, { scopes: ['yc.ai.imageGeneration.execute'] })
      await api.createKey(account.id, { scopes: ['yc.postbox.send', 'yc.logging.write', 'yc.monitoring.read'] })
      const soon = new Date(Date.now() + 12.5 * day).toISOString()
      await api.createKey(account.id, { scopes: ['yc.monium.metrics.write', 'yc.logging.write'], expiresAt: soon })
      const subject = { id: 'allAuthenticatedUsers', type: 'system' }
      const accessBinding = { roleId: 'iam.serviceAccounts.keyAdmin', subject }
      await api.call(updateServiceAccountAccessBindings, {
        params: { resourceId: account.id },
        body: { accessBindingDeltas: [{ action: 'ADD', accessBinding }] },
      })
      const list = `/folders/${account.folderId}/service-accounts`
      const keys = `/folders/${account.folderId}/api-keys?q=${account.name}`
      const tabs = ['', '/operations', '/access'].map((tab) => `${list}/${account.id}${tab}`)
      for (const path of [`${list}?q=${account.name}`, keys, ...tabs]) {
        await page.goto(path)
        await expect(page.getByRole('rowheader').first()).toBeVisible()
        for (const width of [1440, 1280, 768, 360, 320]) {
          await page.setViewportSize({ width, height: 800 })
          await expect.poll(() => cutTexts(page.getByRole('grid')), `${path} at ${width} px`).toEqual([])
        }
      }
    })
  })
}

test('in a narrower window columns move to the details, the least important first', async ({ page, api }) => {
  const account = await api.createAccount()
  const { apiKey } = await api.createKey(account.id, { description: 'for the mailer', scopes: ['yc.postbox.send'] })
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.goto(`/folders/${account.folderId}/service-accounts?q=${account.name}`)
  await page.getByRole('link', { name: account.name }).click()
  await expect(headersOf(page)).toHaveText([
    'Masked key',
    'Description',
    'Scope',
    'Status',
    'Last used at',
    'Expires at',
  ])
  await page.setViewportSize({ width: 1100, height: 800 })
  await expect(headersOf(page)).toHaveText(['Masked key', 'Description', 'Status', 'Last used at', 'Expires at'])
  await expectWholeColumns(page)
  await page.setViewportSize({ width: 768, height: 800 })
  await expect(headersOf(page)).toHaveText(['Masked key', 'Description', 'Status', 'Expires at'])
  await expectWholeColumns(page)

  await page.getByRole('gridcell', { name: 'for the mailer' }).click()
  const details = page.getByRole('dialog', { name: `Details of ${apiKey.maskedSecret}` })
  await expect(details.getByRole('definition').filter({ hasText: 'yc.postbox.send' })).toContainText('Send e-mail')
  await expect(details.getByRole('definition').filter({ hasText: apiKey.id })).toBeVisible()
  await expect(details.getByRole('time')).toContainText('UTC')
  await page.goBack()
  await expect(details).toBeHidden()
  await expect(page.getByRole('heading', { level: 1, name: account.name })).toBeVisible()
})

test('a chosen column stays, and others make room for it', async ({ page, api }) => {
  const account = await api.createAccount()
  await api.createKey(account.id)
  await page.setViewportSize({ width: 1280, height: 800 })
  await openAccount(page, account)
  await page.getByRole('button', { name: 'Columns and rows' }).click()
  await page.getByRole('checkbox', { name: 'Key ID' }).check()
  await page.keyboard.press('Escape')
  await expect(headersOf(page)).toHaveText([
    'Masked key',
    'Description',
    'Status',
    'Last used at',
    'Expires at',
    'Key ID',
  ])
  await expectWholeColumns(page)
})

test('exact times are chosen for all lists, and remembered', async ({ page, api }) => {
  const account = await api.createAccount()
  const expiresAt = new Date(Date.now() + 30 * 24 * 60 * 60 * 1000).toISOString()
  const { apiKey } = await api.createKey(account.id, { expiresAt })
  await openAccount(page, account)
  const expires = row(page, apiKey.maskedSecret).getByRole('time')
  await expect(expires).toHaveText('in 30 days')
  await page.getByRole('button', { name: 'Columns and rows' }).click()
  await page.getByRole('checkbox', { name: 'Exact dates and times' }).check()
  await page.keyboard.press('Escape')
  await expect(expires).toHaveText(/^\w{3} \d{1,2}, \d{4}, \d{2}:\d{2}$/)
  await page.getByRole('tab', { name: 'Operations' }).click()
  await expect(row(page, 'Create API key').getByRole('time')).toHaveText(/\d{2}:\d{2}$/)
  await page.reload()
  await expect(row(page, 'Create API key').getByRole('time')).toHaveText(/\d{2}:\d{2}$/)
})

test.describe('below 600 px', () => {
  test.use({ viewport: { width: 360, height: 740 } })

  test('rows are cards of one height, sorted by a control above them', async ({ page, api }) => {
    const account = await api.createAccount()
    await api.createKey(account.id, { description: 'beta', scopes: ['yc.postbox.send', 'yc.logging.write'] })
    await api.createKey(account.id, { description: 'a'.repeat(200) })
    await openAccount(page, account)
    const cards = page.getByRole('row').filter({ has: page.getByRole('rowheader') })
    await expect(cards).toHaveCount(2)
    const heights = await cards.evaluateAll((all) => all.map((card) => card.getBoundingClientRect().height))
    expect(new Set(heights).size).toBe(1)
    await expect(cards.filter({ hasText: 'beta' })).toContainText(/Active.*Last used at.*Never used.*Expires at/)

    const sort = page.getByRole('combobox', { name: 'Sort by' })
    await sort.selectOption('Description')
    await expect(cards.first()).toContainText('beta')
    await page.getByRole('button', { name: 'Sort in ascending order' }).click()
    await expect(cards.first()).toContainText('aaa')
    await page.reload()
    await expect(cards.first()).toContainText('aaa')
    await expect(sort).toHaveValue('description')
  })

  test('a card opens its details', async ({ page, api }) => {
    const account = await api.createAccount()
    const { apiKey } = await api.createKey(account.id, { description: 'for the mailer' })
    await openAccount(page, account)
    await page.getByRole('gridcell', { name: 'for the mailer' }).click()
    const details = page.getByRole('dialog', { name: `Details of ${apiKey.maskedSecret}` })
    await expect(details).toBeInViewport({ ratio: 1 })
    await details.getByRole('button', { name: 'Close details' }).click()
    await expect(details).toBeHidden()
  })
})
