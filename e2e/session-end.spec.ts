import { createSession } from '#contract/session.ts'
import { getServiceAccount } from '#contract/service-account.ts'
import { expect, expectAccessible, test } from './fixtures.ts'
import { chooseScopes, finish, openAccount, secretDialog } from './flows.ts'

test('the end of a session is announced over a form, which stays as it is after signing in again', async ({
  page,
  api,
  token,
}) => {
  const account = await api.createAccount()
  await page.clock.install()
  await openAccount(page, account)
  await page.getByRole('button', { name: 'Create API key' }).click()
  const form = page.getByRole('dialog', { name: 'Create API key' })
  await form.getByRole('textbox', { name: 'Description' }).fill('not lost')
  await chooseScopes(page, ['yc.postbox.send'])
  await page.clock.fastForward('11:49:00')
  await expect(page.getByText('Your session ends')).toHaveCount(0)

  // A sleeping computer: no timer runs meanwhile.
  await page.clock.fastForward('02:00')
  const notice = form.getByRole('group', { name: 'Your session ends in 9 minutes' })
  await expect(notice).toBeVisible()
  await expect(form.getByRole('status').filter({ hasText: 'Your session ends in 9 minutes' })).toBeAttached()
  await expectAccessible(page)
  // It is within the focus trap of the dialog.
  await form.getByRole('button', { name: 'Create', exact: true }).focus()
  await page.keyboard.press('Tab')
  await expect(notice.getByRole('button', { name: 'Sign in again' })).toBeFocused()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Sign in again' })
  await expect(dialog).toContainText('Your unsaved changes are kept.')
  await expect(notice).toBeHidden()
  await dialog.getByLabel('Administrator token').fill(token)
  await dialog.getByRole('button', { name: 'Sign in' }).click()
  await expect(dialog).toBeHidden()

  await expect(form.getByRole('textbox', { name: 'Description' })).toHaveValue('not lost')
  await form.getByRole('button', { name: 'Create', exact: true }).click()
  await finish(await secretDialog(page))
})

test('the notice of the end of a session can be closed, and comes back a minute before', async ({ page, api }) => {
  const account = await api.createAccount()
  await page.clock.install()
  await openAccount(page, account)
  await expect(page.getByText('No API keys yet')).toBeVisible()
  await page.clock.fastForward('11:51:00')
  const notice = page.getByRole('group', { name: /Your session/ })
  await expect(notice).toContainText('Everything on this page stays open.')
  await expectAccessible(page)
  await notice.getByRole('button', { name: 'Close' }).click()
  await expect(notice).toBeHidden()
  await page.clock.fastForward('08:10')
  await expect(notice).toContainText('Your session ends in 1 minute')
  await notice.getByRole('button', { name: 'Close' }).click()
  await page.clock.fastForward('01:00')
  await expect(notice).toContainText('Your session has ended')
})

test('signing out empties the other tabs, but keeps what is unsaved there until it is closed', async ({
  page,
  api,
}) => {
  const account = await api.createAccount()
  await openAccount(page, account)
  await page.getByRole('button', { name: 'Create API key' }).click()
  await page.getByRole('textbox', { name: 'Description' }).fill('not lost')
  const second = await page.context().newPage()
  const third = await page.context().newPage()
  for (const tab of [second, third]) {
    await tab.goto('/')
    await expect(tab.getByRole('heading', { level: 1, name: 'Service accounts' })).toBeVisible()
  }

  await third.getByRole('button', { name: 'Signed in as Administrator' }).click()
  await third.getByRole('menuitem', { name: 'Sign out', exact: true }).click()
  for (const tab of [second, third]) {
    await expect(tab.getByRole('heading', { name: 'Sign in to Keyrack' })).toBeVisible()
  }

  const notice = page.getByRole('alertdialog', { name: 'You signed out in another tab' })
  await notice.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('textbox', { name: 'Description' })).toHaveValue('not lost')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Discard' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in to Keyrack' })).toBeVisible()
})

test(
  'signing out in another tab ends everything that was open, even for the same user',
  { tag: '@gateway' },
  async ({ page, api, token }) => {
    const account = await api.createAccount()
    await openAccount(page, account)
    await page.getByRole('button', { name: `Actions for ${account.name}` }).click()
    await page.getByRole('menuitem', { name: 'Edit' }).click()
    const form = page.getByRole('dialog', { name: 'Edit service account' })
    await form.getByRole('textbox', { name: 'Description' }).fill('not sent')

    const second = await page.context().newPage()
    await second.goto('/')
    await second.getByRole('button', { name: /^Signed in/ }).click()
    await second.getByRole('menuitem', { name: 'Sign out', exact: true }).click()
    const notice = page.getByRole('alertdialog', { name: 'You signed out in another tab' })
    await expect(notice).toContainText('Nothing on this page can be completed any more.')
    await notice.getByRole('button', { name: 'Done' }).click()
    await api.call(createSession, { body: { token } })

    await form.getByRole('button', { name: 'Save' }).click()
    await expect(form.getByRole('alert')).toContainText('Your session has ended')
    const { description } = await api.call(getServiceAccount, { params: { serviceAccountId: account.id } })
    expect(description).toBe('')
    await form.getByRole('button', { name: 'Cancel' }).click()
    const begun = page.waitForEvent('load')
    await page.getByRole('button', { name: 'Discard' }).click()
    await begun
    await expect(page.getByRole('heading', { level: 1, name: account.name })).toBeVisible()
  },
)
