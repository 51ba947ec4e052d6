import type { Locator, Page } from '@playwright/test'

import { expect, test } from './fixtures.ts'
import { openAccount } from './flows.ts'

/** Presses Tab until this element has the focus. */
const tabTo = async (page: Page, target: Locator) => {
  await expect(target).toBeVisible()
  for (let steps = 0; steps < 60; steps += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`${String(target)} is out of reach of Tab`)
}

/** Moves through the table to a cell and into its control. */
const enterCell = async (page: Page, control: Locator) => {
  await expect(control).toBeVisible()
  const isIn = (role: string) =>
    control.evaluate((element, ofRole) => element.closest(ofRole)?.contains(document.activeElement) === true, role)
  for (let steps = 0; steps < 60 && !(await isIn('[role=grid] [role=rowgroup]:last-of-type')); steps += 1) {
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('ControlOrMeta+Home')
  for (let steps = 0; steps < 60 && !(await isIn('[role=row]')); steps += 1) await page.keyboard.press('ArrowDown')
  for (let steps = 0; steps < 20 && !(await isIn('[role=gridcell], [role=rowheader]')); steps += 1) {
    await page.keyboard.press('ArrowRight')
  }
  await page.keyboard.press('Enter')
  await expect(control).toBeFocused()
}

/** The focus is not lost: the body never matches `:focus`. */
const expectFocus = (page: Page) => expect(page.locator(':focus')).toHaveCount(1)

/** Tabs to a button, checkbox or link and presses it, once it is enabled: Delete first checks the last use. */
const press = async (page: Page, target: Locator, key: 'Enter' | 'Space' = 'Enter') => {
  await tabTo(page, target)
  await expect(target).toBeEnabled()
  await page.keyboard.press(key)
}

/** Opens the focused menu and selects with the arrow keys. */
const chooseFromMenu = async (page: Page, name: string) => {
  await page.keyboard.press('Enter')
  const item = page.getByRole('menuitem', { name })
  await expect(page.getByRole('menuitem').first()).toBeFocused()
  for (let steps = 0; steps < 10; steps += 1) {
    if (await item.evaluate((element) => element === document.activeElement)) break
    await page.keyboard.press('ArrowDown')
  }
  await expect(item).toBeFocused()
  await page.keyboard.press('Enter')
}

for (const parent of ['body', 'html'] as const) {
  test(`a password manager's popup at the end of ${parent} can be typed into over a dialog`, async ({ page, api }) => {
    const account = await api.createAccount()
    await openAccount(page, account)
    await page.getByRole('button', { name: 'Create API key' }).click()
    const form = page.getByRole('dialog', { name: 'Create API key' })
    await expect(form).toBeVisible()
    await page.evaluate((name) => {
      const popup = document.createElement('password-manager')
      popup.style.cssText = 'position: fixed; inset: 0 0 auto auto; z-index: 2147483647'
      popup.attachShadow({ mode: 'open' }).innerHTML = '<input aria-label="Find a login" />'
      document.querySelector(name)?.append(popup)
    }, parent)
    const field = page.getByRole('textbox', { name: 'Find a login' })
    await field.click()
    await page.keyboard.type('mailer')
    await expect(field).toHaveValue('mailer')
    await expect(field).toBeFocused()

    // The page below the dialog is still unreachable.
    await page.getByRole('link', { name: 'Keyrack', includeHidden: true }).evaluate((link) => link.focus())
    await page.keyboard.press('Tab')
    await expect(form.locator(':focus')).toHaveCount(1)
  })
}

test('a key is created, saved, edited, rotated and deleted by keyboard', async ({ page, api }) => {
  test.setTimeout(180_000)
  const account = await api.createAccount()
  await page.goto(`/folders/${account.folderId}/service-accounts`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()

  // The list says how many are left, and links to the account.
  await tabTo(page, page.getByRole('searchbox'))
  await page.keyboard.type(account.name)
  await expect(page.getByRole('status').filter({ hasText: /^1 of [\d,]+ rows$/ })).toBeAttached()
  await enterCell(page, page.getByRole('link', { name: account.name }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: account.name })).toBeFocused()

  await press(page, page.getByRole('button', { name: 'Create API key' }))
  const form = page.getByRole('dialog', { name: 'Create API key' })
  await expect(form).toBeVisible()
  await tabTo(page, form.getByRole('textbox', { name: 'Description' }))
  await page.keyboard.type('for the mailer')
  await tabTo(page, form.getByRole('combobox', { name: 'Scope' }))
  await page.keyboard.type('e-mail')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(form.getByText(/^1 of \d+ selected$/)).toBeVisible()
  await page.keyboard.press('Escape')
  await tabTo(page, form.getByRole('combobox', { name: 'Expires at' }))
  await page.keyboard.press('Enter')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await expect(form.getByRole('combobox', { name: 'Expires at' })).toHaveText('60 days')
  await press(page, form.getByRole('button', { name: 'Create', exact: true }))

  const secret = page.getByRole('dialog', { name: 'Save your API key' })
  await expect(secret.getByRole('heading', { name: 'Save your API key' })).toBeFocused()
  await expect(secret.getByRole('status')).toHaveText('The API key was created. Save its secret now.')
  await press(page, secret.getByRole('button', { name: 'Show secret key' }))
  await expect(secret.getByRole('textbox', { name: 'Secret key' })).toHaveValue(/^AQVN/)
  await expect(secret.getByRole('button', { name: 'Hide secret key' })).toBeFocused()
  await press(page, secret.getByRole('button', { name: 'Copy secret key' }))
  await expect(secret.getByRole('status')).toHaveText('Secret key copied')
  await press(page, secret.getByRole('checkbox', { name: 'I have saved the secret key' }), 'Space')
  await press(page, secret.getByRole('button', { name: 'Done' }))
  await expect(secret).toBeHidden()
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
  const [created] = await api.listKeys(account.id)
  const mask = created?.maskedSecret ?? ''
  expect(created).toMatchObject({ description: 'for the mailer', scopes: ['yc.postbox.send'] })

  const menu = page.getByRole('button', { name: `Actions for ${mask}` })
  await enterCell(page, menu)
  await chooseFromMenu(page, 'Edit')
  const edit = page.getByRole('dialog', { name: 'Edit API key' })
  await tabTo(page, edit.getByRole('textbox', { name: 'Description' }))
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('for the new mailer')
  await press(page, edit.getByRole('button', { name: 'Save' }))
  await expect(edit).toBeHidden()
  await expect(menu).toBeFocused()
  await expect(page.getByRole('status').filter({ hasText: `API key ${mask} saved` })).toBeAttached()

  await chooseFromMenu(page, 'Rotate')
  await press(page, page.getByRole('dialog').getByRole('button', { name: 'Create the new key' }))
  await expect(secret.getByRole('heading', { name: 'Save your API key' })).toBeFocused()
  await press(page, secret.getByRole('checkbox', { name: 'I have saved the secret key' }), 'Space')
  await press(page, secret.getByRole('button', { name: 'Done' }))
  const card = page.getByRole('region', { name: 'Key rotation in progress' })
  await expect(card).toBeVisible()
  await expectFocus(page)
  await press(page, card.getByRole('button', { name: 'Delete the old key' }))
  const remove = page.getByRole('dialog', { name: 'Delete API key?' })
  await press(page, remove.getByRole('button', { name: 'Delete' }))
  await expect(card.getByText('The rotation is complete.')).toBeVisible()
  await expectFocus(page)
  await press(page, card.getByRole('button', { name: 'Dismiss' }))
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()

  const [left] = await api.listKeys(account.id)
  await enterCell(page, page.getByRole('button', { name: `Actions for ${left?.maskedSecret}` }))
  await chooseFromMenu(page, 'Delete')
  await press(page, remove.getByRole('button', { name: 'Delete' }))
  await expect(page.getByText('No API keys yet')).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
  await expect(page.getByRole('status').filter({ hasText: `API key ${left?.maskedSecret} deleted` })).toBeAttached()
})

test('Escape closes dialogs and restores the focus, and a failed copy is announced', async ({ page, api }) => {
  const account = await api.createAccount()
  const { apiKey } = await api.createKey(account.id, { scopes: ['yc.postbox.send'] })
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('combobox', { name: 'Search and commands' })).toBeFocused()
  await page.keyboard.type(account.id)
  await expect(page.getByRole('dialog').getByRole('status')).toHaveText('1 result')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: account.name })).toBeFocused()

  const menu = page.getByRole('button', { name: `Actions for ${apiKey.maskedSecret}` })
  await enterCell(page, menu)
  for (const action of ['Edit', 'Rotate', 'Duplicate', 'Show as code', 'Delete']) {
    await chooseFromMenu(page, action)
    await expect(page.getByRole('dialog')).toBeVisible()
    await expectFocus(page)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
    await expect(menu).toBeFocused()
  }

  await chooseFromMenu(page, 'Duplicate')
  await press(page, page.getByRole('dialog').getByRole('button', { name: 'Create', exact: true }))
  const secret = page.getByRole('dialog', { name: 'Save your API key' })
  await expect(secret.getByRole('heading', { name: 'Save your API key' })).toBeFocused()
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('denied', 'NotAllowedError'))
  })
  await press(page, secret.getByRole('button', { name: 'Copy key ID' }))
  await expect(secret.getByRole('status')).toHaveText('The browser blocked copying')
  await press(page, secret.getByRole('button', { name: 'Copy secret key' }))
  // The alert is announced and the secret is selected.
  await expect(secret.getByRole('alert').filter({ hasText: 'The browser blocked copying.' })).toBeVisible()
  await expect(secret.getByRole('textbox', { name: 'Secret key' })).toBeFocused()

  // Leaving asks, and Escape stays.
  await page.keyboard.press('Escape')
  const question = page.getByRole('alertdialog')
  await expect(question).toBeVisible()
  await expectFocus(page)
  await page.keyboard.press('Escape')
  await expect(question).toBeHidden()
  await expect(secret).toBeVisible()
  await expectFocus(page)
})
