import type { Page } from '@playwright/test'

import type { Api } from './api.ts'
import { expect, expectAccessible, type Faults, test } from './fixtures.ts'
import { chooseScopes, finish, openAccount, row, secretDialog } from './flows.ts'

// What a real cloud may do and our service does not. Behind a gateway it must not break the console.

const openDelete = async (page: Page, mask: string) => {
  await page.getByRole('button', { name: `Actions for ${mask}` }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  return page.getByRole('dialog', { name: 'Delete API key?' })
}

/** Begins a deletion that goes on for as long as the faults are set. */
const deleteSlowly = async (page: Page, api: Api, faults: Faults) => {
  const account = await api.createAccount()
  const { apiKey } = await api.createKey(account.id)
  const { apiKey: other } = await api.createKey(account.id)
  await openAccount(page, account)
  await faults.set([
    { endpoint: 'deleteApiKey', effect: { kind: 'unfinished' } },
    { endpoint: 'getOperation', effect: { kind: 'unfinished' } },
  ])
  const dialog = await openDelete(page, apiKey.maskedSecret)
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await expect(dialog).toContainText('The change was accepted and is still being made')
  return { dialog, apiKey, other }
}

const deleteInBackground = async (page: Page, api: Api, faults: Faults) => {
  const { dialog, ...keys } = await deleteSlowly(page, api, faults)
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expect(dialog).toBeHidden()
  return keys
}

test('a dialog follows an operation until it is done', { tag: '@gateway' }, async ({ page, api, faults }) => {
  const account = await api.createAccount()
  const { apiKey } = await api.createKey(account.id)
  await openAccount(page, account)
  await faults.set([
    { endpoint: 'deleteApiKey', effect: { kind: 'unfinished' } },
    { endpoint: 'getOperation', effect: { kind: 'unfinished' }, times: 1 },
  ])
  const dialog = await openDelete(page, apiKey.maskedSecret)
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await expect(dialog).toContainText('The change was accepted and is still being made')
  await expectAccessible(page)
  await expect(dialog).toBeHidden()
  await expect(row(page, apiKey.maskedSecret)).toBeHidden()
  await expect(page.getByRole('group', { name: 'Delete API key' })).toBeHidden()
})

test(
  'an operation goes on after its dialog is closed, and its result is shown',
  { tag: '@gateway' },
  async ({ page, api, faults }) => {
    const { apiKey, other } = await deleteInBackground(page, api, faults)
    const running = page.getByRole('group', { name: 'Delete API key: Running' })
    await expect(running).toContainText(apiKey.id)
    await expectAccessible(page)

    // The page goes on meanwhile, and a later dialog stays open.
    const second = await openDelete(page, other.maskedSecret)
    await faults.set([])
    const done = second.getByRole('group', { name: 'Delete API key: Done' })
    await expect(done).toBeVisible()
    await expect(second).toBeVisible()
    await second.getByRole('button', { name: 'Cancel' }).click()
    await expect(row(page, apiKey.maskedSecret)).toBeHidden()
  },
)

test('a key is not looked for while its deletion runs', { tag: '@gateway' }, async ({ page, api, faults }) => {
  await page.clock.install()
  const { dialog, apiKey } = await deleteSlowly(page, api, faults)
  const responses: string[] = []
  page.on('response', (response) => responses.push(`${response.status()} ${response.url().split('/').at(-1)}`))
  // The key that the dialog loaded is old then, and a tab that is shown again loads what is old.
  await page.clock.fastForward(11_000)
  await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')))
  await faults.set([])
  await expect(dialog).toBeHidden()
  await expect(row(page, apiKey.maskedSecret)).toBeHidden()
  expect(responses).not.toContain(`404 ${apiKey.id}`)
})

test('an operation that fails later shows its error', { tag: '@gateway' }, async ({ page, api, faults }) => {
  const { other } = await deleteInBackground(page, api, faults)
  await faults.set([{ endpoint: 'getOperation', effect: { kind: 'failed', code: 'PERMISSION_DENIED' } }])
  const failed = page.getByRole('group', { name: 'Delete API key: Failed' })
  await expect(failed).toContainText('You do not have permission to do this')
  await failed.getByRole('button', { name: 'Close' }).click()
  await expect(failed).toBeHidden()

  await faults.set([{ endpoint: 'deleteApiKey', effect: { kind: 'failed', code: 'PERMISSION_DENIED' } }])
  const again = await openDelete(page, other.maskedSecret)
  await again.getByRole('button', { name: 'Delete' }).click()
  await expect(again).toContainText('You do not have permission to do this')
})

test('own changes are shown although the lists lag behind', { tag: '@gateway' }, async ({ page, api, faults }) => {
  const account = await api.createAccount()
  const { apiKey: deleted } = await api.createKey(account.id)
  const { apiKey: edited } = await api.createKey(account.id)
  await faults.set([{ endpoint: 'listApiKeys', effect: { kind: 'stale' } }])
  await openAccount(page, account)
  await expect(row(page, deleted.maskedSecret)).toBeVisible()

  await page.getByRole('button', { name: 'Create API key' }).click()
  await page.getByRole('textbox', { name: 'Description' }).fill('just made')
  await chooseScopes(page, ['yc.postbox.send'])
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  await finish(await secretDialog(page))
  await expect(row(page, 'just made')).toBeVisible()

  const dialog = await openDelete(page, deleted.maskedSecret)
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await expect(row(page, deleted.maskedSecret)).toBeHidden()

  await page.getByRole('button', { name: `Actions for ${edited.maskedSecret}` }).click()
  await page.getByRole('menuitem', { name: 'Edit' }).click()
  await page.getByRole('textbox', { name: 'Description' }).fill('just edited')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(row(page, 'just edited')).toBeVisible()

  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect(row(page, 'just edited')).toBeVisible()
  await expect(row(page, 'just made')).toBeVisible()
  await expect(row(page, deleted.maskedSecret)).toBeHidden()
})
