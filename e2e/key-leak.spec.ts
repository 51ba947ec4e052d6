import type { Page } from '@playwright/test'

import { getApiKey, updateApiKey } from '#contract/api-key.ts'
import { listFolderAccessBindings, updateFolderAccessBindings } from '#contract/access.ts'
import { getServiceAccount } from '#contract/service-account.ts'
import type { Api } from './api.ts'
import { expect, test } from './fixtures.ts'
import { finish, openAccount, pasted, revealSecret, row, secretDialog } from './flows.ts'
import { placesOf } from './places-of.ts'

test.use({ ownFolder: true })

const minute = 60_000

/** Opens the steps from the menu of a key on the page of its account. */
const openSteps = async (page: Page, { maskedSecret }: { readonly maskedSecret: string }) => {
  await page.getByRole('button', { name: `Actions for ${maskedSecret}` }).click()
  await page.getByRole('menuitem', { name: 'This key leaked' }).click()
  const steps = page.getByRole('dialog', { name: `Leaked API key ${maskedSecret}` })
  await expect(steps).toBeVisible()
  return steps
}

const expiryOf = async (api: Api, apiKeyId: string) => (await api.call(getApiKey, { params: { apiKeyId } })).expiresAt

test(
  'a leaked key is found, stopped, replaced and deleted, with a record of it',
  { tag: '@mock' },
  async ({ page, api }) => {
    const account = await api.createAccount()
    const { apiKey, secret: leaked } = await api.createKey(account.id, {
      description: 'for the mailer',
      scopes: ['yc.postbox.send'],
    })
    await page.goto(`/folders/${account.folderId}/api-keys`)
    await page.getByRole('button', { name: 'Whose key is this?' }).click()
    const field = page.getByRole('textbox', { name: 'Secret key or key ID' })
    await field.fill(leaked)
    await field.press('Enter')
    await page.getByRole('dialog').getByRole('button', { name: 'This key leaked' }).click()
    const steps = page.getByRole('dialog', { name: `Leaked API key ${apiKey.maskedSecret}` })
    await expect(steps).toContainText('yc.postbox.send')
    await expect(steps).toContainText('Never used')

    await steps.getByRole('button', { name: 'Stop the key in one minute' }).click()
    const stopping = page.getByRole('dialog', { name: 'Stop this key in one minute?' })
    await expect(stopping.getByText('You can remove the expiry again while this window is open.')).toBeVisible()
    const before = Date.now()
    await stopping.getByRole('button', { name: 'Stop it in one minute' }).click()
    await expect(steps.getByRole('timer')).toHaveText(/^The key still works. It stops in \d+ seconds? \(.+\)\.$/)
    const until = Date.parse((await expiryOf(api, apiKey.id)) ?? '')
    expect(until).toBeGreaterThan(before + 0.9 * minute)
    expect(until).toBeLessThanOrEqual(Date.now() + minute)
    await api.useKey(leaked)
    // The service records the use a moment later.
    await expect.poll(async () => (await api.listKeys(account.id))[0]?.lastUsedAt).toBeDefined()

    await steps.getByRole('button', { name: 'Rotate' }).click()
    const plan = page.getByRole('dialog', { name: `Rotate API key ${apiKey.maskedSecret}` })
    await expect(plan.getByText('The old key already expires earlier')).toBeVisible()
    await plan.getByRole('button', { name: 'Create the new key' }).click()
    const secret = await revealSecret(await secretDialog(page))
    await finish(await secretDialog(page))
    await expect(steps.getByText(/^Key \w+ was created\. /)).toBeVisible()
    const replacement = (await api.listKeys(account.id)).find(({ id }) => id !== apiKey.id)
    expect(replacement).toMatchObject({ description: 'for the mailer', scopes: ['yc.postbox.send'] })
    // The lifetime is that of the key before it was stopped, and the rotation did not start the old key again.
    expect(replacement?.expiresAt).toBeUndefined()
    expect(Date.parse((await expiryOf(api, apiKey.id)) ?? '')).toBe(until)

    await steps.getByRole('button', { name: 'Delete the key' }).click()
    const deleting = page.getByRole('dialog', { name: 'Delete API key?' })
    await deleting.getByRole('textbox', { name: /^Type the last six characters/ }).fill(leaked.slice(-6))
    await deleting.getByRole('button', { name: 'Delete' }).click()
    await expect(steps.getByText('The key has been deleted.').first()).toBeVisible()

    const record = steps.getByRole('region', { name: 'Record' })
    await expect(record.getByRole('listitem')).toHaveText([
      /^Expiry set to /,
      new RegExp(`^New key ${replacement?.id} created`),
      /^Key deleted/,
    ])
    await record.getByRole('button', { name: 'Copy record' }).click()
    const text = await pasted(page)
    expect(text).toContain(`API key ${apiKey.maskedSecret} (${apiKey.id})`)
    expect(text).toContain(`Service account ${account.name} (${account.id})`)
    expect(text.match(/^\d{4}-\d\d-\d\dT.+Z · .+ · operation \w+$/gm)).toHaveLength(2)

    await steps.getByRole('button', { name: 'Close' }).click()
    await expect(steps).toBeHidden()
    await expect(row(page, replacement?.maskedSecret ?? 'none')).toBeVisible()
    await expect(row(page, apiKey.maskedSecret)).toBeHidden()
    for (const each of [leaked.slice(0, -6), secret]) expect(await placesOf(page, each)).toEqual([])
  },
)

