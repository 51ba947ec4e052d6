import type { Page } from '@playwright/test'

import { getSession } from '#contract/session.ts'
import { listClouds, listFolders } from '#contract/resource-manager.ts'
import { listServiceAccounts } from '#contract/service-account.ts'
import { expect, test } from './fixtures.ts'

/** Reloads, and returns what the first frame has. */
const firstFrame = async (page: Page) => {
  await page.addInitScript(() => {
    requestAnimationFrame(() => {
      const shown = document.getElementById('first-paint')
      Object.assign(window, {
        firstFrame: {
          words: shown?.innerText.split('\n').filter(Boolean),
          background: shown && getComputedStyle(shown).backgroundColor,
          language: document.documentElement.lang,
          drawn: document.getElementById('root')?.hasChildNodes(),
        },
      })
    })
  })
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  return page.evaluate(() => ('firstFrame' in window ? window.firstFrame : undefined))
}

const light = 'rgb(255, 255, 255)'
const dark = 'rgb(20, 22, 26)'

test('the frame of the list is seen before the console runs', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1, name: 'Service accounts' })).toBeVisible()
  expect(await firstFrame(page)).toEqual({
    words: ['Keyrack', 'Identity and Access Management', 'Service accounts', 'Service accounts'],
    background: light,
    language: 'en',
    drawn: false,
  })
  await expect(page.locator('#first-paint')).toHaveCount(0)
})

test.describe('in a Russian browser that prefers dark', () => {
  test.use({ locale: 'ru-RU', colorScheme: 'dark' })

  test('the first frame is Russian and dark', async ({ page }) => {
    await page.goto('/')
    await expect(page.getByRole('heading', { level: 1, name: 'Сервисные аккаунты' })).toBeVisible()
    expect(await firstFrame(page)).toMatchObject({
      words: ['Keyrack', 'Identity and Access Management', 'Сервисные аккаунты', 'Сервисные аккаунты'],
      background: dark,
      language: 'ru',
    })
  })

  test('the messages are asked for while the other code loads', async ({ page }) => {
    await page.goto('/')
    await expect(page.getByRole('heading', { level: 1, name: 'Сервисные аккаунты' })).toBeVisible()
    const [asked, painted] = await page.evaluate(() => [
      performance.getEntriesByType('resource').find(({ name }) => /\/ru-[^/]+\.js$/.test(name))?.startTime,
      performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
    ])
    expect(asked).toBeLessThan(painted ?? 0)
  })
})

test.describe('signed out', () => {
  test.use({ signedIn: false })

  test('the first frame is the top bar alone', async ({ page }) => {
    await page.goto('/')
    await expect(page.getByLabel('Administrator token')).toBeVisible()
    expect(await firstFrame(page)).toMatchObject({ words: ['Keyrack'], drawn: false })
  })
})

test('the first data is asked for once, while the code loads', async ({ page, api }) => {
  const { folderId, name } = await api.createAccount()
  // On a first visit nothing is asked for before the console runs.
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1, name: 'Service accounts' })).toBeVisible()
  await page.goto(`/folders/${folderId}/service-accounts?q=${name}`)
  await expect(page.getByRole('link', { name })).toBeVisible()
  const requests = () =>
    page.evaluate(() =>
      performance.getEntriesByType('resource').flatMap(({ name: url, startTime }) => {
        const { pathname } = new URL(url)
        return /^\/(iam|keyrack|resource-manager)\//.test(pathname) ? [{ pathname, startTime }] : []
      }),
    )
  // Of folders, one for each cloud.
  const expected = [getSession, listServiceAccounts, listClouds, listFolders, listFolders].map(({ path }) => path)
  await expect
    .poll(async () => (await requests()).map(({ pathname }) => pathname).toSorted())
    .toEqual(expected.toSorted())
  const painted = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime)
  for (const { pathname, startTime } of await requests()) {
    if (pathname !== listFolders.path) expect(startTime, pathname).toBeLessThan(painted ?? 0)
  }
})
