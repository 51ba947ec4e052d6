import { createApiKey } from '#contract/api-key.ts'
import { behindGateway } from './behind-gateway.ts'
import { expect, expectAccessible, test } from './fixtures.ts'
import { chooseScopes, finish, openAccount, secretDialog } from './flows.ts'

// What the console says and does behind a gateway. Our own service answers, so this says nothing about gateways.

test.describe('signed out', () => {
  test.use({ signedIn: false })

  test('the sign-in page asks for an IAM token, and shows how to create one', async ({ page, token }) => {
    await behindGateway(page)
    await page.goto('/sign-in')
    await expect(page.getByRole('heading', { name: 'Sign in to Yandex Cloud' })).toBeVisible()
    await expect(page.getByText('yc iam create-token', { exact: true })).toBeVisible()
    await expect(page.getByText(/administrator/i)).toHaveCount(0)
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByText('Paste an IAM token.')).toBeVisible()
    await page.getByLabel('IAM token').fill('t1.wrong')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByText('The cloud rejected this token.')).toBeVisible()
    await page.getByLabel('IAM token').fill(token)
    await page.getByRole('button', { name: 'Sign in' }).click()

    await page.getByRole('combobox', { name: 'Search by name or ID' }).fill('production')
    await expectAccessible(page)
    await page.getByRole('option').first().click()
    await page.getByRole('button', { name: 'Signed in to Yandex Cloud' }).click()
    await expect(page.getByRole('menuitem', { name: 'Sign out' })).toHaveCount(1)
  })
})

test('a key with a lost secret is looked for in the list, and the request is not repeated', async ({
  page,
  api,
  faults,
}) => {
  const account = await api.createAccount()
  await behindGateway(page)
  await openAccount(page, account)
  const sent: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST' && new URL(request.url()).pathname === createApiKey.path) sent.push(request.url())
  })
  await faults.set([{ endpoint: 'createApiKey', effect: { kind: 'status', code: 'UNAVAILABLE' } }])
  await page.getByRole('button', { name: 'Create API key' }).click()
  await chooseScopes(page, ['yc.postbox.send'])
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  const lost = page.getByRole('dialog', { name: 'The secret key did not arrive' })
  await expect(lost).toContainText('it may still appear')
  await expectAccessible(page)
  expect(sent).toHaveLength(1)

  await lost.getByRole('button', { name: 'Look again' }).click()
  await expect(lost.getByRole('button', { name: 'Look again' })).toBeVisible()
  expect(sent).toHaveLength(1)
  await faults.set([])
  await lost.getByRole('button', { name: 'Create a new key' }).click()
  await finish(await secretDialog(page))
  expect(sent).toHaveLength(2)
  expect(await api.listKeys(account.id)).toHaveLength(1)
})

test('the code speaks to the hosts of the cloud', async ({ page, api }) => {
  const account = await api.createAccount()
  await behindGateway(page)
  await openAccount(page, account)
  await page.getByRole('button', { name: 'Create API key' }).click()
  const dialog = page.getByRole('dialog', { name: 'Create API key' })
  await dialog.getByRole('button', { name: 'Equivalent code' }).click()
  await dialog.getByRole('tab', { name: 'cURL' }).click()
  await expect(dialog.getByRole('region')).toContainText('https://iam.api.cloud.yandex.net/iam/v1/apiKeys')
  await expect(dialog.getByRole('region')).toContainText('Bearer $(yc iam create-token)')
  await expect(dialog).not.toContainText('this server')
})
