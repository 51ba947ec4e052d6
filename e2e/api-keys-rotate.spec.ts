import type { Page } from '@playwright/test'

import { expect, test } from './fixtures.ts'
import { finish, openAccount, revealSecret, row, secretDialog } from './flows.ts'
import { placesOf } from './places-of.ts'

const hour = 60 * 60_000

test(
  'a rotation creates a key, sets the expiry of the old one, watches it and deletes it',
  { tag: '@mock' },
  async ({ page, api, backEnd, storedBytes }) => {
    const account = await api.createAccount()
    const input = { description: 'for the mailer', scopes: ['yc.postbox.send', 'yc.logging.write'] }
    const { apiKey: old } = await api.createKey(account.id, input)
    await openAccount(page, account)
    await page.getByRole('button', { name: `Actions for ${old.maskedSecret}` }).click()
    await page.getByRole('menuitem', { name: 'Rotate' }).click()
    const plan = page.getByRole('dialog', { name: `Rotate API key ${old.maskedSecret}` })
    await expect(plan.getByRole('listitem').filter({ hasText: 'Create the new key' })).toHaveAttribute(
      'aria-current',
      'step',
    )
    await expect(plan.getByRole('combobox')).toHaveText('24 hours')
    await plan.getByRole('combobox').click()
    await page.getByRole('option', { name: '1 hour' }).click()
    await expect(plan.getByText(/ UTC · in 1 hour$/)).toBeVisible()
    await plan.getByRole('button', { name: 'Create the new key' }).dblclick()

    const dialog = await secretDialog(page)
    const secret = await revealSecret(dialog)
    // Not before the secret is saved.
    expect((await api.listKeys(account.id)).find(({ id }) => id === old.id)?.expiresAt).toBeUndefined()
    await finish(dialog)

    const card = page.getByRole('region', { name: 'Key rotation in progress' })
    await expect(card.getByText('The new key has not been used yet.')).toBeVisible()
    await expect(card.getByRole('listitem').filter({ hasText: 'Switch over' })).toHaveAttribute('aria-current', 'step')
    const keys = await api.listKeys(account.id)
    expect(keys).toHaveLength(2)
    const replacement = keys.find(({ id }) => id !== old.id)
    expect(replacement).toMatchObject({ description: 'for the mailer', maskedSecret: `****${secret.slice(-6)}` })
    expect(replacement?.scopes.toSorted()).toEqual(input.scopes.toSorted())
    expect(replacement?.expiresAt).toBeUndefined()
    const left = Date.parse(keys.find(({ id }) => id === old.id)?.expiresAt ?? '') - Date.now()
    expect(left).toBeGreaterThan(0.9 * hour)
    expect(left).toBeLessThanOrEqual(hour)
    await expect(card.getByRole('group', { name: 'Old key' })).toContainText(old.id)
    await expect(card.getByRole('group', { name: 'New key' })).toContainText(replacement?.id ?? 'none')
    expect(await placesOf(page, secret)).toEqual([])
    if (backEnd === 'real') expect(await storedBytes(secret)).toBe(false)

    // The rotation survives a reload, stored as ids alone.
    await page.reload()
    await card.getByRole('button', { name: 'Delete the old key' }).click()
    const remove = page.getByRole('dialog', { name: 'Delete API key?' })
    await expect(remove.getByText(old.id, { exact: true })).toBeVisible()
    await remove.getByRole('button', { name: 'Delete' }).click()
    await expect(card.getByText('The rotation is complete.')).toBeVisible()
    await card.getByRole('button', { name: 'Dismiss' }).click()
    await expect(card).toBeHidden()
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
    await expect(row(page, old.maskedSecret)).toBeHidden()
  },
)

