import { expect, expectAccessible, test } from './fixtures.ts'
import { createKey, finish, openAccount, revealSecret } from './flows.ts'

test('the folder is switched by name or id, and remembered', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('button', { name: /^Folder .+ in cloud / }).click()
  await page.getByRole('combobox', { name: 'Search by name or ID' }).fill('experi')
  await page.getByRole('option', { name: /experiments/ }).click()
  const current = page.getByRole('button', { name: 'Folder experiments in cloud acme-lab' })
  await expect(current).toBeVisible()
  await expect(page.getByRole('link', { name: 'key-hoarder' })).toBeVisible()
  await page.goto('/')
  await expect(current).toBeVisible()

  await current.click()
  await page.getByRole('combobox', { name: 'Search by name or ID' }).fill('b1gdemofolder00000002')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Folder staging in cloud acme' })).toBeVisible()
})

test('the chosen colour scheme survives a reload and applies before the first paint', async ({ page }) => {
  const scheme = () => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)
  await page.goto('/')
  await page.getByRole('button', { name: 'Colour scheme' }).click()
  await page.getByRole('menuitemradio', { name: 'Dark' }).click()
  await expect.poll(scheme).toBe('dark')
  const frame = page.locator('meta[name=theme-color]')
  await expect(frame).toHaveAttribute('content', '#14161a')
  // The first frame appears once render-blocking resources are loaded.
  await page.addInitScript(() => {
    requestAnimationFrame(() => {
      const { backgroundColor, colorScheme } = getComputedStyle(document.documentElement)
      Object.assign(window, { first: { backgroundColor, colorScheme } })
    })
  })
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  const drawn = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const first = await page.evaluate(() => ('first' in window ? window.first : undefined))
  expect(first).toEqual({ backgroundColor: drawn, colorScheme: 'dark' })
  expect(drawn).not.toBe('rgb(255, 255, 255)')
  await expect.poll(scheme).toBe('dark')
  await expect(frame).toHaveAttribute('content', '#14161a')
  await page.getByRole('button', { name: 'Colour scheme' }).click()
  await page.getByRole('menuitemradio', { name: 'Light' }).click()
  await expect.poll(scheme).toBe('light')
  await expect(frame).toHaveAttribute('content', '#ffffff')
})

test('the console ignores invalid values that another application stored under its keys', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.evaluate(() => {
    const keys = ['folder', 'language', 'list.service-accounts', 'recent', 'rotations', 'tool'].map(
      (name) => `keyrack.${name}`,
    )
    for (const key of [...keys, 'mui-mode', 'mui-color-scheme-light', 'mui-color-scheme-dark']) {
      localStorage.setItem(key, '\ud800')
    }
  })
  await page.goto('/no/such/page')
  await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible()
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('combobox', { name: 'Search and commands' }).fill('Service accounts')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('link', { name: 'billing-robot' })).toBeVisible()
})

test('the skip link is the first Tab stop and leads to the content', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('Tab')
  const skip = page.getByRole('link', { name: 'Skip to content' })
  await expect(skip).toBeFocused()
  await skip.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
})

test('a navigation focuses the heading and sets the title', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('link', { name: 'billing-robot' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'billing-robot' })).toBeFocused()
  await expect(page).toHaveTitle('billing-robot · Keyrack')
  await page.getByRole('main').getByRole('link', { name: 'Service accounts' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Service accounts' })).toBeFocused()
})

