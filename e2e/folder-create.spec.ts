import type { Page } from '@playwright/test'

import { deleteFolder, getFolder, listFolders } from '#contract/resource-manager.ts'
import { expect, test } from './fixtures.ts'

const uniqueName = () => `test-${crypto.randomUUID().slice(0, 8)}`

const openDialog = async (page: Page) => {
  await page.getByRole('button', { name: /^Folder .+ in cloud/ }).click()
  await page.getByRole('dialog', { name: 'Switch folder' }).getByRole('button', { name: 'Create folder' }).click()
  return page.getByRole('dialog', { name: 'Create folder' })
}

test('a folder is created from the switcher and opens', { tag: ['@gateway', '@mock'] }, async ({ page, api }) => {
  const name = uniqueName()
  await page.goto(`/folders/${await api.folderId()}/service-accounts`)
  const dialog = await openDialog(page)
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toBeFocused()
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name)
  await dialog.getByRole('textbox', { name: 'Description' }).fill('made by a test')
  await dialog.getByRole('button', { name: 'Create' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('button', { name: new RegExp(`^Folder ${name} in cloud`) })).toBeVisible()
  await expect(page.getByRole('heading', { level: 1, name: 'Service accounts' })).toBeFocused()
  const id = /folders\/(\w+)\//.exec(page.url())?.[1] ?? ''
  const { cloudId } = await api.call(getFolder, { params: { folderId: id } })
  const { folders } = await api.call(listFolders, { query: { cloudId, filter: `name = "${name}"` } })
  expect(folders).toMatchObject([{ id, name, description: 'made by a test' }])
  await page.reload()
  await expect(page.getByText('No service accounts yet')).toBeVisible()
  await api.call(deleteFolder, { params: { folderId: id } })
})

test('a wrong or taken name is shown on its field', async ({ page, api }) => {
  await page.goto(`/folders/${await api.folderId()}/service-accounts`)
  const dialog = await openDialog(page)
  const name = dialog.getByRole('textbox', { name: 'Name' })
  await name.fill('No')
  await dialog.getByRole('button', { name: 'Create' }).click()
  await expect(name).toHaveAttribute('aria-invalid', 'true')
  await name.fill('production')
  await dialog.getByRole('button', { name: 'Create' }).click()
  await expect(dialog.getByText('A folder with this name already exists in the cloud.')).toBeVisible()
  await expect(name).toBeFocused()
})

test('without the right to create folders, the least role is named', async ({ page, api, faults }) => {
  await page.goto(`/folders/${await api.folderId()}/service-accounts`)
  await faults.set([{ endpoint: 'createFolder', effect: { kind: 'status', code: 'PERMISSION_DENIED' } }])
  const dialog = await openDialog(page)
  await dialog.getByRole('textbox', { name: 'Name' }).fill(uniqueName())
  await dialog.getByRole('button', { name: 'Create' }).click()
  await expect(dialog.getByRole('alert')).toContainText('resource-manager.editor')
})

test('closing a filled form asks first, and the focus returns to the switcher', async ({ page, api }) => {
  await page.goto(`/folders/${await api.folderId()}/service-accounts`)
  const dialog = await openDialog(page)
  await dialog.getByRole('textbox', { name: 'Name' }).fill('some-name')
  await page.keyboard.press('Escape')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Discard' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('button', { name: /^Folder .+ in cloud/ })).toBeFocused()
})

test('the code follows the form of a new folder', async ({ page, api }) => {
  await page.goto(`/folders/${await api.folderId()}/service-accounts`)
  const dialog = await openDialog(page)
  await dialog.getByRole('button', { name: 'Equivalent code' }).click()
  const code = (tool: string) => dialog.getByRole('region', { name: `Code for ${tool}` })
  await expect(code('yc')).toContainText("--name '<name>'")
  await dialog.getByRole('textbox', { name: 'Name' }).fill('staging-2')
  await expect(code('yc')).toContainText('yc resource-manager folder create')
  await expect(code('yc')).toContainText('--name staging-2')
  for (const [tool, part] of [
    ['Terraform', 'resource "yandex_resourcemanager_folder" "staging-2"'],
    ['cURL', '/resource-manager/v1/folders'],
    ['Node SDK', "from '@yandex-cloud/nodejs-sdk/resourcemanager-v1'"],
  ] as const) {
    await dialog.getByRole('tab', { name: tool }).click()
    await expect(code(tool)).toContainText(part)
  }
})
