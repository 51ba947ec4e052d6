import type { Page } from '@playwright/test'

import { expect, expectAccessible, test } from './fixtures.ts'
import { chooseScopes, finish, openAccount, revealSecret, secretDialog } from './flows.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** Sets a wrong computer clock for all following pages. */
const setAhead = (page: Page, milliseconds: number) =>
  page.addInitScript((ahead) => {
    const { now } = Date
    Date.now = () => now() + ahead
    globalThis.Date = new Proxy(Date, {
      construct: (target, args) => Reflect.construct(target, args.length === 0 ? [Date.now()] : args) as object,
    })
  }, milliseconds)

const openCreating = async (page: Page) => {
  await page.getByRole('button', { name: 'Create API key' }).click()
  await chooseScopes(page, ['yc.postbox.send'])
}

const lifeOf = ({ createdAt, expiresAt = '' }: { createdAt: string; expiresAt?: string | undefined }) =>
  Date.parse(expiresAt) - Date.parse(createdAt)

for (const ahead of [10 * minute, -10 * minute]) {
  test(`a key with a lost secret is found with a clock ${ahead / minute} minutes ahead`, async ({
    page,
    api,
    faults,
  }) => {
    const account = await api.createAccount()
    await setAhead(page, ahead)
    await openAccount(page, account)
    await faults.set([{ endpoint: 'createApiKey', effect: { kind: 'lost' } }])
    await openCreating(page)
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    const lost = page.getByRole('dialog', { name: 'The secret key did not arrive' })
    await expect(lost.getByText('its secret never reached you')).toBeVisible({ timeout: 15_000 })
    const [made] = await api.listKeys(account.id)
    await expect(lost.getByText(made?.id ?? 'none', { exact: true })).toBeVisible()
  })
}

test('a key used just now asks for confirmation with a clock 8 days ahead', async ({ page, api }) => {
  const account = await api.createAccount()
  const { apiKey, secret } = await api.createKey(account.id)
  await api.useKey(secret)
  await expect.poll(async () => (await api.listKeys(account.id))[0]?.lastUsedAt).toBeDefined()
  await setAhead(page, 8 * day)
  await openAccount(page, account)
  await page.getByRole('button', { name: `Actions for ${apiKey.maskedSecret}` }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete API key?' })
  await expect(dialog.getByRole('textbox', { name: /Type the last six characters/ })).toBeFocused()
})

for (const ahead of [400 * day, -10 * day]) {
  test(`"7 days" are 7 days with a clock ${ahead / day} days ahead`, async ({ page, api }) => {
    const account = await api.createAccount()
    await setAhead(page, ahead)
    await openAccount(page, account)
    await openCreating(page)
    await page.getByRole('combobox', { name: 'Expires at' }).click()
    await page.getByRole('option', { name: '7 days' }).click()
    await expect(page.getByText(/in [67] days/)).toBeVisible()
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await finish(await secretDialog(page))
    const [made] = await api.listKeys(account.id)
    const life = made === undefined ? NaN : lifeOf(made)
    // Calendar days: summer time may take an hour.
    expect(Math.abs(life - 7 * day)).toBeLessThan(hour + minute)
  })
}

test('an overlap of 24 hours is 24 hours with a clock 2 days ahead', async ({ page, api }) => {
  const account = await api.createAccount()
  const { apiKey: old } = await api.createKey(account.id, { scopes: ['yc.postbox.send'] })
  await setAhead(page, 2 * day)
  await openAccount(page, account)
  await page.getByRole('button', { name: `Actions for ${old.maskedSecret}` }).click()
  await page.getByRole('menuitem', { name: 'Rotate' }).click()
  await page.getByRole('button', { name: 'Create the new key' }).click()
  await revealSecret(await secretDialog(page))
  await finish(await secretDialog(page))
  const limited = async () => (await api.listKeys(account.id)).find(({ id }) => id === old.id)?.expiresAt
  await expect.poll(limited).toBeDefined()
  const replacement = (await api.listKeys(account.id)).find(({ id }) => id !== old.id)
  const overlap = Date.parse((await limited()) ?? '') - Date.parse(replacement?.createdAt ?? '')
  expect(Math.abs(overlap - day)).toBeLessThan(minute)
})

test("the calendar of a custom expiry opens at the service's current month", async ({ page, api }) => {
  const account = await api.createAccount()
  await setAhead(page, 400 * day)
  await openAccount(page, account)
  await openCreating(page)
  await page.getByRole('combobox', { name: 'Expires at' }).click()
  await page.getByRole('option', { name: 'Custom date and time' }).click()

  await page.getByRole('button', { name: 'Choose date' }).click()
  const today = await api.createKey(account.id).then(({ apiKey }) => new Date(apiKey.createdAt))
  const month = new Intl.DateTimeFormat('en-US', { month: 'long', year: 'numeric', timeZone: 'Europe/Berlin' })
  await expect(page.getByText(month.format(today), { exact: true })).toBeVisible()
})

test(
  'a clock that is off by more than a minute shows a notice until dismissed',
  { tag: '@mock' },
  async ({ page, api, backEnd }) => {
    const account = await api.createAccount()
    await setAhead(page, -8 * day - minute)
    await openAccount(page, account)
    const notice = page.getByRole('status').filter({ hasText: 'Your computer’s clock is 8 days behind.' })
    // The mock's service runs in the same browser, with the same wrong clock.
    if (backEnd === 'mock') {
      await expect(notice).toBeHidden()
      return
    }
    await expect(notice).toContainText('Keyrack uses the server’s time')
    await expectAccessible(page)
    await notice.getByRole('button', { name: 'Close' }).click()
    await expect(notice).toBeHidden()
    await page.reload()
    await expect(page.getByRole('heading', { level: 1, name: account.name })).toBeVisible()
    await expect(notice).toBeHidden()
  },
)

test('a clock that is off by less than a minute shows no notice', async ({ page, api }) => {
  const account = await api.createAccount()
  await setAhead(page, 50_000)
  await openAccount(page, account)
  await expect(page.getByText('Your computer’s clock')).toBeHidden()
})