test('an unknown address leads to the service accounts', async ({ page }) => {
  await page.goto('/no/such/page')
  await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible()
  await page.getByRole('link', { name: 'Go to service accounts' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Service accounts' })).toBeVisible()
})

test.describe('in a narrow window', () => {
  test.use({ viewport: { width: 320, height: 640 } })

  test('the navigation is a drawer and nothing scrolls sideways', async ({ page }) => {
    await page.goto('/')
    await expect(page.getByRole('grid')).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
    await page.getByRole('button', { name: 'Open navigation' }).click()
    await page.getByRole('navigation').getByRole('link', { name: 'Service accounts' }).click()
    await expect(page.getByRole('navigation')).toBeHidden()

    await page.getByRole('link', { name: 'billing-robot' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'billing-robot' })).toBeVisible()
    await page.getByRole('button', { name: 'Open navigation' }).click()
    await expect(page.getByRole('navigation').getByRole('link', { name: 'Service accounts' })).toBeVisible()
    await page.goBack()
    await expect(page.getByRole('navigation')).toBeHidden()
    await expect(page.getByRole('heading', { level: 1, name: 'billing-robot' })).toBeVisible()
  })
})

test('a list keeps working when the browser wrongly reports being offline', async ({ page, api }) => {
  const account = await api.createAccount()
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.evaluate(() => window.dispatchEvent(new Event('offline')))
  await page.goto(`/folders/${account.folderId}/service-accounts?q=${account.name}`)
  await page.evaluate(() => window.dispatchEvent(new Event('offline')))
  await page.getByRole('link', { name: account.name }).click()
  await expect(page.getByText('No API keys yet')).toBeVisible()
})

test('a secret that is shown survives the deletion of its account by somebody else', async ({ page, api }) => {
  const account = await api.createAccount()
  await openAccount(page, account)
  const dialog = await createKey(page)
  const secret = await revealSecret(dialog)
  await api.deleteAccount(account.id)

  // The console refreshes when the tab gets the focus again after a minute.
  await page.clock.setFixedTime(Date.now() + 60_000)
  await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')))
  await expect(page.getByText('This service account has been deleted.')).toBeVisible()
  await expect(dialog.getByRole('textbox', { name: 'Secret key' })).toHaveValue(secret)
  await finish(dialog)
  await expect(page.getByRole('heading', { level: 1, name: account.name })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Create API key' })).toBeHidden()
})

test('code that fails to load is reported, and nothing open is lost', async ({ page, api, consoleGuard }) => {
  consoleGuard.allow(/Failed to load resource|dynamically imported module/)
  const account = await api.createAccount()
  await page.goto(`/folders/${account.folderId}/service-accounts?q=${account.name}`)
  const link = page.getByRole('link', { name: account.name })
  await expect(link).toBeVisible()
  await page.context().setOffline(true)
  await link.click()
  await expect(page.getByRole('heading', { name: 'Could not load part of the console' })).toBeFocused()
  await page.context().setOffline(false)
  await page.getByRole('button', { name: 'Reload the page' }).click()
  await page.getByRole('button', { name: 'Create API key' }).click()
  await page.getByRole('textbox', { name: 'Description' }).fill('not lost')

  await page.context().setOffline(true)
  await page.getByRole('button', { name: 'Equivalent code' }).click()
  await expect(page.getByRole('alert')).toContainText('Could not load part of the console')
  await expect(page.getByRole('textbox', { name: 'Description' })).toHaveValue('not lost')
  await page.context().setOffline(false)
  await page.getByRole('alert').getByRole('button', { name: 'Retry' }).click()
  await expect(page.getByRole('tab', { name: 'Terraform' })).toBeVisible()
})

test('a page that crashes keeps its frame and loads again by Retry', async ({ page, api, consoleGuard }) => {
  consoleGuard.allow(/cannot write dates/)
  const account = await api.createAccount()
  await page.goto(`/folders/${account.folderId}/service-accounts?q=${account.name}`)
  const link = page.getByRole('link', { name: account.name })
  await expect(link).toBeVisible()
  // In the frame only the session's end is a date, and not in UTC.
  const breakDates = (at: { path: string; zone?: 'UTC' }) =>
    page.evaluate(({ path, zone }) => {
      const format = Object.getOwnPropertyDescriptor(Intl.DateTimeFormat.prototype, 'format')
      Object.defineProperty(Intl.DateTimeFormat.prototype, 'format', {
        get(this: Intl.DateTimeFormat) {
          const broken = zone === undefined || this.resolvedOptions().timeZone === zone
          if (broken && location.pathname.endsWith(path)) throw new Error('cannot write dates')
          return format?.get?.call(this)
        },
      })
    }, at)
  await breakDates({ path: account.id, zone: 'UTC' })
  await link.click()
  const heading = page.getByRole('heading', { level: 1 })
  await expect(heading).toHaveText('This page could not be displayed')
  await expect(heading).toBeFocused()
  const alert = page.getByRole('alert')
  await expect(alert).toContainText('Something went wrong')
  await expect(alert).toContainText('If the problem persists, tell your administrator what you were doing.')
  // No request was sent, so there is no request id.
  await expect(alert).not.toContainText(/request ID|cannot write dates/i)
  await expectAccessible(page)

  await page.getByRole('navigation').getByRole('link', { name: 'Service accounts' }).click()
  await expect(heading).toHaveText('Service accounts')
  await page.goBack()
  await expect(heading).toHaveText('This page could not be displayed')
  await alert.getByRole('button', { name: 'Retry' }).click()
  await expect(heading).toHaveText(account.name)
  await expect(alert).toBeHidden()

  await breakDates({ path: '/operations' })
  await page.getByRole('tab', { name: 'Operations' }).click()
  await expect(heading).toHaveText('This page could not be displayed')
  await expect(heading).toBeFocused()
  await expect(page.getByRole('navigation')).toBeHidden()
  await alert.getByRole('button', { name: 'Retry' }).click()
  await expect(page.getByRole('tab', { name: 'Operations', selected: true })).toBeVisible()
})
