import { expect, type Locator, type Page } from '@playwright/test'

import type { ServiceAccount } from '#contract/service-account.ts'

type AccountLink = Pick<ServiceAccount, 'id' | 'folderId' | 'name'>

/** Opens the page of an account by its address. */
export const openAccount = async (page: Page, { folderId, id, name }: AccountLink): Promise<void> => {
  await page.goto(`/folders/${folderId}/service-accounts/${id}`)
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
}

/** Selects scopes in the open dialog, each by its id. */
export const chooseScopes = async (page: Page, scopes: readonly string[]): Promise<void> => {
  const field = page.getByRole('combobox', { name: 'Scope' })
  for (const scope of scopes) {
    await field.fill(scope)
    await page.getByRole('option', { name: scope }).click()
  }
  await field.fill('')
  await field.press('Escape')
}

/** Creates a key through the dialog and stops at the secret. */
export const createKey = async (page: Page, scopes: readonly string[] = ['yc.postbox.send']): Promise<Locator> => {
  await page.getByRole('button', { name: 'Create API key' }).click()
  await chooseScopes(page, scopes)
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  return secretDialog(page)
}

/** The second step of creating a key. */
export const secretDialog = async (page: Page): Promise<Locator> => {
  const dialog = page.getByRole('dialog', { name: 'Save your API key' })
  await expect(dialog).toBeVisible()
  return dialog
}

/** Shows the secret and reads it from the field. */
export const revealSecret = async (dialog: Locator): Promise<string> => {
  await dialog.getByRole('button', { name: 'Show secret key' }).click()
  const field = dialog.getByRole('textbox', { name: 'Secret key' })
  await expect(field).toHaveValue(/^AQVN[\w-]{36}$/)
  return field.inputValue()
}

/** Leaves the secret step after confirming that the secret is saved. */
export const finish = async (dialog: Locator): Promise<void> => {
  await dialog.getByRole('checkbox', { name: 'I have saved the secret key' }).check()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(dialog).toBeHidden()
}

/** The table row that contains this text. */
export const row = (page: Page, text: string): Locator => page.getByRole('row').filter({ hasText: text })

/** The clipboard's content, pasted into a scratch page: pages may write to the clipboard, but not read it. */
export const pasted = async (page: Page): Promise<string> => {
  const other = await page.context().newPage()
  await other.setContent('<textarea></textarea>')
  const field = other.getByRole('textbox')
  await field.press('ControlOrMeta+V')
  const text = await field.inputValue()
  await other.close()
  return text
}

/** Pastes a text from the clipboard into a field. */
export const paste = async (field: Locator, text: string): Promise<void> => {
  await field.focus()
  await field.page().evaluate(async (copied) => navigator.clipboard.writeText(copied), text)
  await field.press('ControlOrMeta+V')
}

/** Opens the dialog that assigns a role. */
export const openAssigning = async (page: Page, { folderId, id }: { folderId: string; id: string }) => {
  await page.goto(`/folders/${folderId}/service-accounts/${id}/access`)
  // The button moves into the empty list once that has loaded.
  await expect(page.getByText('No roles assigned on this account')).toBeVisible()
  await page.getByRole('button', { name: 'Assign role' }).click()
  return page.getByRole('dialog', { name: 'Assign role' })
}
