import { expect, test } from '../fixtures.ts'
import { chooseScopes, secretDialog } from '../flows.ts'
import { raise } from './stage.ts'

test('a walk through the console', async ({ page }) => {
  const { step, click, end } = await raise(page)
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
  const dialog = page.getByRole('dialog')
  const menu = async (row: string, action: string) => {
    await click(
      page
        .getByRole('row')
        .filter({ hasText: row })
        .getByRole('button', { name: /^Actions for / }),
    )
    await click(page.getByRole('menuitem', { name: action, exact: true }))
    await expect(dialog).toBeVisible()
  }

  await step(
    'Every service account of a folder',
    async () => {
      await expect(page.getByRole('link', { name: 'mailer-robot' })).toBeVisible()
    },
    'service-accounts',
  )

  await step('Searched and sorted in place', async () => {
    await page.getByRole('searchbox').pressSequentially('robot')
    await click(page.getByRole('columnheader', { name: 'Last authenticated' }).getByRole('button'))
    await expect(page).toHaveURL(/q=robot/)
    await expect(page.getByRole('link', { name: 'mailer-robot' })).toBeVisible()
  })

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

  await step('A key can be changed later: only what was changed is sent', async () => {
    await menu('Newsletter of the shop', 'Edit')
    await dialog.getByRole('textbox', { name: 'Description' }).fill('Newsletter and invoices')
    await click(dialog.getByRole('combobox', { name: 'Expires at' }))
    await click(page.getByRole('option', { name: '90 days' }))
  })

  await step('Rotating makes a twin first, and gives the old key an end', async () => {
    await click(button('Save'))
    await menu('Newsletter and invoices', 'Rotate')
    await expect(dialog.getByText('24 hours')).toBeVisible()
  })

  await step('The new secret is saved before the old key is limited', async () => {
    await click(button('Create the new key'))
    await secretDialog(page)
    await click(button('Copy secret key'))
    await expect(dialog.getByRole('status')).toHaveText('Secret key copied')
  })

  const card = page.getByRole('region', { name: 'Key rotation in progress' })
  await step(
    'A card watches both keys and says when the old one may go',
    async () => {
      await click(button('Done'))
      await expect(card.getByText('The new key has not been used yet.')).toBeVisible()
    },
    'rotation',
  )

  await step('Deleting names what is about to stop', async () => {
    await click(card.getByRole('button', { name: 'Delete the old key' }))
    await expect(page.getByRole('dialog', { name: 'Delete API key?' })).toBeVisible()
  })

  await step('And it is gone', async () => {
    await click(dialog.getByRole('button', { name: 'Delete' }))
    await expect(card.getByText('The rotation is complete.')).toBeVisible()
    await click(card.getByRole('button', { name: 'Dismiss' }))
    await expect(card).toBeHidden()
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
