import { expect, expectAccessible, test } from './fixtures.ts'

const choose = { name: 'Choose a folder' }

test(
  'a remembered folder that is not available leads to the choice of another',
  { tag: '@gateway' },
  async ({ page, api }) => {
    const folderId = await api.folderId()
    await page.goto('/')
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await page.evaluate(() => localStorage.setItem('keyrack.folder', 'b1gnotavailable00000'))
    await page.goto('/')
    await expect(page.getByRole('heading', { level: 1, ...choose })).toBeVisible()
    await expect(page.getByText('The folder used last, b1gnotavailable00000, is not available')).toBeVisible()
    await expectAccessible(page)
    await page.getByRole('combobox', { name: 'Search by name or ID' }).fill(folderId)
    await page.getByRole('option').click()
    await expect(page).toHaveURL(new RegExp(`/folders/${folderId}/service-accounts$`))
    await expect(page.getByRole('row').nth(1)).toBeVisible()
    await page.goto('/')
    await expect(page).toHaveURL(new RegExp(`/folders/${folderId}/service-accounts$`))
  },
)

test('a folder that is not listed opens by its id', { tag: '@gateway' }, async ({ page, api, faults }) => {
  const { name, folderId } = await api.createAccount()
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.evaluate(() => localStorage.setItem('keyrack.folder', 'b1gnotavailable00000'))
  // Nothing is listed that can be found by this id.
  await faults.set([{ endpoint: 'listFolders', effect: { kind: 'empty' } }])
  await page.goto(`/folders/${folderId}/service-accounts?q=${name}`)
  await expect(page.getByRole('link', { name })).toBeVisible()
})
