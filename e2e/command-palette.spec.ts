import type { Page } from '@playwright/test'

import { expect, test } from './fixtures.ts'
import { createKey, finish, openAccount, revealSecret, row } from './flows.ts'
import { placesOf } from './places-of.ts'

/** Opens the palette with its shortcut. */
const openPalette = async (page: Page) => {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('ControlOrMeta+k')
  const field = page.getByRole('combobox', { name: 'Search and commands' })
  await expect(field).toBeFocused()
  return field
}

test('an account is found and opened by keyboard, and then listed as recent', async ({ page, api }) => {
  const account = await api.createAccount()
  await page.goto(`/folders/${account.folderId}/service-accounts?q=${account.name}`)
  await page.getByRole('link', { name: account.name }).focus()
  const field = await openPalette(page)
  await page.keyboard.type(account.name)
  await expect(page.getByRole('option')).toHaveAccessibleName(`${account.name} ${account.id}`)
  await expect(page.getByRole('dialog').getByRole('status')).toHaveText('1 result')
  await page.keyboard.press('Escape')
  await expect(field).toBeHidden()
  await expect(page.getByRole('link', { name: account.name })).toBeFocused()

  await openPalette(page)
  await page.keyboard.type(account.id)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: account.name })).toBeFocused()
  await openPalette(page)
  await page.keyboard.type('create api')
  await page.keyboard.press('Enter')
  const form = page.getByRole('dialog', { name: 'Create API key' })
  await expect(form.getByRole('textbox', { name: 'Description' })).toBeFocused()
  // Back closes the palette and stays on the page.
  await page.goBack()
  await expect(form).toBeHidden()
  await openPalette(page)
  await page.goBack()
  await expect(field).toBeHidden()
  await expect(page.getByRole('heading', { level: 1, name: account.name })).toBeVisible()

  // The shortcut also closes it.
  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('group', { name: 'Recent' }).getByRole('option')).toContainText([
    'Create API key',
    account.name,
  ])
  await expect(page.getByRole('option').first()).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('dialog')).toBeHidden()
})

test('a key of an account never opened is found by its id and by the end of its secret', async ({
  page,
  api,
  faults,
}) => {
  const account = await api.createAccount()
  const { apiKey } = await api.createKey(account.id)
  const { apiKey: other } = await api.createKey(account.id)
  // From another folder, where the key is not loaded.
  const { folderId } = await api.demoAccount('key-hoarder', 'experiments')
  await page.goto(`/folders/${folderId}/service-accounts`)
  await openPalette(page)
  await page.keyboard.type(apiKey.id)
  await expect(page.getByRole('option')).toHaveAccessibleName(`${apiKey.maskedSecret} ${account.name} ${apiKey.id}`)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: account.name })).toBeFocused()
  await expect(row(page, apiKey.maskedSecret)).toBeVisible()
  await expect(row(page, other.maskedSecret)).toBeHidden()

  await page.goto(`/folders/${account.folderId}/service-accounts`)
  await faults.set([{ endpoint: 'listApiKeys', effect: { kind: 'status', code: 'PERMISSION_DENIED' } }])
  await openPalette(page)
  await page.keyboard.type(other.maskedSecret)
  await expect(page.getByRole('alert')).toContainText(/Could not load the API keys of \d+ service accounts/)
  await expect(page.getByRole('alert')).toContainText('Request ID')
  await faults.set([])
  await page.getByRole('button', { name: 'Retry' }).click()
  await expect(page.getByRole('option')).toContainText(other.id)
  await page.getByRole('combobox').press('Enter')
  await expect(row(page, other.maskedSecret)).toBeVisible()
})

test('commands run from the palette, which does not open over a form', async ({ page }) => {
  await page.goto('/')
  await openPalette(page)
  await page.keyboard.type('create')
  await page.keyboard.press('Enter')
  const form = page.getByRole('dialog', { name: 'Create service account' })
  await expect(form.getByRole('textbox', { name: 'Name' })).toBeFocused()
  await page.keyboard.type('not-lost')
  await page.keyboard.press('ControlOrMeta+k')
  await expect(form.getByRole('textbox', { name: 'Name' })).toHaveValue('not-lost')
  await expect(page.getByRole('combobox', { name: 'Search and commands' })).toBeHidden()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Discard' }).click()
  await expect(page).not.toHaveURL(/create=/)

  await page.getByRole('button', { name: 'Search', exact: true }).click()
  await page.keyboard.type('folder stag')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Folder staging in cloud acme' })).toBeVisible()
  await openPalette(page)
  await page.keyboard.type('русский')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Сервисные аккаунты' })).toBeVisible()
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('выйти')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Вход в Keyrack' })).toBeVisible()
})

test('only the end of a pasted secret is used, and the secret is not kept', async ({ page, api }) => {
  const account = await api.createAccount()
  await openAccount(page, account)
  const dialog = await createKey(page)
  const secret = await revealSecret(dialog)
  await dialog.getByRole('button', { name: 'Copy secret key' }).click()
  await finish(dialog)

  const sent: string[] = []
  page.on('request', (request) => sent.push(`${request.url()} ${request.postData()}`))
  const field = await openPalette(page)
  await page.keyboard.press('ControlOrMeta+v')
  await expect(field).toHaveValue(`****${secret.slice(-6)}`)
  await expect(page.getByText('Only the last six characters of the secret are used.')).toBeVisible()
  await expect(page.getByRole('option')).toContainText(account.name)
  await page.keyboard.press('ControlOrMeta+z')
  expect(await placesOf(page, secret)).toEqual([])
  await field.fill(secret)
  await expect(field).toHaveValue(`****${secret.slice(-6)}`)
  await page.keyboard.press('Enter')
  await expect(row(page, `****${secret.slice(-6)}`)).toBeVisible()
  expect(await placesOf(page, secret)).toEqual([])
  expect(sent.filter((request) => request.includes(secret))).toEqual([])
})
