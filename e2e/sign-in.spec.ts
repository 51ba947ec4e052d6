import type { Page } from '@playwright/test'

import { createIamTokenForServiceAccount } from '#contract/iam-token.ts'
import { createSession, deleteSession } from '#contract/session.ts'
import type { Api } from './api.ts'
import { expect, test } from './fixtures.ts'
import { createKey, finish, openAccount, revealSecret, row, secretDialog } from './flows.ts'

test.describe('signed out', () => {
  test.use({ signedIn: false })

  test('an empty or wrong token is reported on the field', { tag: '@mock' }, async ({ page }) => {
    await page.goto('/')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByText('Enter the administrator token.')).toBeVisible()
    await page.getByLabel('Administrator token').fill('not-the-token')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByText('Invalid token.')).toBeVisible()
    await expect(page.getByLabel('Administrator token')).toBeFocused()
  })

  test('an invalid sign-in link is reported, and its code leaves the address', async ({ page }) => {
    await page.goto('/sign-in#code=1.made-up')
    await expect(page.getByText('This sign-in link has expired or has already been used.')).toBeVisible()
    expect(page.url()).not.toContain('made-up')
  })

  test('a double click signs in once, and the button keeps the focus while it is pending', async ({ page, faults }) => {
    await page.goto('/')
    const sent: string[] = []
    page.on('request', (request) => {
      if (new URL(request.url()).pathname === createSession.path) sent.push(request.method())
    })
    await faults.set([{ endpoint: 'createSession', effect: { kind: 'hang' } }])
    await page.getByLabel('Administrator token').fill('not-the-token')
    await page.getByRole('button', { name: 'Sign in' }).dblclick()
    const button = page.getByRole('button', { name: 'Signing in…' })
    await expect(button).toBeFocused()
    await expect(button).toHaveAttribute('aria-disabled', 'true')
    // Visible, but not read out: the button's name says it.
    await expect(button.getByRole('progressbar', { includeHidden: true })).toBeVisible()
    await expect(button.getByRole('progressbar')).toHaveCount(0)
    expect(sent).toEqual(['POST'])
  })

  for (const { secure, address, reason } of [
    {
      secure: true,
      address: 'a secure address',
      reason: 'Allow cookies for this site in the privacy settings',
    },
    { secure: false, address: 'an insecure address', reason: 'because this address is not secure' },
  ]) {
    test(`a session that the browser does not keep on ${address} is explained`, async ({ page, token, faults }) => {
      await page.addInitScript((value) => Object.defineProperty(window, 'isSecureContext', { value }), secure)
      await page.goto('/')
      await faults.set([{ endpoint: 'getSession', effect: { kind: 'status', code: 'UNAUTHENTICATED' } }])
      await page.getByLabel('Administrator token').fill(token)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await expect(page.getByRole('alert')).toContainText(reason)
    })
  }

  test(
    'signing in leads to the requested page, but never to another site',
    { tag: '@mock' },
    async ({ page, token }) => {
      const signIn = async (text: string) => {
        await page.getByLabel('Administrator token').fill(text)
        await page.getByRole('button', { name: 'Sign in' }).click()
      }
      await page.goto('/folders/nowhere/service-accounts?q=robot')
      await expect(page).toHaveURL(/\/sign-in\?next=/)
      await signIn(` ${token} `)
      await expect(page).toHaveURL(/\/folders\/nowhere\/service-accounts\?q=robot$/)
      await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible()

      await page.getByRole('button', { name: 'Signed in as Administrator' }).click()
      await expect(page.getByRole('menu')).toContainText(/Signed in until \w+ \d+, \d{4}/)
      await page.getByRole('menuitem', { name: 'Sign out', exact: true }).click()
      await expect(page.getByRole('heading', { name: 'Sign in to Keyrack' })).toBeVisible()

      await page.goto('/sign-in?next=//example.com/')
      await signIn(token)
      await expect(page.getByRole('heading', { level: 1, name: 'Service accounts' })).toBeVisible()
    },
  )

  test('signing out ends the session', async ({ page, token }) => {
    await page.goto('/')
    await page.getByLabel('Administrator token').fill(token)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('button', { name: 'Signed in as Administrator' }).click()
    await page.getByRole('menuitem', { name: 'Sign out', exact: true }).click()
    const signInPage = page.getByRole('heading', { name: 'Sign in to Keyrack' })
    await expect(signInPage).toBeVisible()
    await page.goto('/')
    await expect(signInPage).toBeVisible()
  })

  test('signing in after a sign-out reloads the page, so that no earlier work continues', async ({ page, token }) => {
    const signIn = async () => {
      await page.getByLabel('Administrator token').fill(token)
      await page.getByRole('button', { name: 'Sign in' }).click()
    }
    await page.goto('/')
    await signIn()
    await page.getByRole('button', { name: 'Signed in as Administrator' }).click()
    await page.getByRole('menuitem', { name: 'Sign out', exact: true }).click()
    await expect(page.getByRole('heading', { name: 'Sign in to Keyrack' })).toBeVisible()
    const begun = page.waitForEvent('load')
    await signIn()
    await begun
    await expect(page.getByRole('heading', { level: 1, name: 'Service accounts' })).toBeVisible()
  })

  for (const next of ['/\t/example.com', '/.//example.com']) {
    test(`signing in shows the first page instead of going to ${JSON.stringify(next)}`, async ({ page, token }) => {
      await page.goto(`/sign-in?${new URLSearchParams({ next })}`)
      await page.getByLabel('Administrator token').fill(token)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await expect(page.getByRole('heading', { level: 1, name: 'Service accounts' })).toBeVisible()
      await expect(page).toHaveURL(/\/folders\/[^/]+\/service-accounts$/)
    })
  }
})

