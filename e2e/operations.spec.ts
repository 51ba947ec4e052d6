import { expect, test } from './fixtures.ts'
import { openAccount, row } from './flows.ts'

test('the tabs of an account are links that keep the focus, each with an address and a title', async ({
  page,
  api,
}) => {
  const account = await api.createAccount()
  await openAccount(page, account)
  await page.getByRole('tab', { name: 'Overview' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Space')
  const tab = page.getByRole('tab', { name: 'Operations' })
  await expect(tab).toHaveAttribute('aria-selected', 'true')
  await expect(tab).toBeFocused()
  await expect(page.getByRole('tabpanel', { name: 'Operations' })).toBeVisible()
  await expect(page).toHaveURL(/\/operations$/)
  await expect(page).toHaveTitle(`Operations · ${account.name} · Keyrack`)
  await expect(row(page, 'Create service account')).toContainText(/Done.*Administrator/)
  await page.getByRole('searchbox').fill('administrator done')
  await expect(page.getByRole('paragraph').getByText('1 of 1 row')).toBeVisible()

  await page.getByRole('tab', { name: 'Access' }).click()
  await expect(page.getByText('No roles assigned on this account')).toBeVisible()
  await page.reload()
  await expect(page.getByRole('tab', { name: 'Access' })).toHaveAttribute('aria-selected', 'true')
  await page.goBack()
  await expect(row(page, 'Create service account')).toBeVisible()
})

test('operations are shown for the account or one key, also a deleted one', { tag: '@mock' }, async ({ page, api }) => {
  const account = await api.createAccount()
  const { apiKey } = await api.createKey(account.id, { description: 'Kept' })
  const gone = await api.createKey(account.id)
  await api.deleteKey(gone.apiKey.id)
  await page.goto(`/folders/${account.folderId}/service-accounts/${account.id}/operations`)
  const names = page.getByRole('rowheader')
  await expect(names).toHaveCount(4)
  await expect(names.first()).toContainText('Delete API key')

  await page.getByRole('combobox', { name: 'Operations of' }).click()
  await page.getByRole('option', { name: `API key ${apiKey.maskedSecret} · Kept` }).click()
  await expect(names).toHaveCount(1)
  await expect(row(page, 'Create API key')).toContainText(`API key ${apiKey.maskedSecret}`)
  await expect(page).toHaveURL(new RegExp(`apiKeyId=${apiKey.id}`))
  await page.goBack()
  await expect(names).toHaveCount(4)

  await page.goto(`/folders/${account.folderId}/service-accounts/${account.id}/operations?apiKeyId=${gone.apiKey.id}`)
  await expect(page.getByRole('combobox', { name: 'Operations of' })).toHaveValue(`API key ${gone.apiKey.id}`)
  await expect(names).toHaveCount(2)
})

test('forbidden operations name the missing role', async ({ page, api, faults }) => {
  const account = await api.createAccount()
  await faults.set([
    { endpoint: 'listServiceAccountOperations', effect: { kind: 'status', code: 'PERMISSION_DENIED' }, times: 1 },
  ])
  await page.goto(`/folders/${account.folderId}/service-accounts/${account.id}/operations`)
  await expect(page.getByRole('alert')).toContainText('iam.serviceAccounts.user')
  await page.getByRole('button', { name: 'Retry' }).click()
  await expect(row(page, 'Create service account')).toBeVisible()
})
