import { expect, test } from '../fixtures.ts'
import { chooseScopes, secretDialog } from '../flows.ts'
import { raise } from './stage.ts'

test('a walk through the console', async ({ page }) => {
  const { step, click, end } = await raise(page)
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
  const dialog = page.getByRole('dialog')

  await step(
    'Every service account of a folder, searched and sorted in place',
    async () => {
      await expect(page.getByRole('link', { name: 'mailer-robot' })).toBeVisible()
    },
    'service-accounts',
  )

  await step(
    'A service account and its API keys: what expires, what is unused',
    async () => {
      await click(page.getByRole('link', { name: 'mailer-robot' }))
      await expect(page.getByRole('row', { name: /\*\*\*\*/ }).first()).toBeVisible()
    },
    'account',
  )

  await step(
    'A new key: what it is for, what it may do, until when',
    async () => {
      await click(button('Create API key'))
      await dialog.getByRole('textbox', { name: 'Description' }).fill('Newsletter of the shop')
      await chooseScopes(page, ['yc.postbox.send', 'yc.monitoring.read'])
      await click(dialog.getByRole('combobox', { name: 'Expires at' }))
      await click(page.getByRole('option', { name: '30 days' }))
      await expect(dialog.getByText(/UTC/)).toBeVisible()
    },
    'create-key',
  )

  await step(
    'Its secret, exactly once, and hidden until it is asked for',
    async () => {
      await click(button('Create'))
      await secretDialog(page)
    },
    'secret',
  )

  await step('Copied: now it may be left', async () => {
    await click(button('Copy secret key'))
    await expect(dialog.getByRole('status')).toHaveText('Secret key copied')
  })

  await step('The new key in the list; its secret is nowhere any more', async () => {
    await click(button('Done'))
    await expect(dialog).toBeHidden()
    await expect(page.getByRole('row').filter({ hasText: 'Newsletter of the shop' })).toBeVisible()
  })

  await step('Deleting says what is about to stop', async () => {
    const row = page.getByRole('row').filter({ hasText: 'Newsletter of the shop' })
    await click(row.getByRole('button', { name: /^Actions for / }))
    await click(page.getByRole('menuitem', { name: 'Delete' }))
    await expect(page.getByRole('dialog', { name: 'Delete API key?' })).toBeVisible()
  })

  await step('And it is gone', async () => {
    await click(dialog.getByRole('button', { name: 'Delete' }))
    await expect(dialog).toBeHidden()
    await expect(page.getByRole('row').filter({ hasText: 'Newsletter of the shop' })).toBeHidden()
  })

  await step('Dark, and in Russian', async () => {
    await click(button('Colour scheme'))
    await click(page.getByRole('menuitemradio', { name: 'Dark' }))
    await click(button('Language'))
    await click(page.getByRole('menuitemradio', { name: 'Русский' }))
    await expect(page.getByRole('button', { name: 'Создать API-ключ' })).toBeVisible()
  })

  await end()
})