test('the old key stays unchanged if the new secret was not saved or the service rejects its expiry', async ({
  page,
  api,
  faults,
}) => {
  const account = await api.createAccount()
  const { apiKey: old } = await api.createKey(account.id)
  await openAccount(page, account)
  const plan = page.getByRole('dialog', { name: `Rotate API key ${old.maskedSecret}` })
  const rotate = async () => {
    await page.getByRole('button', { name: `Actions for ${old.maskedSecret}` }).click()
    await page.getByRole('menuitem', { name: 'Rotate' }).click()
    await plan.getByRole('button', { name: 'Create the new key' }).click()
    return secretDialog(page)
  }
  const expiryOfOld = async () => (await api.listKeys(account.id)).find(({ id }) => id === old.id)?.expiresAt
  const card = page.getByRole('region', { name: 'Key rotation in progress' })

  const unsaved = await rotate()
  await unsaved.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('button', { name: 'Leave without saving' }).click()
  await expect(unsaved).toBeHidden()
  expect(await expiryOfOld()).toBeUndefined()
  await expect(card).toBeHidden()

  await faults.set([{ endpoint: 'updateApiKey', effect: { kind: 'status', code: 'PERMISSION_DENIED' } }])
  const dialog = await rotate()
  await dialog.getByRole('checkbox', { name: 'I have saved the secret key' }).check()
  await dialog.getByRole('button', { name: 'Done' }).click()
  const limit = page.getByRole('dialog', { name: 'Set the expiry of the old key' })
  await expect(limit.getByRole('alert')).toContainText('it still works as before')
  expect(await expiryOfOld()).toBeUndefined()
  await faults.set([])
  await limit.getByRole('button', { name: 'Retry' }).click()
  await expect(limit).toBeHidden()
  expect(await expiryOfOld()).toBeDefined()
  await expect(card).toBeVisible()
})

test(
  'a rotation survives leaving the page after the new secret was saved',
  { tag: '@gateway' },
  async ({ page, api }) => {
    const account = await api.createAccount()
    const { apiKey: old } = await api.createKey(account.id)
    await openAccount(page, account)
    await page.getByRole('button', { name: `Actions for ${old.maskedSecret}` }).click()
    await page.getByRole('menuitem', { name: 'Rotate' }).click()
    await page.getByRole('button', { name: 'Create the new key' }).click()
    const dialog = await secretDialog(page)
    const id = await dialog.getByRole('textbox', { name: 'Key ID' }).inputValue()
    await dialog.getByRole('checkbox', { name: 'I have saved the secret key' }).check()
    await page.reload()
    const card = page.getByRole('region', { name: 'Key rotation in progress' })
    await expect(card.getByRole('group', { name: 'Old key' })).toContainText(old.id)
    await expect(card.getByRole('group', { name: 'New key' })).toContainText(id)
  },
)

const startRotating = async (page: Page, { maskedSecret }: { maskedSecret: string }) => {
  await page.getByRole('button', { name: `Actions for ${maskedSecret}` }).click()
  await page.getByRole('menuitem', { name: 'Rotate' }).click()
}

test('an old key that expires before the end of the overlap keeps its expiry', async ({ page, api }) => {
  const account = await api.createAccount()
  const soon = new Date(Date.now() + hour).toISOString()
  const { apiKey: ending } = await api.createKey(account.id, { expiresAt: soon })
  await openAccount(page, account)
  await startRotating(page, ending)
  await expect(page.getByText('The old key already expires earlier')).toBeVisible()
  await page.getByRole('button', { name: 'Create the new key' }).click()
  await finish(await secretDialog(page))
  expect((await api.listKeys(account.id)).find(({ id }) => id === ending.id)?.expiresAt).toBe(soon)
})

