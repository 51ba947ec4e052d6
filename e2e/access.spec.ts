import { accessPolicyTemplates, bindFolderAccessPolicy, unbindFolderAccessPolicy } from '#contract/access-policy.ts'
import { expect, test } from './fixtures.ts'
import { chooseScopes, openAccount, openAssigning, row } from './flows.ts'

test('a role is assigned to an account by name, not twice, and revoked', { tag: '@mock' }, async ({ page, api }) => {
  const account = await api.createAccount()
  const friend = await api.createAccount()
  const dialog = await openAssigning(page, account)
  await dialog.getByRole('button', { name: 'Assign' }).click()
  await expect(dialog.getByText('Choose a role.')).toBeVisible()
  const fillIn = async () => {
    await dialog.getByRole('combobox', { name: 'Role' }).fill('create iam tokens')
    await page.getByRole('option', { name: 'iam.serviceAccounts.tokenCreator' }).click()
    await dialog.getByRole('combobox', { name: 'Service account' }).fill(friend.name)
    await page.getByRole('option', { name: friend.name }).click()
    await dialog.getByRole('button', { name: 'Assign' }).click()
  }
  await fillIn()
  await expect(dialog).toBeHidden()
  const binding = row(page, 'iam.serviceAccounts.tokenCreator')
  await expect(binding.getByRole('link', { name: friend.name })).toBeVisible()
  await expect(binding).toContainText('Create IAM tokens for service accounts.')
  await page.getByRole('searchbox').fill(`${friend.name} create tokens`)
  await expect(page.getByRole('paragraph').getByText('1 of 1 row')).toBeVisible()

  await page.getByRole('button', { name: 'Assign role' }).click()
  await fillIn()
  await expect(dialog.getByText('This subject already has this role.')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Discard' }).click()

  await binding.getByRole('button', { name: /^Actions for/ }).click()
  await page.getByRole('menuitem', { name: 'Revoke' }).click()
  const revoke = page.getByRole('dialog', { name: 'Revoke role?' })
  await expect(revoke).toContainText(`iam.serviceAccounts.tokenCreator`)
  await expect(revoke.getByRole('link', { name: friend.name })).toBeVisible()
  await revoke.getByRole('button', { name: 'Revoke' }).click()
  await expect(page.getByText('No roles assigned on this account')).toBeVisible()
})

test('a role and an account typed in full are selected, and other text selects nothing', async ({ page, api }) => {
  const account = await api.createAccount()
  const friend = await api.createAccount()
  const dialog = await openAssigning(page, account)
  const role = dialog.getByRole('combobox', { name: 'Role' })
  await role.fill('viewer')
  await dialog.getByRole('combobox', { name: 'Service account' }).fill(` ${friend.id} `)
  await expect(dialog.getByRole('combobox', { name: 'Service account' })).toHaveValue(friend.name)
  await role.fill('viewers')
  await dialog.getByRole('button', { name: 'Assign' }).click()
  await expect(dialog.getByText('Choose a role.')).toBeVisible()
  await expect(role).toHaveValue('viewers')
  await role.fill('editor')
  await role.press('Tab')
  await dialog.getByRole('button', { name: 'Assign' }).click()
  await expect(dialog).toBeHidden()
  await expect(row(page, friend.name)).toContainText('editor')
})

test('a role of another service is assigned as typed', async ({ page, api }) => {
  const account = await api.createAccount()
  const dialog = await openAssigning(page, account)
  const role = dialog.getByRole('combobox', { name: 'Role' })
  await role.fill('ai.languageModels.user')
  await expect(dialog.getByText('This role belongs to another service.')).toBeVisible()
  await dialog.getByRole('combobox', { name: 'Service account' }).fill(account.name)
  await page.getByRole('option', { name: account.name }).click()
  await dialog.getByRole('button', { name: 'Assign' }).click()
  await expect(row(page, 'ai.languageModels.user')).toBeVisible()
})

test('roles that allow impersonation show a warning, before and after they are assigned', async ({ page, api }) => {
  const account = await api.createAccount()
  const dialog = await openAssigning(page, account)
  await dialog.getByRole('combobox', { name: 'Service account' }).fill(account.name)
  await dialog.getByRole('combobox', { name: 'Role' }).fill('viewer')
  await expect(dialog.getByRole('alert')).toBeHidden()
  await dialog.getByRole('combobox', { name: 'Role' }).fill('iam.serviceAccounts.tokenCreator')
  await expect(dialog.getByRole('alert')).toContainText('can act as this account')
  await dialog.getByRole('button', { name: 'Assign' }).click()
  await expect(row(page, 'iam.serviceAccounts.tokenCreator')).toContainText('Act as this account.')
})

test('public groups show a warning, and groups are named by an id that is not a secret', async ({
  page,
  api,
  faults,
}) => {
  const account = await api.createAccount()
  const dialog = await openAssigning(page, account)
  await dialog.getByRole('combobox', { name: 'Role' }).fill('viewer')
  await page.getByRole('option', { name: 'View all resources.' }).click()
  await dialog.getByRole('combobox', { name: 'To' }).click()
  await page.getByRole('option', { name: 'All users', exact: true }).click()
  await expect(dialog.getByRole('alert')).toContainText('Everyone on the internet gets this role')
  await dialog.getByRole('combobox', { name: 'To' }).click()
  await page.getByRole('option', { name: 'All users in an organization' }).click()
  const id = dialog.getByRole('textbox', { name: 'Organization ID' })
  const secret = `AQVNFAKE${'0'.repeat(32)}`
  await id.fill(secret)
  await expect(dialog.getByRole('alert')).toContainText('This looks like a secret.')
  await dialog.getByRole('button', { name: 'Assign' }).click()
  await expect(dialog.getByText('Enter an ID, not a secret. Nothing was sent.')).toBeVisible()
  await expect(id).toHaveValue(secret)
  await id.fill('bpf1')
  await expect(dialog.getByRole('alert')).toBeHidden()

  await faults.set([
    { endpoint: 'updateServiceAccountAccessBindings', effect: { kind: 'status', code: 'PERMISSION_DENIED' }, times: 1 },
  ])
  await dialog.getByRole('button', { name: 'Assign' }).click()
  await expect(dialog.getByRole('alert')).toContainText('iam.serviceAccounts.admin')
  await dialog.getByRole('button', { name: 'Assign' }).click()
  await expect(row(page, 'bpf1')).toContainText('All users in an organization')

  await faults.set([
    { endpoint: 'listServiceAccountAccessBindings', effect: { kind: 'status', code: 'PERMISSION_DENIED' } },
  ])
  await page.reload()
  await expect(page.getByRole('alert')).toContainText('Ask an administrator for the admin role.')
})

test(
  'the console names the policy that forbids creation, before and after the attempt',
  { tag: '@mock' },
  async ({ page, api, faults }) => {
    const account = await api.demoAccount('vault-robot', 'locked-down')
    const apiKeys = accessPolicyTemplates.apiKeys
    await openAccount(page, account)
    await page.getByRole('button', { name: 'Create API key' }).click()
    const dialog = page.getByRole('dialog', { name: 'Create API key' })
    await expect(dialog.getByText(`the folder’s access policy ${apiKeys} forbids it`)).toBeVisible()
    await expect(dialog.getByRole('button', { name: 'Create', exact: true })).toHaveAttribute('aria-disabled', 'true')
    await page.keyboard.press('Escape')
    await page
      .getByRole('button', { name: /^Actions for \*/ })
      .first()
      .click()
    await page.getByRole('menuitem', { name: 'Rotate' }).click()
    const rotation = page.getByRole('dialog', { name: /^Rotate API key/ })
    await expect(rotation.getByText(`the folder’s access policy ${apiKeys} forbids it`)).toBeVisible()
    await page.keyboard.press('Escape')

    // Without the right to read policies, only the attempt shows the reason.
    await faults.set([
      { endpoint: 'listFolderAccessPolicyBindings', effect: { kind: 'status', code: 'PERMISSION_DENIED' } },
    ])
    await page.reload()
    await page.getByRole('button', { name: 'Create API key' }).click()
    await chooseScopes(page, ['yc.postbox.send'])
    await dialog.getByRole('button', { name: 'Create', exact: true }).click()
    await expect(dialog.getByRole('alert')).toContainText('An access policy forbids this')
    await expect(dialog.getByRole('alert')).toContainText(apiKeys)

    await faults.set([])
    const params = { resourceId: account.folderId }
    const accessPolicyTemplateId = accessPolicyTemplates.serviceAccounts
    await api.call(bindFolderAccessPolicy, { params, body: { accessPolicyBinding: { accessPolicyTemplateId } } })
    await page.goto(`/folders/${account.folderId}/service-accounts?create=1`)
    await expect(page.getByText(`the folder’s access policy ${accessPolicyTemplateId} forbids it`)).toBeVisible()
    await api.call(unbindFolderAccessPolicy, { params, body: { accessPolicyTemplateId } })
  },
)
