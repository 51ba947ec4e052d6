import type { Page } from '@playwright/test'

import { createApiKey } from '#contract/api-key.ts'
import { getServiceAccount } from '#contract/service-account.ts'
import { createSession, getSession } from '#contract/session.ts'
import type { Api } from './api.ts'
import { expect, expectAccessible, type Faults, test } from './fixtures.ts'
import { chooseScopes, createKey, finish, openAccount, revealSecret, row, secretDialog } from './flows.ts'
import { announced } from './real-service.ts'

// What the console does in front of a cloud alone. Other specs repeat their core here: see the tag.
const inCloud = { tag: '@gateway' }

const signInWith = async (page: Page, text: string) => {
  await page.getByLabel('IAM token').fill(text)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString()

test.describe('signed out', () => {
  test.use({ signedIn: false })

  test(
    'the output of the CLI signs in, and the browser never gets the token back',
    inCloud,
    async ({ page, token }) => {
      const bodies: Promise<string>[] = []
      page.on('response', (response) => bodies.push(response.text().catch(() => '')))
      await page.goto('/')
      await expect(page.getByText('yc iam create-token')).toBeVisible()
      await signInWith(page, 't1.FAKE')
      await expect(page.getByText('The cloud rejected this token.')).toBeVisible()
      await signInWith(page, JSON.stringify({ iam_token: token, expires_at: inAnHour() }))
      await page.getByRole('combobox', { name: 'Search by name or ID' }).fill('production')
      await page.getByRole('option').first().click()
      await expect(page.getByRole('row').nth(1)).toBeVisible()

      const kept = await page.evaluate(async () => {
        const databases = await indexedDB.databases()
        const caches = await window.caches?.keys()
        const stored = { ...localStorage, ...sessionStorage }
        return JSON.stringify([databases, caches, stored, document.cookie, document.documentElement.outerHTML])
      })
      expect(`${kept} ${page.url()} ${(await Promise.all(bodies)).join(' ')}`).not.toContain(token)
      const cookies = await page.context().cookies()
      expect(cookies.map(({ httpOnly, sameSite }) => ({ httpOnly, sameSite }))).toEqual([
        { httpOnly: true, sameSite: 'Strict' },
      ])
      expect(JSON.stringify(cookies)).not.toContain(token)
    },
  )

  test('the sign-in page says where the token goes, in both languages', inCloud, async ({ page }) => {
    await page.goto('/')
    await expect(page.getByText(/Stored encrypted in a cookie/)).toBeVisible()
    await expect(page.getByText('Administrator token')).toHaveCount(0)
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Language' }).click()
    await page.getByRole('menuitemradio', { name: 'Русский' }).click()
    await expect(page.getByLabel('IAM-токен')).toBeVisible()
    await expectAccessible(page)
  })
})

test('a key is created, used and deleted', inCloud, async ({ page, api }) => {
  const account = await api.createAccount()
  await openAccount(page, account)
  const dialog = await createKey(page)
  const secret = await revealSecret(dialog)
  await finish(dialog)
  const use = async () => {
    const headers = { authorization: `Api-Key ${secret}` }
    return (await fetch(`${announced().origin}/authenticate`, { headers })).status
  }
  expect(await use()).toBe(200)
  await expect.poll(async () => (await api.listKeys(account.id))[0]?.lastUsedAt).toBeDefined()

  const mask = `****${secret.slice(-6)}`
  await page.getByRole('button', { name: `Actions for ${mask}` }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  const deletion = page.getByRole('dialog', { name: 'Delete API key?' })
  await deletion.getByLabel(`Type the last six characters, ${secret.slice(-6)}, to confirm`).fill(secret.slice(-6))
  await deletion.getByRole('button', { name: 'Delete' }).click()
  await expect(deletion).toBeHidden()
  await expect(row(page, mask)).toBeHidden()
  expect(await use()).toBe(401)
})

/** An edit whose token the cloud refuses once, with the dialog that asks to sign in again. */
const saveWithRefusedToken = async (page: Page, api: Api, faults: Faults) => {
  const account = await api.createAccount()
  await openAccount(page, account)
  await page.getByRole('button', { name: `Actions for ${account.name}` }).click()
  await page.getByRole('menuitem', { name: 'Edit' }).click()
  const form = page.getByRole('dialog', { name: 'Edit service account' })
  await form.getByRole('textbox', { name: 'Description' }).fill('not lost')
  await faults.set([
    { endpoint: 'updateServiceAccount', effect: { kind: 'status', code: 'UNAUTHENTICATED' }, times: 1 },
  ])
  await form.getByRole('button', { name: 'Save' }).click()
  const again = page.getByRole('dialog', { name: 'Your session has ended' })
  await expect(again).toContainText('Your unsaved changes are kept')
  return { account, form, again }
}

/** The user comes back to this tab. */
const focusTab = async (page: Page) => {
  const asked = page.waitForResponse((response) => new URL(response.url()).pathname === getSession.path)
  await page.evaluate(() => {
    window.dispatchEvent(new Event('focus'))
    window.dispatchEvent(new Event('visibilitychange'))
  })
  await asked
}

test(
  'a token that the cloud no longer accepts is replaced over an open form',
  inCloud,
  async ({ page, api, faults, token }) => {
    const { form, again } = await saveWithRefusedToken(page, api, faults)
    await expect(again).toContainText('everything on this page continues as the owner of that token')
    // From the terminal, with a new token.
    await focusTab(page)
    await expect(again).toBeVisible()
    await signInWith(page, token)
    await expect(again).toBeHidden()
    await expect(form).toBeHidden()
    await expect(page.getByRole('main').getByText('not lost')).toBeVisible()
    await focusTab(page)
    await expect(page.getByRole('alertdialog')).toBeHidden()
  },
)

test(
  'a sign-in in another tab, perhaps of somebody else, does not complete what is open',
  inCloud,
  async ({ page, api, faults, token }) => {
    const { account, form, again } = await saveWithRefusedToken(page, api, faults)
    await api.call(createSession, { body: { token } })
    // The browser asks before unsaved input is lost.
    page.once('dialog', (question) => question.dismiss())
    await focusTab(page)
    await expect(again).toBeHidden()
    const notice = page.getByRole('alertdialog', { name: 'Signed in again in another tab' })
    await expect(notice).toContainText('Anything you complete here is done with the new token.')
    await expectAccessible(page)
    await notice.getByRole('button', { name: 'Done' }).click()
    await expect(form.getByRole('textbox', { name: 'Description' })).toHaveValue('not lost')
    const { description } = await api.call(getServiceAccount, { params: { serviceAccountId: account.id } })
    expect(description).toBe('')
    await form.getByRole('button', { name: 'Cancel' }).click()
    const begun = page.waitForEvent('load')
    await page.getByRole('button', { name: 'Discard' }).click()
    await begun
  },
)

test(
  'a key with a lost secret is looked for in the list, and the request is not repeated',
  inCloud,
  async ({ page, api, faults }) => {
    const account = await api.createAccount()
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
  },
)

test('the code says how to point each tool at the cloud', inCloud, async ({ page, api }) => {
  await openAccount(page, await api.createAccount())
  await page.getByRole('button', { name: 'Create API key' }).click()
  const dialog = page.getByRole('dialog', { name: 'Create API key' })
  await dialog.getByRole('button', { name: 'Equivalent code' }).click()
  for (const tool of ['yc', 'Terraform', 'cURL', 'Node SDK']) {
    await dialog.getByRole('tab', { name: tool }).click()
    await expect(dialog.getByRole('region')).toContainText('localhost:')
    await expect(dialog).not.toContainText('administrator token')
  }
})

test('Terraform stores the secret in Lockbox until told otherwise', inCloud, async ({ page, api }) => {
  await openAccount(page, await api.createAccount())
  await page.getByRole('button', { name: 'Create API key' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Equivalent code' }).click()
  await dialog.getByRole('tab', { name: 'Terraform' }).click()
  await expect(dialog.getByRole('region')).toContainText('output_to_lockbox {')
  await dialog.getByRole('checkbox', { name: 'Store the secret in Lockbox' }).focus()
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveAccessibleName('Create API key')
  await page.keyboard.press('Space')
  await expect(dialog.getByText('Terraform stores the secret in its state')).toBeVisible()
  await expect(dialog.getByRole('region')).not.toContainText('output_to_lockbox')
})

test('signing out removes the cookie, and nothing offers to sign out everywhere', inCloud, async ({ page }) => {
  await page.goto('/')
  await page.getByRole('button', { name: /^Signed in to/ }).click()
  await expect(page.getByRole('menuitem', { name: 'Sign out everywhere' })).toHaveCount(0)
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page.getByLabel('IAM token')).toBeVisible()
  expect(await page.context().cookies()).toEqual([])
})
