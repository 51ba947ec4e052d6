import { expect, expectAccessible, test } from './fixtures.ts'
import { chooseScopes, finish, openAccount, pasted, secretDialog } from './flows.ts'

test('a link fills the form once, and leaves the address when it closes', async ({ page, api }) => {
  const account = await api.createAccount()
  const home = `/folders/${account.folderId}/service-accounts/${account.id}`
  await openAccount(page, account)
  await page.getByRole('button', { name: 'Create API key' }).click()
  await page.getByRole('textbox', { name: 'Description' }).fill('for the mailer & co')
  await chooseScopes(page, ['yc.postbox.send', 'yc.logging.write'])
  await page.getByRole('combobox', { name: 'Expires at' }).click()
  await page.getByRole('option', { name: '30 days' }).click()
  await page.getByRole('button', { name: 'Copy link to this form' }).click()
  const link = await pasted(page)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Discard' }).click()

  await page.goto(link)
  const dialog = page.getByRole('dialog', { name: 'Create API key' })
  await expect(dialog.getByRole('alert')).toContainText('This form was filled in from a link. Check each field')
  await expect(dialog.getByRole('textbox', { name: 'Description' })).toHaveValue('for the mailer & co')
  await expect(dialog.getByText(/^2 of \d+ selected$/)).toBeVisible()
  await expect(dialog.getByRole('combobox', { name: 'Expires at' })).toHaveText('30 days')

  // Once closed, it leaves the address, and Back and Forward work as before.
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(page).toHaveURL(new RegExp(`${home}$`))

  await page.goto(`${link}&q=mailer`)
  await dialog.getByRole('button', { name: 'Create', exact: true }).click()
  await secretDialog(page)
  await expect(page).toHaveURL(new RegExp(`${home}\\?q=mailer$`))
  await finish(await secretDialog(page))
  await page.reload()
  await expect(page.getByRole('heading', { level: 1, name: account.name })).toBeVisible()
  await expect(dialog).toBeHidden()
  expect(await api.listKeys(account.id)).toHaveLength(1)
})

test('more than 100 scopes are rejected in a link, in the form and by the service', async ({ page, api }) => {
  const account = await api.createAccount()
  const home = `/folders/${account.folderId}/service-accounts/${account.id}`
  const dialog = page.getByRole('dialog', { name: 'Create API key' })
  const scopes = Array.from({ length: 101 }, (_, n) => `scope-${n}`)
  const open = async (count: number, words: string) => {
    await page.goto(`${home}?create=1&scopes=${scopes.slice(0, count).join(',')}`)
    await expect(dialog.getByRole('alert')).toContainText(words)
  }

  await open(101, 'Part of the link is invalid and was ignored')
  await expect(dialog.getByText(/^0 of \d+ selected$/)).toBeVisible()

  await open(100, 'This form was filled in from a link. Check each field')
  await dialog.getByRole('button', { name: 'Send e-mail' }).click()
  await expect(dialog.getByText(/^1 of \d+ selected, 100 unknown$/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Create', exact: true }).click()
  await expect(dialog.getByText('Use at most 100. You have 101.')).toBeVisible()

  await expect(api.createKey(account.id, { scopes })).rejects.toThrow('in the range of 0 to 100')
  expect(await api.listKeys(account.id)).toEqual([])
})

test('invalid parts of a link are dropped', async ({ page, api }) => {
  const account = await api.createAccount()
  const home = `/folders/${account.folderId}/service-accounts/${account.id}`
  const dialog = page.getByRole('dialog', { name: 'Create API key' })

  const scopes = Array.from({ length: 500 }, (_, n) => `s${n}`).join(',')
  await page.goto(`${home}?create=1&description=${'x'.repeat(300)}&scopes=${scopes}&expiresIn=__proto__`)
  await expect(dialog.getByRole('alert')).toContainText('Part of the link is invalid and was ignored')
  await expect(dialog.getByRole('textbox', { name: 'Description' })).toHaveValue('')
  await expect(dialog.getByText(/^0 of \d+ selected$/)).toBeVisible()

  const hundred = Array.from({ length: 100 }, (_, n) => `scope-${n}`).join(',')
  await page.goto(`${home}?create=1&scopes=${hundred}`)
  await expect(dialog.getByText(/^0 of \d+ selected, 100 unknown$/)).toBeVisible()
  await expectAccessible(page)
  // The form is still reachable.
  await expect(dialog.getByRole('combobox', { name: 'Expires at' })).toBeInViewport()

  await page.goto(`${home}?create=1&description=AQVNFAKE${'0'.repeat(32)}&scopes=__proto__,yc.postbox.send`)
  await expect(dialog.getByText('This looks like a secret.')).toBeVisible()
  await expect(dialog.getByRole('button', { name: '__proto__' })).toBeVisible()
  await expect(dialog.getByText(/^1 of \d+ selected, 1 unknown$/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Create', exact: true }).click()
  await expect(dialog.getByText('Unknown scopes: __proto__.')).toBeVisible()
  await expectAccessible(page)
  await dialog.getByRole('textbox', { name: 'Description' }).fill('typed')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Discard' }).click()
  await expect(dialog).toBeHidden()
  await expect(page).toHaveURL(new RegExp(`${home}$`))
  expect(await api.listKeys(account.id)).toEqual([])
})
