import { expect, test } from './fixtures.ts'

test('Back and Forward close an open dialog and stay on the page', async ({ page, api }) => {
  const account = await api.createAccount()
  const { apiKey } = await api.createKey(account.id)
  const list = `/folders/${account.folderId}/service-accounts`
  const heading = (name: string) => page.getByRole('heading', { level: 1, name })
  const tab = (name: string) => page.getByRole('tab', { name, selected: true })
  await page.goto(`${list}?q=${account.name}`)
  await page.getByRole('link', { name: account.name }).click()
  await expect(heading(account.name)).toBeVisible()
  await page.getByRole('tab', { name: 'Operations' }).click()
  await expect(tab('Operations')).toBeVisible()
  await page.goBack()
  await expect(tab('Overview')).toBeVisible()

  // A page before and a tab after the current history entry.
  const choose = async (action: string) => {
    await page.getByRole('button', { name: `Actions for ${apiKey.maskedSecret}` }).click()
    await page.getByRole('menuitem', { name: action }).click()
  }
  const dialogs = [
    { open: () => choose('Delete'), dialog: page.getByRole('dialog', { name: 'Delete API key?' }) },
    { open: () => choose('Rotate'), dialog: page.getByRole('dialog', { name: /^Rotate API key/ }) },
    {
      open: () => page.getByRole('button', { name: 'Create API key' }).click(),
      dialog: page.getByRole('dialog', { name: 'Create API key' }),
    },
  ]
  for (const { open, dialog } of dialogs) {
    for (const leave of ['goBack', 'goForward'] as const) {
      await open()
      await expect(dialog).toBeVisible()
      await page[leave]()
      await expect(dialog).toBeHidden()
      await expect(tab('Overview')).toBeVisible()
    }
  }

  // Unsaved input asks first, in both directions.
  await page.getByRole('button', { name: 'Create API key' }).click()
  await page.getByRole('textbox', { name: 'Description' }).fill('half done')
  await page.goForward()
  await page.getByRole('button', { name: 'Keep editing' }).click()
  await expect(page.getByRole('textbox', { name: 'Description' })).toHaveValue('half done')
  await page.goForward()
  await page.getByRole('button', { name: 'Discard' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()

  // Without an open dialog they navigate as before.
  await page.goForward()
  await expect(tab('Operations')).toBeVisible()
  await page.goBack()
  await expect(tab('Overview')).toBeVisible()
  await page.goBack()
  await expect(heading('Service accounts')).toBeVisible()
  await page.goForward()
  await expect(tab('Overview')).toBeVisible()
  await expect(page.getByRole('dialog')).toBeHidden()
})

test('a form opened by a link is closed by Back, and not reopened by Forward', async ({ page, api }) => {
  const account = await api.createAccount()
  const home = `/folders/${account.folderId}/service-accounts/${account.id}`
  const tab = (name: string) => page.getByRole('tab', { name, selected: true })
  await page.goto(`${home}/operations`)
  await expect(tab('Operations')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('combobox', { name: 'Search and commands' }).fill('create api')
  await page.getByRole('option', { name: 'Create API key' }).click()
  const dialog = page.getByRole('dialog', { name: 'Create API key' })
  await expect(dialog).toBeVisible()
  await expect(page).toHaveURL(new RegExp(`${home}\\?create=1$`))
  await page.goBack()
  await expect(dialog).toBeHidden()
  await expect(page).toHaveURL(new RegExp(`${home}$`))
  await page.goBack()
  await expect(tab('Operations')).toBeVisible()
  await page.goForward()
  await expect(tab('Overview')).toBeVisible()
  await expect(page.getByText('No API keys yet')).toBeVisible()
  await expect(dialog).toBeHidden()
})