test('the old key ends at once, after an end in the past was rejected and a response was lost', async ({
  page,
  api,
  faults,
}) => {
  const account = await api.createAccount()
  const { apiKey: old } = await api.createKey(account.id)
  await openAccount(page, account)
  await startRotating(page, old)
  await page.getByRole('combobox').click()
  await page.getByRole('option', { name: 'Custom date and time' }).click()
  await page.getByRole('group', { name: 'Date and time' }).getByRole('spinbutton', { name: 'Month' }).click()
  await page.keyboard.type('010120201200')
  await page.getByRole('button', { name: 'Create the new key' }).click()
  await expect(page.getByText('The expiry must be in the future.')).toBeVisible()
  expect(await api.listKeys(account.id)).toHaveLength(1)
  const counted = page.getByText('Starts when you have saved the new secret.')
  await expect(counted).toBeVisible()
  await page.getByRole('combobox').click()
  await page.getByRole('option', { name: 'None' }).click()
  await expect(counted).toBeHidden()
  await faults.set([{ endpoint: 'createApiKey', effect: { kind: 'lost' } }])
  await page.getByRole('button', { name: 'Create the new key' }).click()
  await page.getByRole('button', { name: 'Stop waiting' }).click()
  const lost = page.getByRole('dialog', { name: 'The secret key did not arrive' })
  await expect(lost.getByText('its secret never reached you')).toBeVisible()
  await faults.set([])
  await lost.getByRole('button', { name: 'Request again' }).click()
  await finish(await secretDialog(page))
  await expect(page.getByRole('region', { name: 'Key rotation in progress' })).toBeVisible()
  await expect
    .poll(async () => {
      const at = (await api.listKeys(account.id)).find(({ id }) => id === old.id)?.expiresAt
      return at !== undefined && Date.parse(at) <= Date.now()
    })
    .toBe(true)
  expect(await api.listKeys(account.id)).toHaveLength(2)
})

test('a rotation left open for longer than the lifetime of the new key recalculates its expiry first', async ({
  page,
  api,
}) => {
  const account = await api.createAccount()
  const { apiKey: old } = await api.createKey(account.id, { expiresAt: new Date(Date.now() + hour).toISOString() })
  await openAccount(page, account)
  await page.getByRole('button', { name: `Actions for ${old.maskedSecret}` }).click()
  await page.getByRole('menuitem', { name: 'Rotate' }).click()
  const submit = page.getByRole('button', { name: 'Create the new key' })
  await expect(submit).toBeVisible()
  const back = Date.now() + 2 * hour
  await page.clock.setFixedTime(back)
  await submit.click()
  await expect(page.getByText('The expiry was recalculated.')).toBeVisible()
  expect(await api.listKeys(account.id)).toHaveLength(1)

  await submit.click()
  await finish(await secretDialog(page))
  const replacement = (await api.listKeys(account.id)).find(({ id }) => id !== old.id)
  expect(Date.parse(replacement?.expiresAt ?? '')).toBeGreaterThan(back + 0.9 * hour)
})

test('a rotation finishes if somebody else has deleted the old key', async ({ page, api }) => {
  const account = await api.createAccount()
  const { apiKey: old } = await api.createKey(account.id)
  await openAccount(page, account)
  await page.getByRole('button', { name: `Actions for ${old.maskedSecret}` }).click()
  await page.getByRole('menuitem', { name: 'Rotate' }).click()
  const submit = page.getByRole('button', { name: 'Create the new key' })
  await expect(submit).toBeVisible()
  await api.deleteKey(old.id)
  await submit.click()
  const dialog = await secretDialog(page)
  const secret = await revealSecret(dialog)
  await finish(dialog)

  await expect(page.getByRole('dialog')).toBeHidden()
  const card = page.getByRole('region', { name: 'Key rotation in progress' })
  await expect(card.getByRole('alert')).toHaveText('The old key has been deleted. The rotation is complete.')
  await expect(card.getByRole('listitem').filter({ hasText: 'Delete the old key' })).toHaveAttribute(
    'aria-current',
    'step',
  )
  await expect(card.getByRole('button')).toHaveText(['Dismiss'])
  await expect(row(page, `****${secret.slice(-6)}`)).toBeVisible()
  await expect(row(page, old.maskedSecret)).toBeHidden()
})