/** Submits the form of a new key after the session has expired, and returns the sign-in dialog. */
const createWithoutSession = async (page: Page, api: Api) => {
  await page.getByRole('button', { name: 'Create API key' }).click()
  await page.getByRole('textbox', { name: 'Description' }).fill('not lost')
  await page.getByRole('button', { name: 'Default scopes' }).click()
  await api.call(deleteSession, {})
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  return page.getByRole('dialog', { name: 'Your session has ended' })
}

test(
  'a form continues after the session ended and the same user signed in again',
  { tag: '@mock' },
  async ({ page, api, token }) => {
    const account = await api.createAccount()
    const { iamToken } = await api.call(createIamTokenForServiceAccount, { body: { serviceAccountId: account.id } })
    await openAccount(page, account)
    const createAndSignInWith = async (credential: string) => {
      const dialog = await createWithoutSession(page, api)
      await dialog.getByLabel('Administrator token').fill(credential)
      await dialog.getByRole('button', { name: 'Sign in' }).click()
    }
    await createAndSignInWith(token)
    await finish(await secretDialog(page))

    // The browser asks before unsaved input is lost.
    page.once('dialog', (question) => question.accept())
    await createAndSignInWith(iamToken)
    await expect(page.getByRole('button', { name: `Signed in as ${account.name}` })).toBeVisible()
    await expect(page.getByRole('dialog')).toBeHidden()
    await api.call(createSession, { body: { token } })
    expect(await api.listKeys(account.id)).toHaveLength(1)
  },
)

