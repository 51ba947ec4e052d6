import { createServiceAccount, getServiceAccount } from '#contract/service-account.ts'
import { expect, test } from './fixtures.ts'
import { openAccount, row } from './flows.ts'

test(
  'an account is suspended with a reason, and works again when it is reactivated',
  { tag: '@mock' },
  async ({ page, api }) => {
    const account = await api.createAccount()
    await api.createKey(account.id)
    await page.goto(`/folders/${account.folderId}/service-accounts?q=${account.name}`)
    await page.getByRole('button', { name: `Actions for ${account.name}` }).click()
    await page.getByRole('menuitem', { name: 'Suspend' }).click()
    const dialog = page.getByRole('dialog', { name: 'Suspend service account?' })
    await expect(dialog.getByText('1 API key will stop working immediately. Never used.')).toBeVisible()
    await expect(dialog.getByText('The account and its keys are kept.')).toBeVisible()
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('a'.repeat(257))
    await dialog.getByRole('button', { name: 'Suspend' }).click()
    await expect(dialog.getByText('Use at most 256 characters. You have 257.')).toBeVisible()
    await dialog.getByRole('textbox', { name: 'Reason' }).fill(`leaked: AQVNFAKE${'0'.repeat(32)}`)
    await expect(dialog.getByText('This looks like a secret.')).toBeVisible()
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('It leaked 🤖')
    await dialog.getByRole('button', { name: 'Suspend' }).click()
    await expect(dialog).toBeHidden()
    await expect(row(page, account.name)).toContainText('Suspended')

    await page.getByRole('link', { name: account.name }).click()
    await page.getByRole('tab', { name: 'Operations' }).click()
    await expect(row(page, 'Suspend service account')).toContainText('Reason: It leaked 🤖')
    await page.getByRole('button', { name: 'Reactivate' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Reactivate' }).click()
    await expect(row(page, 'Reactivate service account')).toBeVisible()
    await expect(page.getByRole('alert')).toBeHidden()
  },
)

test('a past expiry is changed with the reactivation, and a partial failure says so', async ({ page, api, faults }) => {
  const body = {
    folderId: await api.folderId(),
    name: `test-${crypto.randomUUID()}`,
    expiresAt: new Date(Date.now() + 2000).toISOString(),
  }
  const { metadata } = await api.call(createServiceAccount, { body })
  const params = { serviceAccountId: String(metadata?.['serviceAccountId']) }
  const now = () => api.call(getServiceAccount, { params })
  await expect.poll(async () => (await now()).status).toBe('SUSPENDED')

  await openAccount(page, { ...body, id: params.serviceAccountId })
  await page.getByRole('button', { name: 'Reactivate' }).click()
  const dialog = page.getByRole('dialog', { name: 'Reactivate service account?' })
  await dialog.getByRole('combobox', { name: 'Expires at' }).click()
  await page.getByRole('option', { name: /^Keep / }).click()
  await expect(dialog.getByText('the account would be suspended again immediately')).toBeVisible()
  await dialog.getByRole('combobox', { name: 'Expires at' }).click()
  await page.getByRole('option', { name: '30 days' }).click()
  await expect(dialog.getByText('The account will be suspended again on')).toBeVisible()

  await faults.set([
    { endpoint: 'reactivateServiceAccount', effect: { kind: 'status', code: 'UNAVAILABLE' }, times: 1 },
  ])
  await dialog.getByRole('button', { name: 'Reactivate' }).click()
  await expect(dialog.getByText('The expiry was changed, but the account was not reactivated.')).toBeVisible()
  const { expiresAt } = await now()
  expect(Date.parse(expiresAt ?? '')).toBeGreaterThan(Date.now() + 29 * 24 * 60 * 60 * 1000)
  await dialog.getByRole('button', { name: 'Reactivate' }).click()
  await expect(dialog).toBeHidden()
  expect(await now()).toMatchObject({ status: 'ACTIVE', expiresAt })
})

test('deleting an account with more than a thousand keys counts them all', async ({ page, api }) => {
  const hoarder = await api.demoAccount('key-hoarder', 'experiments')
  await openAccount(page, hoarder)
  await page.getByRole('button', { name: `Actions for ${hoarder.name}` }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await expect(page.getByRole('dialog').getByText(/^1,\d\d\d API keys will be deleted with it/)).toBeVisible()
})

test('suspending or deleting an account shows the last use of its keys', async ({ page, api }) => {
  // From the demo data, with keys used hours, days and months ago: keys used in tests are all used now.
  const account = await api.demoAccount('metrics-robot')
  await openAccount(page, account)
  for (const [action, atStake] of [
    ['Suspend', /^3 API keys will stop working immediately. Last used \d hours? ago.$/],
    ['Delete', /^3 API keys will be deleted with it and stop working immediately. Last used \d hours? ago.$/],
  ] as const) {
    await page.getByRole('button', { name: `Actions for ${account.name}` }).click()
    await page.getByRole('menuitem', { name: action }).click()
    await expect(page.getByRole('dialog').getByRole('alert')).toHaveText(atStake)
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
    await expect(page.getByRole('dialog')).toBeHidden()
  }
})
