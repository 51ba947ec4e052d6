import type { Locator, Page } from '@playwright/test'

import { createServiceAccount, getServiceAccount, updateServiceAccount } from '#contract/service-account.ts'
import type { Api } from './api.ts'
import { expect, expectAccessible, test } from './fixtures.ts'
import { openAccount, row } from './flows.ts'

const accountWith = async (api: Api, fields: { labels?: Record<string, string>; expiresAt?: string }) => {
  const body = { folderId: await api.folderId(), name: `test-${crypto.randomUUID()}`, ...fields }
  const { metadata } = await api.call(createServiceAccount, { body })
  return { id: String(metadata?.['serviceAccountId']), name: body.name, folderId: body.folderId }
}

const openEdit = async (page: Page, name: string): Promise<Locator> => {
  await page.getByRole('button', { name: `Actions for ${name}` }).click()
  await page.getByRole('menuitem', { name: 'Edit' }).click()
  const dialog = page.getByRole('dialog', { name: 'Edit service account' })
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toBeFocused()
  return dialog
}

const paste = (field: Locator, text: string) =>
  field.evaluate((element, pasted) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', pasted)
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, text)

const describedIn3Scripts = 'Робот 🤖 עברית'

test(
  'a new account takes typed and pasted labels, an expiry, and a description in any script',
  { tag: '@mock' },
  async ({ page, api }) => {
    const name = `robot-${crypto.randomUUID().slice(0, 8)}`
    await page.goto(`/folders/${await api.folderId()}/service-accounts`)
    await page.getByRole('button', { name: 'Create service account' }).click()
    const dialog = page.getByRole('dialog', { name: 'Create service account' })
    await dialog.getByRole('textbox', { name: 'Name' }).fill(name)
    await dialog.getByRole('textbox', { name: 'Description' }).fill(describedIn3Scripts)

    // By keyboard: Enter moves between fields and adds rows.
    await dialog.getByRole('button', { name: 'Add label' }).press('Enter')
    await expect(dialog.getByRole('textbox', { name: 'Key of label 1' })).toBeFocused()
    for (const typed of ['team', 'billing']) {
      await page.keyboard.type(typed)
      await page.keyboard.press('Enter')
    }
    await expect(dialog.getByRole('textbox', { name: 'Key of label 2' })).toBeFocused()
    await paste(dialog.getByRole('textbox', { name: 'Key of label 2' }), 'env="prod"\r\ntier=\n')
    await expect(dialog.getByRole('textbox', { name: 'Key of label 3' })).toHaveValue('tier')
    await dialog.getByRole('combobox', { name: 'Expires at' }).click()
    await page.getByRole('option', { name: '1 year' }).click()
    await expect(dialog.getByText('The account is suspended at this time.')).toBeVisible()
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Create', exact: true }).click()
    await expect(dialog).toBeHidden()

    await row(page, name).getByRole('link', { name }).click()
    await expect(page.getByText(describedIn3Scripts)).toBeVisible()
    // The order depends on the store.
    for (const label of ['team=billing', 'env=prod', 'tier=']) {
      await expect(page.getByRole('definition').filter({ hasText: label })).toBeVisible()
    }
    await expect(page.getByText(/^in (11|12) months$/)).toBeVisible()
  },
)

test(
  'an edit saves the changed fields and keeps changes of other users',
  { tag: ['@gateway', '@mock'] },
  async ({ page, api }) => {
    const account = await accountWith(api, { labels: { team: 'billing' }, expiresAt: '2105-12-31T23:59:59Z' })
    const params = { serviceAccountId: account.id }
    const taken = await api.createAccount()
    await openAccount(page, account)
    const dialog = await openEdit(page, account.name)
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(dialog.getByText('No changes to save.')).toBeVisible()

    await dialog.getByRole('textbox', { name: 'Name' }).fill(taken.name)
    await expect(dialog.getByText('No changes to save.')).toBeHidden()
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(dialog.getByText('A service account with this name already exists in the cloud.')).toBeVisible()
    await expect(dialog.getByRole('textbox', { name: 'Name' })).toBeFocused()

    const body = { updateMask: 'description,labels', description: 'Theirs', labels: { theirs: 'too' } }
    await api.call(updateServiceAccount, { params, body })
    const renamed = `${account.name.slice(0, 40)}-new`
    await dialog.getByRole('textbox', { name: 'Name' }).fill(renamed)
    await dialog.getByRole('combobox', { name: 'Expires at' }).click()
    await page.getByRole('option', { name: 'Never' }).click()
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(dialog).toBeHidden()

    await expect(page.getByRole('heading', { level: 1, name: renamed })).toBeVisible()
    await expect(page.getByText('theirs=too')).toBeVisible()
    const now = await api.call(getServiceAccount, { params })
    expect(now).toMatchObject({ name: renamed, description: 'Theirs', labels: { theirs: 'too' } })
    expect(now.expiresAt).toBeUndefined()
  },
)

test('64 labels are the limit, and each invalid one says why', async ({ page, api }) => {
  const labels = Object.fromEntries(Array.from({ length: 64 }, (_, n) => [`key-${n}`, `${n}`]))
  const account = await accountWith(api, { labels })
  await openAccount(page, account)
  const dialog = await openEdit(page, account.name)
  const key = (n: number) => dialog.getByRole('textbox', { name: `Key of label ${n}`, exact: true })
  await expect(dialog.getByText('64/64')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Add label' })).toHaveAttribute('aria-disabled', 'true')
  await expect(dialog.getByText('An account can have at most 64 labels.')).toBeVisible()

  await dialog.getByRole('button', { name: 'Remove label key-1', exact: true }).click()
  await expect(key(2)).toBeFocused()
  await expect(key(2)).toHaveValue('key-2')
  await dialog.getByRole('button', { name: 'Add label' }).click()
  await expect(key(64)).toBeFocused()
  await page.keyboard.type('key-2')
  await expect(dialog.getByText('A label with this key already exists.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(key(64)).toBeFocused()
  await key(64).fill('last')
  await paste(key(64), 'one=1\ntwo=2')
  await expect(dialog.getByText('Use at most 64. You have 66.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Remove label one' }).click()
  await dialog.getByRole('button', { name: 'Remove label two' }).click()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  const now = await api.call(getServiceAccount, { params: { serviceAccountId: account.id } })
  const { 'key-1': _, ...kept } = labels
  expect(now.labels).toEqual({ ...kept, last: '' })
})

test('an account deleted while it is edited keeps the input, and leaving asks', async ({ page, api }) => {
  const account = await api.createAccount()
  await page.goto(`/folders/${account.folderId}/service-accounts?q=${account.name}`)
  await page.getByRole('link', { name: account.name }).click()
  // The row in the list has a menu with the same name.
  await expect(page.getByRole('tab', { name: 'Overview' })).toBeVisible()
  const dialog = await openEdit(page, account.name)
  await api.deleteAccount(account.id)
  await dialog.getByRole('textbox', { name: 'Description' }).fill('A new description')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByRole('alert')).toContainText('Not found')
  await expect(dialog.getByRole('textbox', { name: 'Description' })).toHaveValue('A new description')

  await page.goBack()
  await page.getByRole('button', { name: 'Keep editing' }).click()
  await expect(dialog).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Discard' }).click()
  await expect(page.getByText('This service account has been deleted.')).toBeVisible()
})