test('input kept after another user signed in shows a notice, and closing it reloads the page', async ({
  page,
  api,
}) => {
  const account = await api.createAccount()
  const { iamToken } = await api.call(createIamTokenForServiceAccount, { body: { serviceAccountId: account.id } })
  await openAccount(page, account)
  const dialog = await createWithoutSession(page, api)
  await dialog.getByLabel('Administrator token').fill(iamToken)
  page.once('dialog', (question) => question.dismiss())
  await dialog.getByRole('button', { name: 'Sign in' }).click()

  const notice = page.getByRole('alertdialog', { name: `You are now signed in as ${account.name}` })
  await notice.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('textbox', { name: 'Description' })).toHaveValue('not lost')
  await page.getByRole('button', { name: 'Cancel' }).click()
  const begun = page.waitForEvent('load')
  await page.getByRole('button', { name: 'Discard' }).click()
  await begun
  await expect(page.getByRole('button', { name: `Signed in as ${account.name}` })).toBeVisible()
})

test('a tab reloads when another user signs in elsewhere, but not over an open secret', async ({
  page,
  api,
  token,
}) => {
  const account = await api.createAccount()
  const { iamToken } = await api.call(createIamTokenForServiceAccount, { body: { serviceAccountId: account.id } })
  const third = await api.createAccount()
  const { iamToken: thirdToken } = await api.call(createIamTokenForServiceAccount, {
    body: { serviceAccountId: third.id },
  })
  await openAccount(page, account)
  const dialog = await createKey(page)
  const secret = await revealSecret(dialog)
  const signInElsewhere = async (credential: string) => {
    await api.call(createSession, { body: { token: credential } })
    // The tab gets the focus again.
    await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')))
  }

  for (const [credential, { name }] of [
    [thirdToken, third],
    [iamToken, account],
  ] as const) {
    await signInElsewhere(credential)
    const notice = page.getByRole('alertdialog', { name: `You are now signed in as ${name}` })
    await expect(notice).toContainText('This page still shows data that Administrator could see.')
    await notice.getByRole('button', { name: 'Done' }).click()
    await expect(dialog.getByRole('textbox', { name: 'Secret key' })).toHaveValue(secret)
  }
  // Saved, but not yet finished.
  await dialog.getByRole('checkbox', { name: 'I have saved the secret key' }).check()
  await expect(dialog).toBeVisible()
  const begun = page.waitForEvent('load')
  await dialog.getByRole('button', { name: 'Done' }).click()
  await begun
  await expect(page.getByRole('button', { name: `Signed in as ${account.name}` })).toBeVisible()
  await page.getByRole('tab', { name: 'Operations' }).click()
  await expect(page.getByRole('tabpanel', { name: 'Operations' })).toBeVisible()
  await expect(row(page, 'Create API key')).toBeHidden()

  await signInElsewhere(token)
  await expect(page.getByRole('button', { name: 'Signed in as Administrator' })).toBeVisible()
  await expect(row(page, 'Create API key')).toBeVisible()
})

test('a signed-in user is not asked again, not even by an old link', async ({ page, api }) => {
  const { folderId } = await api.createAccount()
  const list = `/folders/${folderId}/service-accounts?q=robot`
  await page.goto(`/sign-in?${new URLSearchParams({ next: list })}`)
  await expect(page.getByRole('searchbox', { name: 'Search service accounts' })).toHaveValue('robot')
  await page.goto('/sign-in#code=1.made-up')
  await expect(page.getByRole('heading', { level: 1, name: 'Service accounts' })).toBeVisible()
  expect(page.url()).not.toContain('made-up')
})

test('the search continues after the session ended and the user signed in again', async ({ page, api, token }) => {
  const { apiKey } = await api.createKey((await api.createAccount()).id)
  const { folderId } = await api.demoAccount('key-hoarder', 'experiments')
  await page.goto(`/folders/${folderId}/service-accounts`)
  await expect(page.getByRole('link', { name: 'key-hoarder' })).toBeVisible()
  await api.call(deleteSession, {})
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('combobox', { name: 'Search and commands' }).fill(apiKey.id)
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' })
  await dialog.getByLabel('Administrator token').fill(token)
  await dialog.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('option')).toContainText(apiKey.id)
  await expect(page.getByRole('combobox', { name: 'Search and commands' })).toBeFocused()
})