test(
  'a stopped key gets its former expiry back, which is told before the dialog forgets it',
  { tag: '@gateway' },
  async ({ page, api }) => {
    const account = await api.createAccount()
    const expiresAt = new Date(Math.floor(Date.now() / 1000) * 1000 + 40 * 24 * 60 * minute).toISOString()
    const { apiKey } = await api.createKey(account.id, { expiresAt })
    await openAccount(page, account)
    const steps = await openSteps(page, apiKey)
    const stop = async () => {
      await steps.getByRole('button', { name: 'Stop the key in one minute' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Stop it in one minute' }).click()
      await expect(steps.getByRole('timer')).toBeVisible()
    }
    await stop()
    await expect(steps.getByRole('heading', { name: 'Stop it' })).toBeFocused()
    await expect(steps.getByText(/^Its former expiry: .+\d{4}/)).toBeVisible()
    await page.keyboard.press('Escape')
    const question = page.getByRole('alertdialog', { name: 'Close without restoring the expiry?' })
    await expect(question).toContainText(new Date(expiresAt).getFullYear().toString())
    await question.getByRole('button', { name: 'Stay' }).click()

    await steps.getByRole('button', { name: 'Restore the former expiry' }).click()
    const restoring = page.getByRole('dialog', { name: 'Restore the former expiry?' })
    await expect(restoring).toContainText('also for anyone who found the secret')
    await restoring.getByRole('button', { name: 'Restore' }).click()
    await expect(steps.getByRole('button', { name: 'Stop the key in one minute' })).toBeVisible()
    expect(Date.parse((await expiryOf(api, apiKey.id)) ?? '')).toBe(Date.parse(expiresAt))
    await expect(steps.getByRole('region', { name: 'Record' }).getByRole('listitem')).toHaveCount(2)

    // Nothing is forgotten now.
    await page.keyboard.press('Escape')
    await expect(steps).toBeHidden()
  },
)

test('the countdown ends when the key has expired', async ({ page, api }) => {
  const account = await api.createAccount()
  const { apiKey } = await api.createKey(account.id)
  await openAccount(page, account)
  const body = { updateMask: 'expiresAt', expiresAt: new Date(Date.now() + 8000).toISOString() }
  await api.call(updateApiKey, { params: { apiKeyId: apiKey.id }, body })
  const steps = await openSteps(page, apiKey)
  await expect(steps.getByRole('timer')).toContainText('The key still works.')
  await expect(steps.getByRole('button', { name: 'Stop the key in one minute' })).toBeHidden()
  await expect(steps.getByText('The key has expired and no longer works.')).toBeVisible()
})

test('suspending says what else stops, and the account can be reactivated', { tag: '@mock' }, async ({ page, api }) => {
  const account = await api.createAccount()
  const { apiKey } = await api.createKey(account.id)
  await api.createKey(account.id)
  const statusOf = async () => (await api.call(getServiceAccount, { params: { serviceAccountId: account.id } })).status
  await openAccount(page, account)
  const steps = await openSteps(page, apiKey)
  await steps.getByRole('button', { name: 'Suspend the account' }).click()
  const suspending = page.getByRole('dialog', { name: 'Suspend service account?' })
  await expect(suspending.getByText('2 API keys will stop working immediately.')).toBeVisible()
  await suspending.getByRole('button', { name: 'Suspend' }).click()
  await expect(steps.getByText('The account is suspended, so none of its keys work.')).toBeVisible()
  expect(await statusOf()).toBe('SUSPENDED')
  await steps.getByRole('button', { name: 'Reactivate the account' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Reactivate' }).click()
  await expect(steps.getByRole('button', { name: 'Suspend the account' })).toBeVisible()
  expect(await statusOf()).toBe('ACTIVE')
  await expect(steps.getByRole('region', { name: 'Record' }).getByRole('listitem')).toHaveText([
    /^Service account suspended/,
    /^Service account reactivated/,
  ])
})

test('the record has a new key before the expiry that its rotation gives to the old one', async ({ page, api }) => {
  const account = await api.createAccount()
  const { apiKey } = await api.createKey(account.id, { scopes: ['yc.postbox.send'] })
  await openAccount(page, account)
  const steps = await openSteps(page, apiKey)
  await steps.getByRole('button', { name: 'Rotate' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Create the new key' }).click()
  await finish(await secretDialog(page))
  await expect(steps.getByRole('region', { name: 'Record' }).getByRole('listitem')).toHaveText([
    /^New key \w+ created/,
    /^Expiry set to .+ by the rotation/,
  ])
})

test('the record has operations that still run when their dialog is closed', async ({ page, api, faults }) => {
  const account = await api.createAccount()
  const { apiKey } = await api.createKey(account.id)
  await openAccount(page, account)
  const steps = await openSteps(page, apiKey)
  await faults.set([
    { endpoint: 'suspendServiceAccount', effect: { kind: 'unfinished' } },
    { endpoint: 'deleteApiKey', effect: { kind: 'unfinished' } },
    { endpoint: 'getOperation', effect: { kind: 'unfinished' } },
  ])
  const runAndClose = async (name: string) => {
    const dialog = page.getByRole('dialog', { name })
    await dialog.getByRole('button', { name: /^(Suspend|Delete)$/ }).click()
    await dialog.getByRole('button', { name: 'Close' }).click()
    await expect(dialog).toBeHidden()
  }
  await steps.getByRole('button', { name: 'Suspend the account' }).click()
  await runAndClose('Suspend service account?')
  await steps.getByRole('button', { name: 'Delete the key' }).click()
  await runAndClose('Delete API key?')
  await expect(steps.getByRole('region', { name: 'Record' }).getByRole('listitem')).toHaveText([
    /^Service account suspended \(not finished when the window was closed\)/,
    /^Key deleted \(not finished when the window was closed\)/,
  ])
})

test('a failed step shows its error and can be repeated', async ({ page, api, faults }) => {
  const account = await api.createAccount()
  const { apiKey, secret } = await api.createKey(account.id)
  await api.useKey(secret)
  await expect
    .poll(async () => (await api.call(getApiKey, { params: { apiKeyId: apiKey.id } })).lastUsedAt)
    .toBeDefined()
  await openAccount(page, account)
  const steps = await openSteps(page, apiKey)
  await expect(steps.getByRole('alert')).toContainText('The key was used')
  const stopping = page.getByRole('dialog', { name: 'Stop this key in one minute?' })
  const submit = stopping.getByRole('button', { name: 'Stop it in one minute' })

  // Without its present expiry, the key could not be restored.
  const unavailable = { kind: 'status', code: 'UNAVAILABLE' } as const
  await faults.set([{ endpoint: 'getApiKey', effect: unavailable, times: 1 }])
  await steps.getByRole('button', { name: 'Stop the key in one minute' }).click()
  await expect(stopping.getByRole('alert')).toContainText('Could not check when this key was last used')
  await expect(submit).toHaveAttribute('aria-disabled', 'true')
  await stopping.getByRole('button', { name: 'Retry' }).click()
  await expect(stopping.getByRole('alert')).toContainText('Anything using it will stop working in one minute.')

  await faults.set([{ endpoint: 'updateApiKey', effect: unavailable, times: 1 }])
  await submit.click()
  await expect(stopping.getByText('The server is unavailable')).toBeVisible()
  expect(await expiryOf(api, apiKey.id)).toBeUndefined()
  await submit.click()
  await expect(steps.getByRole('timer')).toBeVisible()
})

test('a key that somebody else deletes meanwhile counts as deleted', async ({ page, api }) => {
  const account = await api.createAccount()
  const { apiKey } = await api.createKey(account.id)
  await openAccount(page, account)
  const steps = await openSteps(page, apiKey)
  await expect(steps.getByText('Never used')).toBeVisible()
  await steps.getByRole('button', { name: 'Stop the key in one minute' }).click()
  const submit = page.getByRole('dialog').getByRole('button', { name: 'Stop it in one minute' })
  await expect(submit).toHaveAttribute('aria-disabled', 'false')
  await api.deleteKey(apiKey.id)
  await submit.click()
  await expect(steps.getByText('The key has been deleted.').first()).toBeVisible()
  await steps.getByRole('button', { name: 'Close' }).click()
  await expect(row(page, apiKey.maskedSecret)).toBeHidden()
})

test('the roles of the account are shown, and which could not be read', async ({ page, api, faults }) => {
  const account = await api.createAccount()
  const { apiKey } = await api.createKey(account.id)
  const accessBinding = { roleId: 'viewer', subject: { type: 'serviceAccount', id: account.id } }
  await api.call(updateFolderAccessBindings, {
    params: { resourceId: account.folderId },
    body: { accessBindingDeltas: [{ action: 'ADD', accessBinding }] },
  })
  await faults.set([{ endpoint: 'listCloudAccessBindings', effect: { kind: 'status', code: 'PERMISSION_DENIED' } }])
  await openAccount(page, account)
  const steps = await openSteps(page, apiKey)
  await expect(steps.getByText('on the folder')).toBeVisible()
  await expect(steps.getByText('viewer', { exact: true })).toBeVisible()
  await expect(steps.getByText('The roles on the cloud could not be read.')).toBeVisible()
  const { accessBindings } = await api.call(listFolderAccessBindings, { params: { resourceId: account.folderId } })
  expect(accessBindings.some(({ subject }) => subject.id === account.id)).toBe(true)
})
